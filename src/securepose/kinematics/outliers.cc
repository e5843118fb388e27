#include "securepose/kinematics/outliers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "securepose/base/median.h"

namespace securepose::kinematics {

namespace {

/// Destroys the order of `values`; they must not be empty.
/// Seen samples of a landmark in one shot.
std::vector<std::size_t> seen_samples(const LandmarkTrack& track, std::size_t begin,
                                      std::size_t end) {
  std::vector<std::size_t> seen;
  for (std::size_t i = begin; i < end; ++i)
    if (track.state[i] == PointState::kSeen) seen.push_back(i);
  return seen;
}

/// A straight line through points that outliers do not move: median of the slopes between all pairs
/// (Sen 1968), median of the levels.
class SturdyLine {
 public:
  SturdyLine(const std::vector<double>& time_s, const std::vector<double>& values,
             const std::vector<std::size_t>& samples) {
    std::vector<double> slopes, levels;
    for (std::size_t a = 0; a < samples.size(); ++a)
      for (std::size_t b = a + 1; b < samples.size(); ++b)
        slopes.push_back((values[samples[b]] - values[samples[a]]) /
                         (time_s[samples[b]] - time_s[samples[a]]));
    slope_ = base::upper_median(std::move(slopes));
    for (const std::size_t k : samples) levels.push_back(values[k] - slope_ * time_s[k]);
    level_ = base::upper_median(std::move(levels));
  }
  double at(double time_s) const { return level_ + slope_ * time_s; }

 private:
  double slope_ = 0, level_ = 0;
};

/// Whether the sample seen[k] lies off the line through the five seen after it (or before it).
bool off_the_end(const LandmarkTracks& tracks, const LandmarkTrack& track,
                 const std::vector<std::size_t>& seen, std::size_t k, bool at_start,
                 double least_px) {
  constexpr std::size_t kNeighbours = 5;
  constexpr double kNear_s = 0.3;
  std::vector<std::size_t> others;
  for (std::size_t step = 1; step <= kNeighbours; ++step) {
    const bool inside = at_start ? k + step < seen.size() : k >= step;
    if (!inside) break;
    const std::size_t other = at_start ? seen[k + step] : seen[k - step];
    if (std::abs(tracks.time_s[other] - tracks.time_s[seen[k]]) <= kNear_s) others.push_back(other);
  }
  if (others.size() < kNeighbours) return false;
  const std::size_t i = seen[k];
  const double time_s = tracks.time_s[i];
  return std::abs(track.x_px[i] - SturdyLine(tracks.time_s, track.x_px, others).at(time_s)) >
             least_px ||
         std::abs(track.y_px[i] - SturdyLine(tracks.time_s, track.y_px, others).at(time_s)) >
             least_px;
}

/// Samples of one landmark whose neighbours in time (within the window) say otherwise.
class HampelWindow {
 public:
  HampelWindow(const LandmarkTracks& tracks, const LandmarkTrack& track,
               const std::vector<std::size_t>& seen, const OutlierOptions& options, double leg_px)
      : tracks_(tracks), track_(track), seen_(seen), options_(options), leg_px_(leg_px) {}

  /// Samples must be asked for in ascending order.
  bool stands_off_at(std::size_t k) {
    const double half_s = options_.half_window_s + 1e-6;
    const auto time = [&](std::size_t j) { return tracks_.time_s[seen_[j]]; };
    while (time(first_) < time(k) - half_s) ++first_;
    while (last_ < seen_.size() && time(last_) <= time(k) + half_s) ++last_;
    constexpr std::size_t kFewestOnASide = 2;
    if (k - first_ < kFewestOnASide)
      return off_the_end(tracks_, track_, seen_, k, true,
                         options_.least_end_share_of_leg * leg_px_);
    if (last_ - 1 - k < kFewestOnASide)
      return off_the_end(tracks_, track_, seen_, k, false,
                         options_.least_end_share_of_leg * leg_px_);
    return stands_off_in(track_.x_px, k) || stands_off_in(track_.y_px, k);
  }

 private:
  bool stands_off_in(const std::vector<double>& values, std::size_t k) {
    const double least_px = options_.least_share_of_leg * leg_px_;
    const double value = values[seen_[k]];
    // A point near the middle of its neighbours is none, and nearly all are.
    const double middle = (values[seen_[k - 1]] + values[seen_[k + 1]]) / 2;
    if (std::abs(value - middle) < least_px / 2) return false;
    others_.clear();
    for (std::size_t j = first_; j < last_; ++j)
      if (j != k) others_.push_back(seen_[j]);
    const SturdyLine line(tracks_.time_s, values, others_);
    const double distance = std::abs(value - line.at(tracks_.time_s[seen_[k]]));
    if (distance <= least_px) return false;
    std::vector<double> residuals;
    for (const std::size_t i : others_)
      residuals.push_back(std::abs(values[i] - line.at(tracks_.time_s[i])));
    return distance > options_.threshold_sigma * 1.4826 * base::upper_median(std::move(residuals));
  }

  const LandmarkTracks& tracks_;
  const LandmarkTrack& track_;
  const std::vector<std::size_t>& seen_;
  const OutlierOptions& options_;
  double leg_px_;
  std::size_t first_ = 0, last_ = 0;  ///< positions in seen_
  std::vector<std::size_t> others_;
};

std::vector<std::size_t> outliers_of(const LandmarkTracks& tracks, const LandmarkTrack& track,
                                     const OutlierOptions& options, double leg_px) {
  std::vector<std::size_t> found;
  for (std::size_t shot = 0; shot < tracks.shot_starts.size(); ++shot) {
    const std::size_t begin = tracks.shot_starts[shot];
    const std::size_t end =
        shot + 1 < tracks.shot_starts.size() ? tracks.shot_starts[shot + 1] : tracks.size();
    const std::vector<std::size_t> seen = seen_samples(track, begin, end);
    HampelWindow window(tracks, track, seen, options, leg_px);
    for (std::size_t k = 0; k < seen.size(); ++k)
      if (window.stands_off_at(k)) found.push_back(seen[k]);
  }
  return found;
}

}  // namespace

double typical_leg_px(const LandmarkTracks& tracks) {
  using L = BodyLandmark;
  double longest = 0;
  for (const auto& [hip, knee, ankle] : {std::array{L::kLeftHip, L::kLeftKnee, L::kLeftAnkle},
                                         std::array{L::kRightHip, L::kRightKnee, L::kRightAnkle}}) {
    std::vector<double> lengths;
    for (std::size_t i = 0; i < tracks.size(); ++i) {
      const auto h = tracks.at(hip, i), k = tracks.at(knee, i), a = tracks.at(ankle, i);
      if (h && k && a)
        lengths.push_back(geometry::distance_px(*h, *k) + geometry::distance_px(*k, *a));
    }
    if (!lengths.empty()) longest = std::max(longest, base::upper_median(std::move(lengths)));
  }
  return longest;
}

std::size_t remove_outliers(LandmarkTracks& tracks, const OutlierOptions& options) {
  const double leg_px = typical_leg_px(tracks);
  if (leg_px <= 0) return 0;
  std::size_t removed = 0;
  for (LandmarkTrack& track : tracks.tracks) {
    for (const std::size_t i : outliers_of(tracks, track, options, leg_px)) {
      track.state[i] = PointState::kMissing;
      track.outlier[i] = 1;
      ++removed;
    }
  }
  return removed;
}

}  // namespace securepose::kinematics
