#include "securepose/kinematics/balance.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

constexpr double kLeast_s = 5;
constexpr double kLongestInterval_s = 0.25;

std::optional<geometry::Point> head_at(const LandmarkTracks& tracks, std::size_t i) {
  const auto left = tracks.at(L::kLeftEar, i), right = tracks.at(L::kRightEar, i);
  if (left && right) return 0.5 * (*left + *right);
  return tracks.at(L::kNose, i);
}

/// Adds up what a point does over several stretches; each has a mean place of its own.
class SwaySums {
 public:
  void next_stretch() {
    finish_stretch();
    before_.reset();
  }
  void add(double time_s, geometry::Point p) {
    if (before_ && time_s - before_time_s_ <= kLongestInterval_s) {
      path_ += geometry::distance_px(p, *before_);
      seen_s_ += time_s - before_time_s_;
    }
    before_ = p;
    before_time_s_ = time_s;
    places_.push_back(p);
  }
  void finish_stretch() {
    if (places_.empty()) return;
    geometry::Point mean;
    for (const geometry::Point& p : places_) mean = mean + p;
    mean = (1.0 / static_cast<double>(places_.size())) * mean;
    for (const geometry::Point& p : places_) {
      const geometry::Point off = p - mean;
      xx_ += off.x_px * off.x_px;
      xy_ += off.x_px * off.y_px;
      yy_ += off.y_px * off.y_px;
      offsets_.push_back(off);
    }
    freedom_ += static_cast<double>(places_.size()) - 1;
    places_.clear();
  }
  std::optional<Sway> result(const char* name, double height_px) const {
    if (seen_s_ < kLeast_s || freedom_ < 2) return std::nullopt;
    const double xx = xx_ / freedom_, xy = xy_ / freedom_, yy = yy_ / freedom_;
    constexpr double kChiSquare95 = 5.991;  // two degrees of freedom
    Sway sway{.point = name, .duration_s = seen_s_};
    sway.path_heights = path_ / height_px;
    sway.speed_heights_s = sway.path_heights / seen_s_;
    sway.area_heights2 = std::numbers::pi * kChiSquare95 *
                         std::sqrt(std::max(0.0, xx * yy - xy * xy)) / (height_px * height_px);
    sway.sideways_heights = std::sqrt(xx) / height_px;
    sway.upwards_heights = std::sqrt(yy) / height_px;
    sway.covariance_heights2 = -xy / (height_px * height_px);  // the picture's y points down
    sway.places.reserve(offsets_.size());
    for (const geometry::Point& off : offsets_)
      sway.places.push_back({off.x_px / height_px, -off.y_px / height_px});
    return sway;
  }

 private:
  std::vector<geometry::Point> places_;
  std::vector<geometry::Point> offsets_;  ///< of finished stretches from their means
  std::optional<geometry::Point> before_;
  double before_time_s_ = 0;
  double path_ = 0, seen_s_ = 0, xx_ = 0, xy_ = 0, yy_ = 0, freedom_ = 0;
};

/// Whether a pass shows a way and no sway.
bool moves_about(const PassGeometry& pass) {
  return pass.pass.activity == Activity::kWalking || pass.pass.activity == Activity::kRunning;
}

}  // namespace

std::string no_balance_reason(const std::vector<PassGeometry>& passes) {
  if (passes.empty()) return "Neither a leg nor the trunk was seen whole.";
  if (std::all_of(passes.begin(), passes.end(), moves_about))
    return "The person walks all the time; sway is measured while somebody stands.";
  return "Neither hips nor head were seen for five seconds while the person stood.";
}

std::vector<Sway> balance(const LandmarkTracks& tracks, const std::vector<PassGeometry>& passes,
                          std::optional<double> height_m) {
  std::vector<SampleRange> stretches;
  std::vector<double> heights_px;
  for (const PassGeometry& pass : passes) {
    heights_px.push_back(pass.size.height_px);
    if (pass.pass.activity == Activity::kStanding) stretches.push_back(pass.range());
  }
  if (heights_px.empty() || tracks.size() == 0) return {};
  if (stretches.empty())
    for (const PassGeometry& pass : passes)
      if (!moves_about(pass)) stretches.push_back(pass.range());
  const double height_px = percentile_of(heights_px, 50);
  SwaySums hips, head;
  for (const SampleRange stretch : stretches) {
    hips.next_stretch();
    head.next_stretch();
    for (std::size_t i = stretch.first; i <= stretch.last; ++i) {
      if (const auto p = tracks.at(L::kMidHip, i)) hips.add(tracks.time_s[i], *p);
      if (const auto p = head_at(tracks, i)) head.add(tracks.time_s[i], *p);
    }
  }
  hips.finish_stretch();
  head.finish_stretch();
  std::vector<Sway> sways;
  for (const auto& [sums, name] : {std::pair{&hips, "mid_hip"}, std::pair{&head, "head"}})
    if (auto sway = sums->result(name, height_px)) {
      sway->body_height_m = height_m;
      sways.push_back(*sway);
    }
  return sways;
}

}  // namespace securepose::kinematics
