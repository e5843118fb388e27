#pragma once

#include <optional>
#include <vector>

#include "securepose/validation/clip_pairs.h"

namespace securepose::validation {

/// A face counts as covered from this share of its ellipse on, and as missed by half below
/// kMissedShare. The ellipse is the one inscribed in the drawn box.
inline constexpr double kCoveredShare = 0.90;
inline constexpr double kMissedShare = 0.50;
/// Drawn boxes grown this much stand for heads with hair; what is covered outside them is covered
/// without need.
inline constexpr double kHeadDilation = 1.6;

/// One face that has to be covered.
struct FaceScore {
  base::FrameIndex frame = 0;
  DrawnFace face;
  double covered_share = 0;  ///< of the face's ellipse, 0 to 1
  bool doubtful = false;     ///< the program was not sure of this frame

  bool covered() const { return covered_share >= kCoveredShare; }
  bool missed() const { return covered_share < kMissedShare; }
};

/// One frame that a person looked at.
struct FrameScore {
  base::FrameIndex frame = 0;
  std::vector<FaceScore> faces;
  /// Area covered outside all drawn heads, as a share of the frame.
  double outside_share = 0;
  bool doubtful = false;
  /// Intersection over union of what is covered and the boxes of the faces that have to be; pixels
  /// of heads of other kinds do not count. Nothing in frames without such a face.
  std::optional<double> iou;
};

/// All frames of one clip that a person looked at, in their order.
struct ClipScore {
  std::vector<FrameScore> frames;
  /// Doubtful moments with a frame among these, and those of them in which a face lies open.
  int doubtful_moments = 0;
  int doubtful_moments_with_leak = 0;
};

/// Compares regions and faces pixel by pixel; a pixel belongs to a shape if its centre does. Faces
/// wholly outside the picture are left out.
ClipScore score_clip(const ClipPair& pair);

}  // namespace securepose::validation
