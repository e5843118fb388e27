#include "securepose/kinematics/facing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

/// Median of what `value` gives over a range; nothing if it never gives anything.
template <class Value>
std::optional<double> median_over(SampleRange range, const Value& value) {
  std::vector<double> values;
  for (std::size_t i = range.first; i <= range.last; ++i)
    if (const std::optional<double> v = value(i)) values.push_back(*v);
  if (values.empty()) return std::nullopt;
  return percentile_of(values, 50);
}

std::optional<double> run_px(const LandmarkTracks& tracks, L from, L to, std::size_t i) {
  const auto a = tracks.at(from, i), b = tracks.at(to, i);
  if (!a || !b) return std::nullopt;
  return b->x_px - a->x_px;
}

/// Mean of what both sides give, or the one that gives anything.
std::optional<double> mean_of(std::optional<double> a, std::optional<double> b) {
  if (a && b) return (*a + *b) / 2;
  return a ? a : b;
}

/// How far the knee lies to the right of the line from hip to ankle.
std::optional<double> knee_bend_px(const LandmarkTracks& tracks, L hip, L knee, L ankle,
                                   std::size_t i) {
  const auto h = tracks.at(hip, i), k = tracks.at(knee, i), a = tracks.at(ankle, i);
  if (!h || !k || !a || std::abs(a->y_px - h->y_px) < 1) return std::nullopt;
  const double along = (k->y_px - h->y_px) / (a->y_px - h->y_px);
  return k->x_px - (h->x_px + along * (a->x_px - h->x_px));
}

int sign_beyond(std::optional<double> value, double limit) {
  if (!value || std::abs(*value) < limit) return 0;
  return *value > 0 ? 1 : -1;
}

}  // namespace

std::optional<double> feet_direction(const LandmarkTracks& tracks, SampleRange range,
                                     double leg_px) {
  const auto foot = [&](L heel, L toe) {
    return median_over(range, [&](std::size_t i) { return run_px(tracks, heel, toe, i); });
  };
  const auto px = mean_of(foot(L::kLeftHeel, L::kLeftBigToe), foot(L::kRightHeel, L::kRightBigToe));
  if (!px || leg_px <= 0) return std::nullopt;
  return *px / leg_px;
}

int facing_of_body(const LandmarkTracks& tracks, SampleRange range, double leg_px) {
  // A foot seen from the side is about 0.3 leg lengths long, from the front nearly nothing.
  constexpr double kLeastShareOfLeg = 0.06;
  if (const int feet = sign_beyond(feet_direction(tracks, range, leg_px), kLeastShareOfLeg))
    return feet;
  const auto nose = [&](L ear) {
    return median_over(range, [&](std::size_t i) { return run_px(tracks, ear, L::kNose, i); });
  };
  if (const int head =
          sign_beyond(mean_of(nose(L::kLeftEar), nose(L::kRightEar)), kLeastShareOfLeg * leg_px))
    return head;
  const auto knee = [&](L hip, L knee, L ankle) {
    return median_over(range,
                       [&](std::size_t i) { return knee_bend_px(tracks, hip, knee, ankle, i); });
  };
  constexpr double kLeastBendShareOfLeg = 0.02;
  return sign_beyond(mean_of(knee(L::kLeftHip, L::kLeftKnee, L::kLeftAnkle),
                             knee(L::kRightHip, L::kRightKnee, L::kRightAnkle)),
                     kLeastBendShareOfLeg * leg_px);
}

int towards_camera(const LandmarkTracks& tracks, SampleRange range, double trunk_px) {
  const auto width = median_over(
      range, [&](std::size_t i) { return run_px(tracks, L::kRightShoulder, L::kLeftShoulder, i); });
  return sign_beyond(width, 0.15 * trunk_px);
}

std::optional<double> obliqueness_of_body_deg(const LandmarkTracks& tracks, SampleRange range,
                                              double trunk_px) {
  // Networks place shoulders nearer than the acromions (0.259 / 0.288 = 0.9 trunk lengths).
  constexpr double kFrontalWidth = 0.8;
  const auto width = median_over(
      range, [&](std::size_t i) { return run_px(tracks, L::kRightShoulder, L::kLeftShoulder, i); });
  if (!width || trunk_px <= 0) return std::nullopt;
  const double sine = std::min(1.0, std::abs(*width) / (kFrontalWidth * trunk_px));
  return std::asin(sine) * 180 / std::numbers::pi;
}

}  // namespace securepose::kinematics
