#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "securepose/detection/person_detection.h"
#include "securepose/geometry/point.h"
#include "securepose/pose/pose_landmarks.h"

namespace securepose::observation {

/// Where the trunk and the limbs of one person lie in a picture, in pixels. Nothing of a body whose
/// head was not found counts.
class BodyShape {
 public:
  explicit BodyShape(const pose::PoseLandmarks& landmarks);
  /// The points of a detector of people tell no hands and feet: they are where forearms and shanks
  /// lead to.
  explicit BodyShape(const detection::PersonDetection& person);

  /// Whether a place lies on the trunk or a limb, clearly away from the body's own head.
  bool has_at(geometry::Point place) const;
  /// The same for shanks and feet only.
  bool has_lower_leg_at(geometry::Point place) const;
  /// Whether the body's own head may be at a place.
  bool has_head_at(geometry::Point place) const;

 private:
  using Bone = std::pair<geometry::Point, geometry::Point>;
  struct Head {
    geometry::Point center;
    double height_px = 0;
  };
  struct Trunk {
    geometry::Point shoulders;
    geometry::Point hips;
    double radius_px = 0;
  };

  bool away_from_head(geometry::Point place) const;
  bool on_trunk(geometry::Point place) const;
  bool near_bone(geometry::Point place, const std::vector<Bone>& bones) const;

  std::optional<Head> head_;
  std::optional<Trunk> trunk_;
  std::vector<Bone> limbs_;       ///< shanks and feet among them
  std::vector<Bone> lower_legs_;  ///< shanks and feet
};

}  // namespace securepose::observation
