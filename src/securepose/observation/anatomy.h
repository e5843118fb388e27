#pragma once

#include <cmath>

namespace securepose::observation {

/// Proportions of the human head, relative to its height from vertex to chin. Adult means of the
/// 1988 US Army survey (Gordon et al. 1989, NATICK/TR-89/044; men and women averaged): head height
/// 226 mm, breadth 148 mm, length 192 mm, bitragion breadth 139 mm, eye line to mouth line 66 mm,
/// shoulder joints 340 mm apart. Children's heads are as high but rounder, so breadth and length
/// serve them as well.
namespace anatomy {

inline constexpr double kHeadHeight_m = 0.226;
inline constexpr double kBreadthByHeight = 148.0 / 226.0;  ///< seen from the front
inline constexpr double kLengthByHeight = 192.0 / 226.0;   ///< seen from the side
inline constexpr double kHeightByEyeMouthDistance = 226.0 / 66.0;
inline constexpr double kHeightByShoulderDistance = 226.0 / 340.0;
/// Eyes lie half way between vertex and chin; ear canals 0.09 of the height lower.
inline constexpr double kEarsBelowCenter = 0.09;
/// The ears' line lies about 1.0 head heights above the line of the shoulder joints.
inline constexpr double kCenterAboveShoulders = 1.05;

/// Pupils are this far apart, by the distance from eye line to mouth line (63 mm, the same survey),
/// and the tip of the nose lies this far before them, by half of it (22 mm; Farkas 1994).
inline constexpr double kPupilsByEyeMouthDistance = 63.0 / 66.0;
inline constexpr double kNoseByHalfPupils = 22.0 / 31.5;

/// Width of a head that is turned by some angle about its vertical axis: the outline of an upright
/// elliptic cylinder. `facing` is the cosine of the angle, 1 from the front or from behind.
inline double turned_width_by_height(double facing) {
  return std::hypot(kBreadthByHeight * facing, kLengthByHeight * std::sqrt(1 - facing * facing));
}

}  // namespace anatomy
}  // namespace securepose::observation
