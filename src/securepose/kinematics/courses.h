#pragma once

#include <vector>

#include "securepose/kinematics/body_size.h"
#include "securepose/kinematics/heading.h"
#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

/// Slower than this, in body heights per second, nobody walks: 0.18 m/s for an adult, half of the
/// slowest walkers' speed in the plausibility limits of docs/kinematics.md.
inline constexpr double kLeastWalkingSpeed = 0.1;
/// A person who has turned by more than this goes another way.
inline constexpr double kTurnAngle_deg = 60;

/// Samples in which the person keeps one direction.
struct Course {
  SampleRange range;
  double sideways = 0;  ///< mean speed over the floor to the right, in body heights per second
  double away = 0;      ///< from the camera

  double turned_from_deg(const Course& before) const;
  /// 0: in the picture's plane, 90: towards the camera or away from it.
  double obliqueness_deg() const;
};

/// The courses of at least 0.6 s and 0.3 body heights in a stretch, in their order.
std::vector<Course> find_courses(const LandmarkTracks& tracks, const std::vector<Heading>& headings,
                                 SampleRange stretch);

/// Cuts off the part next to a turn in which the person is no longer on the course: goes along it
/// at less than 0.7 of its speed, be it slower or turned by more than 45 degrees; and what
/// trim_turned_feet() cuts off. The mean speed becomes that of what is left.
void trim_course(const std::vector<Heading>& headings, bool at_start, Course& course);

/// Cuts off the part at one end in which the feet show less than 0.6 of their usual length in the
/// picture: a camera that follows sees a turn there first. Nothing from the front.
void trim_turned_feet(const std::vector<Heading>& headings, bool at_start, Course& course);

}  // namespace securepose::kinematics
