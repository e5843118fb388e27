#include "securepose/detection/person_similarity.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace securepose::detection {
namespace {

/// Standard deviation of human marks in parts of the square root of the person's area, in COCO
/// order (Ronchi and Perona 2017, arXiv 1707.05388; COCO's evaluation code).
constexpr std::array<double, 17> kMarkSigma{0.026, 0.025, 0.025, 0.035, 0.035, 0.079,
                                            0.079, 0.072, 0.072, 0.062, 0.062, 0.107,
                                            0.107, 0.087, 0.087, 0.089, 0.089};
/// Below this a point is a guess: MoveNet's documentation draws points from 0.2 or 0.3 on.
constexpr double kPointSeen = 0.2;
/// Fewer common points may agree by chance.
constexpr int kMinCommonPoints = 3;

/// The box around the points that were seen: unlike the network's own box it does not end where the
/// network stops seeing the rest of the body.
double seen_area_px2(const PersonDetection& person) {
  geometry::Box box{1e9, 1e9, -1e9, -1e9};
  for (const ScoredPoint& p : person.keypoints) {
    if (p.score < kPointSeen) continue;
    box = geometry::hull(box, {p.point.x_px, p.point.y_px, p.point.x_px, p.point.y_px});
  }
  return box.area_px2();
}

}  // namespace

std::optional<double> keypoint_similarity(const PersonDetection& a, const PersonDetection& b) {
  const double area_px2 =
      std::max({a.box_px.area_px2(), b.box_px.area_px2(), seen_area_px2(a), seen_area_px2(b)});
  if (!(area_px2 > 0)) return std::nullopt;
  double sum = 0;
  int count = 0;
  for (std::size_t i = 0; i < kMarkSigma.size(); ++i) {
    if (a.keypoints[i].score < kPointSeen || b.keypoints[i].score < kPointSeen) continue;
    const double distance = geometry::distance_px(a.keypoints[i].point, b.keypoints[i].point);
    const double width = 2 * kMarkSigma[i];
    sum += std::exp(-distance * distance / (2 * area_px2 * width * width));
    ++count;
  }
  if (count < kMinCommonPoints) return std::nullopt;
  return sum / count;
}

std::vector<PersonDetection> without_repetitions(std::vector<PersonDetection> people,
                                                 double same_similarity) {
  std::stable_sort(people.begin(), people.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  std::vector<PersonDetection> kept;
  for (const PersonDetection& person : people) {
    const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const auto& better) {
      return keypoint_similarity(better, person).value_or(0) >= same_similarity;
    });
    if (!repeated) kept.push_back(person);
  }
  return kept;
}

}  // namespace securepose::detection
