#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>

#include "securepose/check/check_detectors.h"
#include "securepose/detection/movenet_multipose.h"
#include "securepose/geometry/box.h"

namespace securepose::check {

/// Says whether a person's head is at a place, from a look at the person around it: works for heads
/// seen from behind, which no face detector sees.
class HeadLook {
 public:
  explicit HeadLook(const inference::NetworkOptions& options);
  /// @param place_px  about the size of a head
  std::optional<HeadDetection> look(const cv::Mat& rgb, const geometry::Box& place_px);

 private:
  detection::MoveNetMultiPose movenet_;
};

/// A person's head if it is the one at `place_px`: the middle of nose, eyes and ears lies in the
/// place, and the person is neither far too small nor too large. Its score is the points' mean.
std::optional<HeadDetection> head_at(const detection::PersonDetection& person,
                                     const geometry::Box& place_px);

}  // namespace securepose::check
