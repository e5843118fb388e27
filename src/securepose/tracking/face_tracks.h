#pragma once

#include <cstddef>
#include <vector>

#include "securepose/tracking/chain.h"
#include "securepose/tracking/faces.h"
#include "securepose/tracking/linking.h"

namespace securepose::tracking {

/// All faces of a clip and whose they are.
struct ClipFaces {
  std::vector<std::vector<FaceGroup>> groups;  ///< per frame
  /// The groups' boxes, upright and with the camera's movement taken away.
  std::vector<std::vector<geometry::Box>> steady_boxes;
  /// Per detection of the people's table its face: the position among the frame's groups.
  std::vector<std::optional<std::size_t>> of_detection;

  /// Per frame and group whether it is somebody's.
  std::vector<std::vector<bool>> taken;

  const geometry::Box& steady_box(std::size_t frame, std::size_t group) const {
    return steady_boxes[frame][group];
  }
};

/// Groups the faces of all frames.
ClipFaces group_clip_faces(const observation::ClipObservations& clip, const DetectionTable& people,
                           const FaceOptions& options);

/// Gives the faces to the people observed in their frame, anew.
void assign_clip_faces(ClipFaces& faces, const observation::ClipObservations& clip,
                       const DetectionTable& people, const std::vector<Chain>& bodies,
                       const FaceOptions& options);

/// The faces that nobody observed in their frame could claim, joined over time like people.
struct LoneFaces {
  DetectionTable table;  ///< Detection::index is the position among the frame's groups
  std::vector<Chain> chains;
};
LoneFaces track_lone_faces(const observation::ClipObservations& clip, const DetectionTable& people,
                           const ClipFaces& faces, PictureSize picture,
                           const TrackingOptions& options);

/// The head of a person's detection, upright and with the camera's movement taken away.
std::optional<observation::HeadPlace> steady_head(const observation::ClipObservations& clip,
                                                  const DetectionTable& table,
                                                  const Detection& detection);

}  // namespace securepose::tracking
