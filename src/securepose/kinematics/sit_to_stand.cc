#include "securepose/kinematics/sit_to_stand.h"

#include <vector>

#include "securepose/kinematics/body_size.h"
#include "securepose/kinematics/statistics.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

struct Reading {
  double time_s = 0;
  double height_px = 0;  ///< of the hips above the ankles
};

std::vector<Reading> hip_heights(const LandmarkTracks& tracks) {
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < tracks.size(); ++i) {
    const auto hip = tracks.at(L::kMidHip, i);
    const auto left = tracks.at(L::kLeftAnkle, i), right = tracks.at(L::kRightAnkle, i);
    if (!hip || (!left && !right)) continue;
    const double ankle_px =
        left && right ? (left->y_px + right->y_px) / 2 : (left ? left->y_px : right->y_px);
    readings.push_back({tracks.time_s[i], ankle_px - hip->y_px});
  }
  return readings;
}

/// When the line from one reading to the next passes a height.
double crossing_s(const Reading& a, const Reading& b, double height_px) {
  if (b.height_px == a.height_px) return b.time_s;
  return a.time_s + (height_px - a.height_px) / (b.height_px - a.height_px) * (b.time_s - a.time_s);
}

/// Rises between the levels `low` and `high`, and their times.
void find_rises(const std::vector<Reading>& readings, const LandmarkTracks& tracks, double low,
                double high, SitToStand& result) {
  const auto level = [&](double share) { return low + share * (high - low); };
  bool seated = false;
  std::size_t last_seated = 0;  // the last reading in the lowest 10 %
  for (std::size_t i = 0; i < readings.size(); ++i) {
    const double height = readings[i].height_px;
    if (height < level(0.25)) seated = true;
    if (height < level(0.1)) last_seated = i;
    if (!seated || height < level(0.75)) continue;
    seated = false;
    std::size_t up = i;
    while (up < readings.size() && readings[up].height_px < level(0.9) &&
           readings[up].height_px >= level(0.25))
      ++up;
    if (up == readings.size() || readings[up].height_px < level(0.9)) continue;
    const double start_s = crossing_s(readings[last_seated], readings[last_seated + 1], level(0.1));
    const double end_s = crossing_s(readings[up - 1], readings[up], level(0.9));
    result.rises.push_back({tracks.time_at(start_s), tracks.time_at(end_s)});
  }
  std::vector<double> durations;
  for (const Rise& rise : result.rises) durations.push_back(rise.duration_s());
  if (const auto statistic = statistic_of(durations)) result.mean_rise_s = statistic->mean;
  constexpr std::size_t kFive = 5;
  if (result.rises.size() >= kFive)
    result.five_times_s = (result.rises[kFive - 1].end - result.rises[0].start).seconds();
  if (result.rises.empty()) result.missing_reason = "No rise from low to high was seen.";
}

}  // namespace

SitToStand sit_to_stand(const LandmarkTracks& tracks) {
  SitToStand result;
  const std::vector<Reading> readings = hip_heights(tracks);
  constexpr std::size_t kLeastReadings = 10;
  if (readings.size() < kLeastReadings) {
    result.missing_reason = "Hips and ankles were not seen together in ten frames.";
    return result;
  }
  const auto size = body_size(tracks, {0, tracks.size() - 1}, 75);
  if (!size) {
    result.missing_reason = "Neither a leg nor the trunk was seen whole.";
    return result;
  }
  std::vector<double> heights;
  for (const Reading& r : readings) heights.push_back(r.height_px);
  const double high = percentile_of(heights, 95), low = percentile_of(heights, 5);
  constexpr double kLeastWayShareOfLeg = 0.25;
  if (high - low < kLeastWayShareOfLeg * size->leg_px) {
    result.missing_reason = "The hips stay at one height: nobody got up.";
    return result;
  }
  for (const Reading& r : readings)
    result.heights.push_back({tracks.time_at(r.time_s), (r.height_px - low) / (high - low)});
  find_rises(readings, tracks, low, high, result);
  return result;
}

}  // namespace securepose::kinematics
