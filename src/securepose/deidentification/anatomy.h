#pragma once

namespace securepose::deidentification {

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

}  // namespace anatomy
}  // namespace securepose::deidentification
