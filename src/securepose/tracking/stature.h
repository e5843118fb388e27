#pragma once

#include <optional>
#include <vector>

#include "securepose/tracking/detection_table.h"

namespace securepose::tracking {

/// A person who stands or walks with feet and head in the picture: where and how high in pixels.
/// Two people who stand at the same place of the picture differ in pixels as they do in metres,
/// whatever the camera, as long as it stands still.
struct StandingPlace {
  geometry::Point feet;
  double height_px = 0;
};

/// At most some hundred places, spread over the person's detections.
std::vector<StandingPlace> standing_places(const Tracklet& person, const DetectionTable& table);

/// Log-likelihood ratio of "one person" against "two" from the heights at places where both stood,
/// bounded; nothing if there are too few such places.
std::optional<double> stature_evidence(const std::vector<StandingPlace>& a,
                                       const std::vector<StandingPlace>& b);

}  // namespace securepose::tracking
