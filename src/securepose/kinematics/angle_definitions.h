#pragma once

#include <optional>
#include <string>
#include <vector>

#include "securepose/geometry/point.h"
#include "securepose/kinematics/body_landmark.h"

namespace securepose::kinematics {

/// The plane in which an angle is defined; a view can only tell angles of the plane it looks at.
enum class BodyPlane { kSagittal, kFrontal };

/// A line on the body from one landmark to another, or a fixed direction.
struct BodyLine {
  enum class Kind { kLandmarks, kUp, kDown, kForward, kLeftward };
  Kind kind = Kind::kLandmarks;
  BodyLandmark from = BodyLandmark::kNose;
  BodyLandmark to = BodyLandmark::kNose;
  /// If set, the line starts or ends in the middle between `from` (or `to`) and this one.
  std::optional<BodyLandmark> from_also = std::nullopt;
  std::optional<BodyLandmark> to_also = std::nullopt;

  bool fixed() const { return kind != Kind::kLandmarks; }
};

/// angle = offset + sign * (turn from `first` to `second`), in degrees, brought into the turn that
/// begins at `lowest_deg` (which lies outside of what a body can do, so that nothing wraps).
///
/// Turns are counted anticlockwise in body coordinates: sagittal: x forward, y up; frontal: x to
/// the person's left, y up. They are the same whichever way the person goes.
struct AngleDefinition {
  std::string name;
  BodyPlane plane = BodyPlane::kSagittal;
  BodyLine first;
  BodyLine second;
  double sign = 1;
  double offset_deg = 0;
  double lowest_deg = -180;
};

/// All angles in the order of the columns of angles.csv. docs/kinematics.md lists them.
const std::vector<AngleDefinition>& angle_definitions();

/// Evaluates a definition. @param first,second  directions in body coordinates, not zero
double angle_deg(const AngleDefinition& definition, geometry::Point first, geometry::Point second);

}  // namespace securepose::kinematics
