#include "securepose/kinematics/gaps.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace securepose::kinematics {

namespace {

/// How far to either side the curve is fitted: a few frames at 30 per second.
constexpr double kSupport_s = 0.15;

constexpr std::array kLegLandmarks = {BodyLandmark::kLeftHip,    BodyLandmark::kRightHip,
                                      BodyLandmark::kLeftKnee,   BodyLandmark::kRightKnee,
                                      BodyLandmark::kLeftAnkle,  BodyLandmark::kRightAnkle,
                                      BodyLandmark::kLeftHeel,   BodyLandmark::kRightHeel,
                                      BodyLandmark::kLeftBigToe, BodyLandmark::kRightBigToe};

/// Samples between `before` and `after`, both of which are seen.
struct Gap {
  std::size_t before = 0;
  std::size_t after = 0;
};

/// Least-squares polynomial of low degree through the points around a gap.
class LocalCurve {
 public:
  LocalCurve(const LandmarkTracks& tracks, const LandmarkTrack& track, Gap gap,
             std::size_t shot_begin, std::size_t shot_end)
      : centre_s_((tracks.time_s[gap.before] + tracks.time_s[gap.after]) / 2) {
    std::vector<std::size_t> support;
    const double from = tracks.time_s[gap.before] - kSupport_s;
    for (std::size_t i = gap.before + 1; i-- > shot_begin && tracks.time_s[i] >= from;)
      if (track.state[i] == PointState::kSeen) support.push_back(i);
    const double to = tracks.time_s[gap.after] + kSupport_s;
    for (std::size_t i = gap.after; i < shot_end && tracks.time_s[i] <= to; ++i)
      if (track.state[i] == PointState::kSeen) support.push_back(i);
    const auto n = static_cast<Eigen::Index>(support.size());
    const Eigen::Index terms = n >= 4 ? 4 : 2;
    Eigen::MatrixXd powers(n, terms);
    Eigen::MatrixXd values(n, 2);
    for (Eigen::Index r = 0; r < n; ++r) {
      const std::size_t i = support[static_cast<std::size_t>(r)];
      for (Eigen::Index c = 0; c < terms; ++c)
        powers(r, c) = std::pow(scaled(tracks.time_s[i]), static_cast<double>(c));
      values(r, 0) = track.x_px[i];
      values(r, 1) = track.y_px[i];
    }
    coefficients_ = powers.colPivHouseholderQr().solve(values);
  }

  geometry::Point at(double time_s) const {
    geometry::Point p;
    double power = 1;
    for (Eigen::Index c = 0; c < coefficients_.rows(); ++c) {
      p = p + power * geometry::Point{coefficients_(c, 0), coefficients_(c, 1)};
      power *= scaled(time_s);
    }
    return p;
  }

 private:
  double scaled(double time_s) const { return (time_s - centre_s_) / kSupport_s; }

  double centre_s_;
  Eigen::MatrixXd coefficients_;
};

std::vector<Gap> gaps_of(const LandmarkTrack& track, std::size_t begin, std::size_t end) {
  std::vector<Gap> gaps;
  std::optional<std::size_t> before;
  for (std::size_t i = begin; i < end; ++i) {
    if (track.state[i] != PointState::kSeen) continue;
    if (before && i > *before + 1) gaps.push_back({*before, i});
    before = i;
  }
  return gaps;
}

}  // namespace

GapCounts fill_gaps(LandmarkTracks& tracks, const GapOptions& options) {
  GapCounts counts;
  const double frame_s = tracks.median_interval_s();
  for (std::size_t k = 0; k < kBodyLandmarks; ++k) {
    LandmarkTrack& track = tracks.tracks[k];
    const bool of_a_leg = std::find(kLegLandmarks.begin(), kLegLandmarks.end(),
                                    static_cast<BodyLandmark>(k)) != kLegLandmarks.end();
    for (std::size_t shot = 0; shot < tracks.shot_starts.size(); ++shot) {
      const std::size_t begin = tracks.shot_starts[shot];
      const std::size_t end =
          shot + 1 < tracks.shot_starts.size() ? tracks.shot_starts[shot + 1] : tracks.size();
      for (const Gap gap : gaps_of(track, begin, end)) {
        const double length_s = tracks.time_s[gap.after] - tracks.time_s[gap.before] - frame_s;
        const bool reported = length_s <= options.max_fill_s + 1e-6;
        if (!reported && of_a_leg) ++counts.long_gaps;
        if (!reported && length_s > options.max_bridge_s) continue;
        const LocalCurve curve(tracks, track, gap, begin, end);
        for (std::size_t i = gap.before + 1; i < gap.after; ++i) {
          const geometry::Point p = curve.at(tracks.time_s[i]);
          track.x_px[i] = p.x_px;
          track.y_px[i] = p.y_px;
          track.confidence[i] = 0;
          track.state[i] = reported ? PointState::kFilled : PointState::kBridged;
          if (reported) ++counts.filled_points;
        }
      }
    }
  }
  return counts;
}

void drop_bridges(LandmarkTracks& tracks) {
  for (LandmarkTrack& track : tracks.tracks)
    for (PointState& state : track.state)
      if (state == PointState::kBridged) state = PointState::kMissing;
}

}  // namespace securepose::kinematics
