#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/observation/head_place.h"
#include "securepose/observation/observations.h"
#include "securepose/tracking/tracking_options.h"

namespace securepose::tracking {

/// One face in one frame, seen by one or several networks.
struct FaceGroup {
  std::vector<std::size_t> indices;  ///< into FrameObservations::faces, best first
  geometry::Box box_px;              ///< of the best detection
  double best_score = 0;
  /// Scores of different networks taken together as if independent, 0 to 1.
  double joint_score = 0;
  /// Best score of CenterFace at any size, and of BlazeFace; 0 where it saw nothing.
  double centerface_score = 0;
  double blazeface_score = 0;
};

/// Puts detections of the same face together.
std::vector<FaceGroup> group_faces(const std::vector<observation::FaceObservation>& faces,
                                   const FaceOptions& options);

/// How well a face fits a head: positive if it may be its face, greater the better.
double face_fit(const FaceGroup& face, const observation::HeadPlace& head,
                const FaceOptions& options);

/// Gives every head at most one face and every face at most one head so that all fit best.
/// @return per head the position of its face
std::vector<std::optional<std::size_t>> assign_faces(
    const std::vector<observation::HeadPlace>& heads, const std::vector<FaceGroup>& faces,
    const FaceOptions& options);

}  // namespace securepose::tracking
