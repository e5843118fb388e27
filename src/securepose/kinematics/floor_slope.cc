#include "securepose/kinematics/floor_slope.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

/// A point at rest moves by less than this, in body heights per second (0.2 m/s for an adult).
constexpr double kAtRest = 0.12;
/// Least way between the outermost points, in body heights.
constexpr double kLeastWay = 0.6;
constexpr double kSteepest_deg = 15;

/// Sums for one slope that several clouds of points share, each with a level of its own.
class SharedSlope {
 public:
  void add(const std::vector<geometry::Point>& cloud) {
    if (cloud.size() < 3) return;
    geometry::Point mean;
    for (const geometry::Point& p : cloud) mean = mean + p;
    mean = (1 / static_cast<double>(cloud.size())) * mean;
    const auto [first, last] = std::minmax_element(
        cloud.begin(), cloud.end(), [](const auto& a, const auto& b) { return a.x_px < b.x_px; });
    way_px_ = std::max(way_px_, last->x_px - first->x_px);
    for (const geometry::Point& p : cloud) {
      xx_ += (p.x_px - mean.x_px) * (p.x_px - mean.x_px);
      xy_ += (p.x_px - mean.x_px) * (p.y_px - mean.y_px);
      level_sum_ += p.y_px;
      count_ += 1;
    }
  }
  double way_px() const { return way_px_; }
  double slope() const { return xx_ > 0 ? xy_ / xx_ : 0; }
  double level_px() const { return count_ > 0 ? level_sum_ / count_ : 0; }

 private:
  double xx_ = 0, xy_ = 0, level_sum_ = 0, count_ = 0, way_px_ = 0;
};

/// Places of a part of the foot at which it rests in a pass.
std::vector<geometry::Point> resting_places(const LandmarkTracks& tracks, const PassGeometry& pass,
                                            L part) {
  std::vector<geometry::Point> places;
  for (std::size_t i = pass.pass.first_sample + 1; i < pass.pass.last_sample; ++i) {
    const auto before = tracks.at(part, i - 1), here = tracks.at(part, i),
               after = tracks.at(part, i + 1);
    if (!before || !here || !after) continue;
    const double speed_px_s =
        geometry::distance_px(*before, *after) / (tracks.time_s[i + 1] - tracks.time_s[i - 1]);
    if (speed_px_s < kAtRest * pass.size.height_px) places.push_back(*here);
  }
  return places;
}

/// Slope of one pass in radians and the way on which it rests.
struct PassSlope {
  double slope_rad = 0;
  double way = 0;
};

std::optional<PassSlope> slope_of(const LandmarkTracks& tracks, const PassGeometry& pass) {
  SharedSlope feet, neck;
  for (const L part : {L::kLeftHeel, L::kRightHeel, L::kLeftBigToe, L::kRightBigToe})
    feet.add(resting_places(tracks, pass, part));
  std::vector<geometry::Point> necks;
  for (std::size_t i = pass.pass.first_sample; i <= pass.pass.last_sample; ++i)
    if (const auto p = tracks.at(L::kNeck, i)) necks.push_back(*p);
  neck.add(necks);
  const double least_px = kLeastWay * pass.size.height_px;
  if (feet.way_px() < least_px || neck.way_px() < least_px) return std::nullopt;
  const double horizon_px =
      tracks.height_px ? *tracks.height_px / 2 : (feet.level_px() + neck.level_px()) / 2;
  const double gap_px = feet.level_px() - neck.level_px();
  if (gap_px <= 0) return std::nullopt;
  const double share = std::clamp((feet.level_px() - horizon_px) / gap_px, 0.0, 1.0);
  return PassSlope{std::atan(feet.slope() + share * (neck.slope() - feet.slope())),
                   feet.way_px() / pass.size.height_px};
}

}  // namespace

FloorSlope floor_slope(const LandmarkTracks& tracks, const std::vector<PassGeometry>& passes) {
  double sum = 0, weight = 0;
  for (const PassGeometry& pass : passes) {
    const bool from_the_side =
        pass.pass.view == ViewKind::kSagittalLeft || pass.pass.view == ViewKind::kSagittalRight;
    if (!from_the_side || pass.on_the_spot || pass.moving_camera || pass.progression == 0) continue;
    if (const auto slope = slope_of(tracks, pass)) {
      sum += slope->way * slope->slope_rad;
      weight += slope->way;
    }
  }
  if (weight == 0) return {};
  const double slope_deg = sum / weight * 180 / std::numbers::pi;
  if (std::abs(slope_deg) > kSteepest_deg) return {};
  return {slope_deg, true};
}

}  // namespace securepose::kinematics
