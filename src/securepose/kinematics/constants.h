#pragma once

namespace securepose::kinematics {

/// Levels of landmarks above the floor and lengths of segments as shares of body height: Drillis &
/// Contini 1966, as in Winter, Biomechanics and Motor Control of Human Movement, 4th ed. 2009,
/// figure 4.1. Adults; a young child's legs are shorter (5 years: about 6 % of the leg's length).
inline constexpr double kAnkleLevel = 0.039;
inline constexpr double kShankLength = 0.246;
inline constexpr double kThighLength = 0.245;
inline constexpr double kTrunkLength = 0.288;  ///< hip to shoulder
/// Ear canal above the shoulder: tragion at 0.925 of the stature (ANSUR II, Gordon et al. 2014: men
/// 1756 mm, tragion to top of head 131 mm), shoulder at 0.818.
inline constexpr double kShoulderToEarLength = 0.107;
/// Distance of the shoulders in a frontal view (Winter 2009, figure 4.1: 2 x 0.129) and of the
/// hips' centres (Seidel et al. 1995: 0.14 x pelvic width, about 0.10 of the stature).
inline constexpr double kShoulderWidth = 0.259;

/// Standard gravity, m/s^2.
inline constexpr double kGravity_m_s2 = 9.80665;

}  // namespace securepose::kinematics
