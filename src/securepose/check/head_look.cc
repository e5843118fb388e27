#include "securepose/check/head_look.h"

#include <algorithm>
#include <cmath>

namespace securepose::check {
namespace {

using detection::PersonDetection;
using geometry::Box;
using geometry::Point;

constexpr std::size_t kHeadPoints = 5;  // nose, eyes, ears
constexpr std::size_t kLeftEar = 3;
constexpr std::size_t kRightEar = 4;
constexpr std::size_t kLeftShoulder = 5;
constexpr std::size_t kRightShoulder = 6;
/// A weaker point says nothing about where the head is.
constexpr double kWeakestPoint = 0.1;
/// The picture that is looked at: so many head sizes wide, with more room below than above, for the
/// network wants to see a body.
constexpr double kAround = 7;
constexpr double kBelow = 1.8;
constexpr int kLook_px = 256;
/// The head's middle may lie this far from the place's, in its half-sizes.
constexpr double kWithin = 0.8;
/// Distances by the head's height (Gordon et al. 1989, NATICK/TR-89/044).
constexpr double kEarsByHead = 0.615;
constexpr double kShouldersByHead = 1.5;
constexpr double kHeadsInBody = 7.5;
/// A head that is smaller than the place by more than this belongs to somebody behind.
constexpr double kSizeRatio = 4;
/// Smaller parts of the picture show nothing.
constexpr int kSmallestPart_px = 16;

/// Height of the head by the widest of ears and shoulders: either looks narrow from the side.
std::optional<double> size_of(const PersonDetection& person) {
  std::optional<double> size_px;
  const auto widen = [&](std::size_t one, std::size_t other, double by_head) {
    const auto& a = person.keypoints.at(one);
    const auto& b = person.keypoints.at(other);
    if (a.score < kWeakestPoint || b.score < kWeakestPoint) return;
    size_px = std::max(size_px.value_or(0), distance_px(a.point, b.point) / by_head);
  };
  widen(kLeftEar, kRightEar, kEarsByHead);
  widen(kLeftShoulder, kRightShoulder, kShouldersByHead);
  return size_px;
}

}  // namespace

std::optional<HeadDetection> head_at(const PersonDetection& person, const Box& place_px) {
  Point sum;
  double weight = 0;
  double score = 0;
  for (std::size_t i = 0; i < kHeadPoints; ++i) {
    const auto& point = person.keypoints.at(i);
    score += point.score / static_cast<double>(kHeadPoints);
    if (point.score < kWeakestPoint) continue;
    sum = sum + point.score * point.point;
    weight += point.score;
  }
  if (!(weight > 0)) return std::nullopt;
  const Point middle = (1 / weight) * sum;
  const Point off = middle - place_px.center();
  if (std::hypot(off.x_px / place_px.width_px(), off.y_px / place_px.height_px()) > kWithin / 2) {
    return std::nullopt;
  }
  const double place_size_px = std::sqrt(place_px.area_px2());
  const double size_px =
      size_of(person).value_or(std::min(place_size_px, person.box_px.height_px() / kHeadsInBody));
  if (size_px < place_size_px / kSizeRatio) return std::nullopt;
  return HeadDetection{middle, std::min(size_px, place_size_px), score};
}

HeadLook::HeadLook(const inference::NetworkOptions& options)
    : movenet_({.min_score = kWeakestPoint, .long_sides_px = {kLook_px}}, options) {}

std::optional<HeadDetection> HeadLook::look(const cv::Mat& rgb, const Box& place_px) {
  const double size_px = std::sqrt(place_px.area_px2());
  const Point center = place_px.center() + Point{0, kBelow * size_px};
  const Box around = intersection(Box::around(center, kAround * size_px, kAround * size_px),
                                  {0, 0, double(rgb.cols), double(rgb.rows)});
  const cv::Rect part(static_cast<int>(around.x1_px), static_cast<int>(around.y1_px),
                      static_cast<int>(around.width_px()), static_cast<int>(around.height_px()));
  if (part.width < kSmallestPart_px || part.height < kSmallestPart_px) return std::nullopt;
  const Point corner{static_cast<double>(part.x), static_cast<double>(part.y)};
  const Box inside =
      Box::around(place_px.center() - corner, place_px.width_px(), place_px.height_px());
  std::optional<HeadDetection> best;
  // Always a square, black where the picture ends: each other shape would be a network of its own.
  const int side_px = std::max({part.width, part.height, static_cast<int>(kAround * size_px)});
  cv::Mat square(side_px, side_px, rgb.type(), cv::Scalar::all(0));
  rgb(part).copyTo(square(cv::Rect({0, 0}, part.size())));
  for (const PersonDetection& person : movenet_.detect(square)) {
    const auto head = head_at(person, inside);
    if (head && (!best || head->score > best->score)) best = head;
  }
  if (best) best->center = best->center + corner;
  return best;
}

}  // namespace securepose::check
