#pragma once

namespace securepose::kinematics {

/// Levels of joints above the floor and lengths between them as shares of the stature. Landmarks of
/// pose networks and of motion capture mark joint centres, so these are joint centres too.
///
/// ANSUR II (Gordon et al. 2014, Natick/TR-15/007; 6068 women and men, stature 1714.4 mm): lateral
/// malleolus 69.6 mm, trochanterion 882.7 mm, acromion 1406.2 mm, acromion to radiale 327.4 mm,
/// tragion to top of head 129.6 mm. The hip joint lies at the height of the trochanterion, the
/// shoulder joint 10.4 % of the upper arm below the acromion (de Leva 1996, J. Biomech.
/// 29:1223-1230). Single people differ by about 2 % (one standard deviation); young children have
/// shorter legs and larger heads.
inline constexpr double kAnkleLevel = 69.6 / 1714.4;
inline constexpr double kHipLevel = 882.7 / 1714.4;
inline constexpr double kShoulderLevel = (1406.2 - 0.104 * 327.4) / 1714.4;
inline constexpr double kEarLevel = 1 - 129.6 / 1714.4;

inline constexpr double kLegLength = kHipLevel - kAnkleLevel;       ///< hip to knee to ankle
inline constexpr double kTrunkLength = kShoulderLevel - kHipLevel;  ///< mid-hip to mid-shoulder
inline constexpr double kShoulderToEar = kEarLevel - kShoulderLevel;

}  // namespace securepose::kinematics
