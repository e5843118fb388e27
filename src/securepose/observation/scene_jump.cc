#include "securepose/observation/scene_jump.h"

#include <vector>

#include "securepose/base/median.h"

namespace securepose::observation {
namespace {

double median_of(const std::vector<double>& values) {
  return values.empty() ? 0 : base::upper_median(values);
}

}  // namespace

UsualChange usual_change(const ClipObservations& clip, std::size_t at, double window_s) {
  const auto& frames = clip.frames;
  const double time_s = frames[at].time.seconds();
  std::vector<double> distances;
  std::vector<double> residuals;
  const auto take = [&](std::size_t k) {
    if (!frames[k].change) return;
    distances.push_back(frames[k].change->histogram_distance);
    residuals.push_back(frames[k].change->residual);
  };
  for (std::size_t k = at; k-- > 0 && time_s - frames[k].time.seconds() <= window_s;) take(k);
  for (std::size_t k = at + 1; k < frames.size() && frames[k].time.seconds() - time_s <= window_s;
       ++k) {
    take(k);
  }
  return {median_of(distances), median_of(residuals)};
}

SceneJump judge_jump(const detection::SceneChange& change, const UsualChange& usual,
                     const JumpLimits& limits) {
  if (change.residual < limits.min_residual ||
      change.shift_certainty >= limits.min_certainty_of_same_structure) {
    return SceneJump::kNone;
  }
  if (change.histogram_distance >= limits.min_histogram_distance &&
      change.histogram_distance >= limits.min_ratio * usual.histogram_distance &&
      change.residual >= limits.min_ratio * usual.residual) {
    return SceneJump::kOtherColours;
  }
  if (change.shift_certainty < limits.max_certainty_of_other_structure &&
      change.residual >= limits.min_ratio_in_same_colours * usual.residual) {
    return SceneJump::kOtherViewInColours;
  }
  return SceneJump::kNone;
}

}  // namespace securepose::observation
