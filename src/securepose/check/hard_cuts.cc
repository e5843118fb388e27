#include "securepose/check/hard_cuts.h"

#include <algorithm>
#include <cstddef>

#include "securepose/observation/scene_jump.h"

namespace securepose::check {
namespace {

/// Changes on either side, of which a cut's differs.
constexpr std::size_t kAround = 15;

double usual_residual(const std::vector<std::optional<detection::SceneChange>>& changes,
                      std::size_t at) {
  std::vector<double> residuals;
  const std::size_t last = std::min(changes.size(), at + kAround + 1);
  for (std::size_t i = at > kAround ? at - kAround : 0; i < last; ++i) {
    if (i != at && changes[i]) residuals.push_back(changes[i]->residual);
  }
  if (residuals.empty()) return 0;
  const auto middle = residuals.begin() + static_cast<std::ptrdiff_t>((residuals.size() - 1) / 2);
  std::nth_element(residuals.begin(), middle, residuals.end());
  return *middle;
}

}  // namespace

std::vector<base::FrameIndex> hard_cuts(
    const std::vector<std::optional<detection::SceneChange>>& changes) {
  std::vector<base::FrameIndex> cuts;
  for (std::size_t i = 1; i < changes.size(); ++i) {
    if (changes[i] && observation::judge_jump(*changes[i], {0, usual_residual(changes, i)}) !=
                          observation::SceneJump::kNone) {
      cuts.push_back(static_cast<base::FrameIndex>(i));
    }
  }
  return cuts;
}

}  // namespace securepose::check
