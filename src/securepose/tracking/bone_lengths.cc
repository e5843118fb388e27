#include "securepose/tracking/bone_lengths.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace securepose::tracking {
namespace {

constexpr std::size_t kFewestFrames = 5;
constexpr double kPercentile = 0.75;
constexpr std::size_t kFewestBones = 2;

// COCO's points: of the left side; the right one's follow.
constexpr std::size_t kShoulder = 5;
constexpr std::size_t kHip = 11;
constexpr std::size_t kKnee = 13;
constexpr std::size_t kAnkle = 15;
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

using Points = std::array<detection::ScoredPoint, 17>;

float longer_of_both(const Points& points, std::size_t from, std::size_t to) {
  float longest = kUnknown;
  for (std::size_t side = 0; side < 2; ++side) {
    const auto &a = points[from + side], &b = points[to + side];
    if (!(a.score > 0) || !(b.score > 0)) continue;
    longest = std::fmax(longest, static_cast<float>(geometry::distance_px(a.point, b.point)));
  }
  return longest;
}

std::optional<geometry::Point> middle(const Points& points, std::size_t left) {
  const auto &a = points[left], &b = points[left + 1];
  if (!(a.score > 0) || !(b.score > 0)) return std::nullopt;
  return 0.5 * (a.point + b.point);
}

}  // namespace

BoneLengths bone_lengths_of(const detection::PersonDetection& body) {
  const Points& points = body.keypoints;
  const auto shoulders = middle(points, kShoulder), hips = middle(points, kHip);
  return {
      longer_of_both(points, kHip, kKnee), longer_of_both(points, kKnee, kAnkle),
      shoulders && hips ? static_cast<float>(geometry::distance_px(*shoulders, *hips)) : kUnknown};
}

TypicalBones typical_bones(const std::vector<BoneLengths>& frames) {
  TypicalBones typical;
  std::vector<float> lengths;
  for (std::size_t bone = 0; bone < kBones; ++bone) {
    lengths.clear();
    for (const BoneLengths& frame : frames)
      if (frame[bone] > 0) lengths.push_back(frame[bone]);
    typical.frames[bone] = lengths.size();
    if (lengths.size() < kFewestFrames) continue;
    const auto at = lengths.begin() + static_cast<std::ptrdiff_t>(
                                          kPercentile * static_cast<double>(lengths.size() - 1));
    std::nth_element(lengths.begin(), at, lengths.end());
    typical.length_px[bone] = *at;
  }
  return typical;
}

std::optional<double> difference(const TypicalBones& a, const TypicalBones& b) {
  std::size_t common = 0;
  double greatest = 0;
  for (std::size_t bone = 0; bone < kBones; ++bone) {
    const auto &in_a = a.length_px[bone], &in_b = b.length_px[bone];
    if (!in_a || !in_b) continue;
    ++common;
    greatest = std::max(greatest, std::abs(*in_a - *in_b) / std::max(*in_a, *in_b));
  }
  if (common < kFewestBones) return std::nullopt;
  return greatest;
}

}  // namespace securepose::tracking
