#include "securepose/kinematics/landmark_tracks.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/base/median.h"

namespace securepose::kinematics {

namespace {

/// A clockwise turn of the picture by quarter turns.
struct QuarterTurn {
  int turns = 0;
  double width_px = 0;  ///< of the picture before the turn
  double height_px = 0;

  geometry::Point operator()(geometry::Point p) const {
    switch (turns) {
      case 1:
        return {height_px - p.y_px, p.x_px};
      case 2:
        return {width_px - p.x_px, height_px - p.y_px};
      case 3:
        return {p.y_px, width_px - p.x_px};
      default:
        return p;
    }
  }
  QuarterTurn inverse() const {
    return turns % 2 == 0 ? *this : QuarterTurn{4 - turns, height_px, width_px};
  }
};

QuarterTurn turn_of(const LandmarkSeries& series) {
  const int turns = ((series.upright_turn_deg / 90) % 4 + 4) % 4;
  return {turns, static_cast<double>(series.width_px.value_or(0)),
          static_cast<double>(series.height_px.value_or(0))};
}

void check_times_and_cuts(const LandmarkSeries& series) {
  for (std::size_t i = 1; i < series.samples.size(); ++i)
    if (series.samples[i].time <= series.samples[i - 1].time)
      throw base::Error(base::ErrorKind::kInput,
                        "The presentation times of the landmarks do not increase at frame " +
                            std::to_string(series.samples[i].frame) +
                            ". Analyse the video again, or correct the times.");
  for (const std::size_t cut : series.cuts)
    if (cut == 0 || cut >= series.samples.size())
      throw base::Error(base::ErrorKind::kInput,
                        "A cut at sample " + std::to_string(cut) +
                            " lies outside the landmark series. Analyse the video again.");
}

/// The midpoint of two landmarks as a track of its own.
LandmarkTrack middle_of(const LandmarkTrack& a, const LandmarkTrack& b) {
  LandmarkTrack middle;
  middle.resize(a.state.size());
  for (std::size_t i = 0; i < a.state.size(); ++i) {
    if (a.state[i] == PointState::kMissing || b.state[i] == PointState::kMissing) continue;
    middle.x_px[i] = (a.x_px[i] + b.x_px[i]) / 2;
    middle.y_px[i] = (a.y_px[i] + b.y_px[i]) / 2;
    middle.confidence[i] = std::min(a.confidence[i], b.confidence[i]);
    middle.state[i] = std::max(a.state[i], b.state[i]);  // seen < filled < bridged
    middle.outlier[i] = a.outlier[i] | b.outlier[i];
  }
  return middle;
}

bool never_seen(const LandmarkTrack& track) {
  return std::none_of(track.state.begin(), track.state.end(),
                      [](PointState s) { return s != PointState::kMissing; });
}

}  // namespace

bool LandmarkTrack::ever_known(std::size_t first, std::size_t last) const {
  for (std::size_t i = first; i <= last; ++i)
    if (known(i)) return true;
  return false;
}

void LandmarkTrack::resize(std::size_t samples) {
  x_px.resize(samples);
  y_px.resize(samples);
  confidence.resize(samples);
  state.resize(samples, PointState::kMissing);
  swap_mended.resize(samples);
  outlier.resize(samples);
}

std::optional<geometry::Point> LandmarkTracks::at(BodyLandmark landmark, std::size_t i) const {
  const LandmarkTrack& track = tracks[index_of(landmark)];
  if (!track.known(i)) return std::nullopt;
  return track.point(i);
}

double LandmarkTracks::median_interval_s() const {
  if (time_s.size() < 2) return 0;
  std::vector<double> intervals(time_s.size() - 1);
  for (std::size_t i = 0; i + 1 < time_s.size(); ++i) intervals[i] = time_s[i + 1] - time_s[i];
  return base::upper_median(std::move(intervals));
}

bool LandmarkTracks::starts_shot(std::size_t i) const {
  return std::binary_search(shot_starts.begin(), shot_starts.end(), i);
}

LandmarkTracks tracks_from_series(const LandmarkSeries& series, double min_confidence) {
  check_times_and_cuts(series);
  const QuarterTurn upright = turn_of(series);
  LandmarkTracks tracks;
  const std::size_t n = series.samples.size();
  tracks.time_s.reserve(n);
  if (n > 0) tracks.origin = series.clock.movement_time(series.samples.front().time);
  for (const LandmarkSample& sample : series.samples)
    tracks.time_s.push_back((series.clock.movement_time(sample.time) - tracks.origin).seconds());
  for (std::size_t k = 0; k < kBodyLandmarks; ++k) {
    LandmarkTrack& track = tracks.tracks[k];
    track.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
      const auto& seen = series.samples[i].points[k];
      if (!seen || !(seen->confidence >= min_confidence)) continue;
      if (!std::isfinite(seen->point_px.x_px) || !std::isfinite(seen->point_px.y_px)) continue;
      const geometry::Point p = upright(seen->point_px);
      track.x_px[i] = p.x_px;
      track.y_px[i] = p.y_px;
      track.confidence[i] = seen->confidence;
      track.state[i] = PointState::kSeen;
    }
  }
  tracks.shot_starts.push_back(0);
  tracks.shot_starts.insert(tracks.shot_starts.end(), series.cuts.begin(), series.cuts.end());
  std::sort(tracks.shot_starts.begin(), tracks.shot_starts.end());
  if (series.width_px && series.height_px) {
    const bool sideways = upright.turns % 2 == 1;
    tracks.width_px = sideways ? *series.height_px : *series.width_px;
    tracks.height_px = sideways ? *series.width_px : *series.height_px;
  }
  return tracks;
}

LandmarkSeries series_from_tracks(const LandmarkTracks& tracks, const LandmarkSeries& original) {
  const QuarterTurn recorded = turn_of(original).inverse();
  LandmarkSeries series = original;
  for (std::size_t k = 0; k < kBodyLandmarks; ++k) {
    const LandmarkTrack& track = tracks.tracks[k];
    for (std::size_t i = 0; i < series.samples.size(); ++i) {
      auto& point = series.samples[i].points[k];
      point.reset();
      if (!track.known(i)) continue;
      point = LandmarkPoint{.point_px = recorded(track.point(i)),
                            .confidence = track.confidence[i],
                            .interpolated = track.filled(i),
                            .swap_mended = track.swap_mended[i] != 0,
                            .outlier = track.outlier[i] != 0};
    }
  }
  return series;
}

void add_middle_points(LandmarkTracks& tracks) {
  using L = BodyLandmark;
  if (never_seen(tracks[L::kNeck]))
    tracks[L::kNeck] = middle_of(tracks[L::kLeftShoulder], tracks[L::kRightShoulder]);
  if (never_seen(tracks[L::kMidHip]))
    tracks[L::kMidHip] = middle_of(tracks[L::kLeftHip], tracks[L::kRightHip]);
}

}  // namespace securepose::kinematics
