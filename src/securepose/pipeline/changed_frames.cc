#include "securepose/pipeline/changed_frames.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace securepose::pipeline {
namespace {

using covering::FrameRegions;

/// Twice the rounding of regions.json, and room for that of the numbers themselves.
constexpr double kSame_px = 0.0011;

using Place = std::array<double, 5>;

std::vector<Place> places_of(const FrameRegions& frame) {
  std::vector<Place> places;
  for (const auto& region : frame.regions) {
    const geometry::Ellipse& e = region.ellipse;
    places.push_back({e.center.x_px, e.center.y_px, e.rx_px, e.ry_px, e.angle_deg});
  }
  std::sort(places.begin(), places.end());
  return places;
}

bool is_same(const Place& a, const Place& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (std::abs(a[i] - b[i]) > kSame_px) return false;
  return true;
}

bool is_same(const FrameRegions& a, const FrameRegions& b) {
  if (a.cover_everything || b.cover_everything) return a.cover_everything == b.cover_everything;
  const auto of_a = places_of(a);
  const auto of_b = places_of(b);
  return std::equal(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                    [](const Place& one, const Place& other) { return is_same(one, other); });
}

}  // namespace

std::vector<check::FrameRange> changed_frames(const covering::CoverPlan& a,
                                              const covering::CoverPlan& b) {
  std::vector<check::FrameRange> ranges;
  const std::size_t frames = std::max(a.frames.size(), b.frames.size());
  for (std::size_t i = 0; i < frames; ++i) {
    const bool both = i < a.frames.size() && i < b.frames.size();
    if (both && is_same(a.frames[i], b.frames[i])) continue;
    const auto frame = static_cast<base::FrameIndex>(i);
    if (!ranges.empty() && ranges.back().last + 1 == frame)
      ranges.back().last = frame;
    else
      ranges.push_back({frame, frame});
  }
  return ranges;
}

}  // namespace securepose::pipeline
