#include "securepose/tracking/stature.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "securepose/base/median.h"

namespace securepose::tracking {
namespace {

using geometry::Point;

constexpr std::size_t kMaxPlaces = 200;
constexpr std::size_t kMinMatches = 5;
// Feet this close, in heights, stand at the same distance. Down the picture a person grows about as
// much as he moves, across it he hardly does.
constexpr double kSameDown = 0.015;
constexpr double kSameAcross = 0.25;
// Legs and trunk are stretched if the way over hip and knee is hardly longer than the height.
constexpr double kMinStretch = 0.93;
// Spread of the logarithm of one person's height (stance, shoes, landmarks), and of people's
// statures: adults of both sexes 6 % (NCD-RisC 2016), with children more.
constexpr double kSameSd = 0.035;
constexpr double kOtherSd = 0.12;
constexpr double kMaxFor = 1.0;
constexpr double kMaxAgainst = -5;

bool stand_alike(const StandingPlace& p, const StandingPlace& q) {
  const double height = std::min(p.height_px, q.height_px);
  return std::abs(p.feet.y_px - q.feet.y_px) < kSameDown * height &&
         std::abs(p.feet.x_px - q.feet.x_px) < kSameAcross * height;
}

std::optional<StandingPlace> standing_place(const Detection& s, Point camera) {
  const auto at = [&](ShapePoint p) {
    const Detection::Offset o = s.shape[static_cast<std::size_t>(p)];
    return s.anchor + s.size_px * Point{o.x, o.y};
  };
  for (const ShapePoint p :
       {ShapePoint::kHead, ShapePoint::kLeftHip, ShapePoint::kRightHip, ShapePoint::kLeftKnee,
        ShapePoint::kRightKnee, ShapePoint::kLeftAnkle, ShapePoint::kRightAnkle})
    if (!s.has(p)) return std::nullopt;
  if (!s.landmarks_trusted) return std::nullopt;
  const Point hip = 0.5 * (at(ShapePoint::kLeftHip) + at(ShapePoint::kRightHip));
  const Point knee = 0.5 * (at(ShapePoint::kLeftKnee) + at(ShapePoint::kRightKnee));
  const Point ankle = 0.5 * (at(ShapePoint::kLeftAnkle) + at(ShapePoint::kRightAnkle));
  const Point head = at(ShapePoint::kHead);
  const double way = geometry::distance_px(head, s.anchor) + geometry::distance_px(s.anchor, hip) +
                     geometry::distance_px(hip, knee) + geometry::distance_px(knee, ankle);
  const double height = ankle.y_px - head.y_px;
  if (height < kMinStretch * way) return std::nullopt;
  return StandingPlace{ankle + camera, height};
}

}  // namespace

std::vector<StandingPlace> standing_places(const Tracklet& person, const DetectionTable& table) {
  std::vector<StandingPlace> places;
  const std::size_t step = 1 + person.size() / kMaxPlaces;
  for (std::size_t k = 0; k < person.size(); k += step) {
    const Detection& s = table.detections[person[k]];
    const auto place = standing_place(s, table.camera[static_cast<std::size_t>(s.frame)]);
    if (place) places.push_back(*place);
  }
  return places;
}

std::optional<double> stature_evidence(const std::vector<StandingPlace>& a,
                                       const std::vector<StandingPlace>& b) {
  std::vector<double> ratios;
  for (const StandingPlace& p : a)
    for (const StandingPlace& q : b)
      if (stand_alike(p, q)) ratios.push_back(std::log(p.height_px / q.height_px));
  if (ratios.size() < kMinMatches) return std::nullopt;
  const double median = base::upper_median(std::move(ratios));
  const double other_sd = std::hypot(kSameSd, kOtherSd);
  const double same = -0.5 * (median / kSameSd) * (median / kSameSd) - std::log(kSameSd);
  const double other = -0.5 * (median / other_sd) * (median / other_sd) - std::log(other_sd);
  return std::clamp(same - other, kMaxAgainst, kMaxFor);
}

}  // namespace securepose::tracking
