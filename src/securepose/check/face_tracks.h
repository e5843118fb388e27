#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/check/check_detectors.h"

namespace securepose::check {

/// What all looks together saw at one place of one frame of the original.
struct SeenFace {
  base::FrameIndex frame = 0;
  geometry::Box box_px;
  double centerface = 0;  ///< the best score of that network; 0: it saw nothing here
  double blazeface = 0;
  double covered = 0;  ///< share of the ellipse in the box that is covered in the finished video
  /// It lies on the trunk or a limb of somebody whose head is elsewhere, and at nobody's head.
  bool on_body = false;
};

/// Joins one frame's detections that lie on each other; the surest one's box stays.
std::vector<SeenFace> merge_detections(base::FrameIndex frame,
                                       const std::vector<RawFaceDetection>& detections);

/// One thing that looked like a face over the frames in which it was seen, covered or not.
struct FaceTrack {
  std::vector<SeenFace> seen;  ///< ordered by frame
  /// How much its open detections resemble the clip's clear faces at best, -1 to 1.
  std::optional<double> resemblance;
};

/// One of the faces seen in a frame.
struct FaceRef {
  base::FrameIndex frame = 0;
  std::size_t number = 0;  ///< in its frame
  friend auto operator<=>(const FaceRef&, const FaceRef&) = default;
};

/// Links the faces of a whole clip by place and size, over up to 15 frames but across no cut: the
/// nearest frames first, and in each pair of frames what lies nearest. Played backwards, the clip
/// gives the same chains.
/// @param by_frame  the faces of each frame, from frame 0 on
/// @param cuts      first frames of all shots but the first, ascending
/// @return chains, each ordered by frame; every face is in one
std::vector<std::vector<FaceRef>> link_faces(const std::vector<std::vector<SeenFace>>& by_frame,
                                             const std::vector<base::FrameIndex>& cuts);

}  // namespace securepose::check
