#include "securepose/covering/renamed_covers.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace securepose::covering {
namespace {

/// Covers that share less than this are not those of one head.
constexpr double kSameHead = 0.4;

struct Pair {
  std::size_t shown = 0;
  std::size_t corrected = 0;
  double overlap = 0;
};

std::vector<Pair> pairs_by_overlap(const FrameRegions& shown, const FrameRegions& corrected) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < shown.regions.size(); ++i) {
    for (std::size_t k = 0; k < corrected.regions.size(); ++k) {
      const double overlap = iou(shown.regions[i].bounds_px(), corrected.regions[k].bounds_px());
      if (overlap >= kSameHead) pairs.push_back({i, k, overlap});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.overlap > b.overlap; });
  return pairs;
}

void rename(FrameRegions& shown, const FrameRegions& corrected) {
  std::vector<bool> renamed(shown.regions.size(), false);
  std::vector<bool> taken(corrected.regions.size(), false);
  for (auto& region : shown.regions) region.person.reset();
  for (const Pair& pair : pairs_by_overlap(shown, corrected)) {
    if (renamed[pair.shown] || taken[pair.corrected]) continue;
    renamed[pair.shown] = taken[pair.corrected] = true;
    shown.regions[pair.shown].person = corrected.regions[pair.corrected].person;
  }
}

}  // namespace

CoverPlan renamed_covers(CoverPlan shown, const CoverPlan& corrected) {
  const std::size_t frames = std::min(shown.frames.size(), corrected.frames.size());
  for (std::size_t i = 0; i < frames; ++i) rename(shown.frames[i], corrected.frames[i]);
  return shown;
}

}  // namespace securepose::covering
