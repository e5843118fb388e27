#include "securepose/deidentification/cut_watch.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "securepose/tracking/scene_jump.h"

namespace securepose::deidentification {
namespace {

/// Changes before, of which a cut's differs.
constexpr std::size_t kRecent = 15;

}  // namespace

bool CutWatch::is_cut(const cv::Mat& rgb) {
  const auto change = meter_.measure(rgb);
  if (!change) return false;
  std::vector<double> recent(residuals_.begin(), residuals_.end());
  residuals_.push_back(change->residual);
  if (residuals_.size() > kRecent) residuals_.pop_front();
  double median = 0;
  if (!recent.empty()) {
    const auto middle = recent.begin() + static_cast<std::ptrdiff_t>(recent.size() / 2);
    std::nth_element(recent.begin(), middle, recent.end());
    median = *middle;
  }
  return tracking::judge_jump(*change, {0, median}) != tracking::SceneJump::kNone;
}

}  // namespace securepose::deidentification
