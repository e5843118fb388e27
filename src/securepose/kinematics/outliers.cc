#include "securepose/kinematics/outliers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace securepose::kinematics {

namespace {

/// Destroys the order of `values`; they must not be empty.
double median_of(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Whether the value at `i` stands off from the median of the values around it.
bool stands_off(const std::vector<double>& window, double value, const OutlierOptions& options,
                double least_px, std::vector<double>& scratch) {
  // Where most of the window lies near the value, so does its median.
  const auto near = std::count_if(window.begin(), window.end(),
                                  [&](double v) { return std::abs(v - value) <= least_px; });
  if (2 * static_cast<std::size_t>(near) > window.size() + 1) return false;
  scratch = window;
  const double median = median_of(scratch);
  const double distance = std::abs(value - median);
  if (distance <= least_px) return false;
  scratch.clear();
  for (const double v : window) scratch.push_back(std::abs(v - median));
  const double sigma = 1.4826 * median_of(scratch);
  return distance > options.threshold_sigma * sigma;
}

/// Seen samples of a landmark in one shot.
std::vector<std::size_t> seen_samples(const LandmarkTrack& track, std::size_t begin,
                                      std::size_t end) {
  std::vector<std::size_t> seen;
  for (std::size_t i = begin; i < end; ++i)
    if (track.state[i] == PointState::kSeen) seen.push_back(i);
  return seen;
}

/// Where a point should be according to the line through others: median of the slopes between all
/// pairs (Sen 1968), median of the levels.
double on_line_through(const std::vector<double>& time_s, const std::vector<double>& values,
                       const std::vector<std::size_t>& others, std::size_t at) {
  std::vector<double> slopes, levels;
  for (std::size_t a = 0; a < others.size(); ++a)
    for (std::size_t b = a + 1; b < others.size(); ++b)
      slopes.push_back((values[others[b]] - values[others[a]]) /
                       (time_s[others[b]] - time_s[others[a]]));
  const double slope = median_of(slopes);
  for (const std::size_t k : others) levels.push_back(values[k] + slope * (time_s[at] - time_s[k]));
  return median_of(levels);
}

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
  return std::abs(track.x_px[i] - on_line_through(tracks.time_s, track.x_px, others, i)) >
             least_px ||
         std::abs(track.y_px[i] - on_line_through(tracks.time_s, track.y_px, others, i)) > least_px;
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
    window_.clear();
    for (std::size_t j = first_; j < last_; ++j) window_.push_back(values[seen_[j]]);
    return stands_off(window_, values[seen_[k]], options_, options_.least_share_of_leg * leg_px_,
                      scratch_);
  }

  const LandmarkTracks& tracks_;
  const LandmarkTrack& track_;
  const std::vector<std::size_t>& seen_;
  const OutlierOptions& options_;
  double leg_px_;
  std::size_t first_ = 0, last_ = 0;  ///< positions in seen_
  std::vector<double> window_, scratch_;
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
    if (!lengths.empty()) longest = std::max(longest, median_of(lengths));
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
