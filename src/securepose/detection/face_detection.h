#pragma once

#include <array>
#include <vector>

#include "securepose/geometry/box.h"

namespace securepose::detection {

/// Which network, on which picture, saw a face.
enum class FaceSource {
  kCenterFaceFull,  ///< CenterFace on the frame at full useful resolution
  kCenterFaceHalf,  ///< CenterFace on a smaller copy of the frame
  kBlazeFaceHead,   ///< BlazeFace on a crop around a person's head
};

/// Points that every face detector here gives, in the frame's pixels. Left and right are the
/// person's own.
struct FacePoints {
  geometry::Point right_eye;
  geometry::Point left_eye;
  geometry::Point nose;
  geometry::Point mouth;  ///< its middle
};

struct FaceDetection {
  geometry::Box box_px;
  double score = 0;  ///< 0 to 1, the network's own; not comparable between networks
  FacePoints points;
  FaceSource source = FaceSource::kCenterFaceFull;
};

}  // namespace securepose::detection
