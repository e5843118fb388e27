#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "securepose/geometry/point.h"
#include "securepose/kinematics/body_landmark.h"
#include "securepose/kinematics/landmark_series.h"

namespace securepose::kinematics {

/// What is known of a landmark in one frame.
enum class PointState : std::uint8_t {
  kMissing,
  kSeen,
  kFilled,   ///< put in over a short gap; reported, flagged
  kBridged,  ///< put in over a longer gap for the filter's sake only; never reported
};

/// One landmark over time. All vectors have one entry per sample; coordinates of a missing point
/// are 0 and must not be read.
struct LandmarkTrack {
  std::vector<double> x_px;
  std::vector<double> y_px;
  std::vector<double> confidence;
  std::vector<PointState> state;
  std::vector<std::uint8_t> swap_mended;
  std::vector<std::uint8_t> outlier;

  bool known(std::size_t i) const {
    return state[i] == PointState::kSeen || state[i] == PointState::kFilled;
  }
  /// Whether the landmark is known at any sample of first..last.
  bool ever_known(std::size_t first, std::size_t last) const;
  bool filled(std::size_t i) const { return state[i] == PointState::kFilled; }
  geometry::Point point(std::size_t i) const { return {x_px[i], y_px[i]}; }
  void resize(std::size_t samples);
};

/// One person's landmarks over time, upright, as columns: the working form of a LandmarkSeries. All
/// times are the movement's own, see MovementClock.
struct LandmarkTracks {
  base::Timestamp origin;      ///< time of the first sample
  std::vector<double> time_s;  ///< from the first sample on
  std::array<LandmarkTrack, kBodyLandmarks> tracks;
  /// Positions at which a new shot begins, ascending, with 0 in front; nothing crosses one.
  std::vector<std::size_t> shot_starts;
  std::optional<double> width_px;  ///< of the upright picture
  std::optional<double> height_px;

  std::size_t size() const { return time_s.size(); }
  base::Timestamp time_at(double seconds) const {
    return origin + base::Timestamp::from_seconds(seconds);
  }
  const LandmarkTrack& operator[](BodyLandmark landmark) const {
    return tracks[index_of(landmark)];
  }
  LandmarkTrack& operator[](BodyLandmark landmark) { return tracks[index_of(landmark)]; }
  /// The point if it is known, else nothing.
  std::optional<geometry::Point> at(BodyLandmark landmark, std::size_t i) const;
  /// Median time between samples; 0 with fewer than two.
  double median_interval_s() const;
  /// Whether sample i is the first of a shot.
  bool starts_shot(std::size_t i) const;
};

/// Points below `min_confidence` and coordinates that are not finite count as missing.
/// @throws base::Error(kInput) if times do not strictly increase or a cut lies outside.
LandmarkTracks tracks_from_series(const LandmarkSeries& series, double min_confidence);

/// Writes points and flags back, turned into the frame as it is recorded.
/// Samples, times and world points are those of `original`.
LandmarkSeries series_from_tracks(const LandmarkTracks& tracks, const LandmarkSeries& original);

/// Where a set lacks them: neck and mid-hip as midpoints of shoulders and hips.
void add_middle_points(LandmarkTracks& tracks);

}  // namespace securepose::kinematics
