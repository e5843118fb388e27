#pragma once

#include <optional>
#include <vector>

#include "securepose/pose/pose_landmarks.h"

namespace securepose::identity {

/// A body at a time.
struct TimedBody {
  double time_s = 0;
  const pose::PoseLandmarks* landmarks = nullptr;
};

/// Mean speed of wrists, knees and feet relative to the mid-hip, in standing heights per second:
/// who exercises, reaches or walks, wherever in the picture. Places are averaged over a quarter of
/// a second first, so that jitter is no movement.
/// @param bodies  in the order of time
/// @return nothing if no limb is seen in two successive quarters
std::optional<double> limb_speed_heights_s(const std::vector<TimedBody>& bodies);

}  // namespace securepose::identity
