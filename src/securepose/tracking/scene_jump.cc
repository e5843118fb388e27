#include "securepose/tracking/scene_jump.h"

namespace securepose::tracking {

SceneJump judge_jump(const detection::SceneChange& change, double usual_histogram_distance,
                     double usual_residual, const JumpLimits& limits) {
  if (change.residual < limits.min_residual ||
      change.shift_certainty >= limits.min_certainty_of_same_structure) {
    return SceneJump::kNone;
  }
  if (change.histogram_distance >= limits.min_histogram_distance &&
      change.histogram_distance >= limits.min_ratio * usual_histogram_distance &&
      change.residual >= limits.min_ratio * usual_residual) {
    return SceneJump::kOtherColours;
  }
  if (change.shift_certainty < limits.max_certainty_of_other_structure &&
      change.residual >= limits.min_ratio_in_same_colours * usual_residual) {
    return SceneJump::kOtherViewInColours;
  }
  return SceneJump::kNone;
}

}  // namespace securepose::tracking
