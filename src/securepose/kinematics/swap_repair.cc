#include "securepose/kinematics/swap_repair.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "securepose/base/median.h"
#include "securepose/kinematics/outliers.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

/// Left members of the pairs that are swapped together.
constexpr std::array kLeg = {L::kLeftHip,  L::kLeftKnee,   L::kLeftAnkle,
                             L::kLeftHeel, L::kLeftBigToe, L::kLeftSmallToe};
constexpr std::array kFoot = {L::kLeftAnkle, L::kLeftHeel, L::kLeftBigToe, L::kLeftSmallToe};
constexpr std::array kArm = {L::kLeftShoulder, L::kLeftElbow, L::kLeftWrist,
                             L::kLeftPinky,    L::kLeftIndex, L::kLeftThumb};
constexpr std::array kForearm = {L::kLeftElbow, L::kLeftWrist, L::kLeftPinky, L::kLeftIndex,
                                 L::kLeftThumb};

/// After a longer gap than this nothing says how points moved on.
constexpr double kLongestStep_s = 0.25;

/// Price of a point that a labelling leaves without a path: between one on its path and one clean
/// off it.
constexpr double kLostPoint = 0.5;

class LabelSearch {
 public:
  LabelSearch(const LandmarkTracks& tracks, std::span<const L> left_members,
              const SwapOptions& options, double leg_px)
      : tracks_(tracks), members_(left_members), options_(options), leg_px_(leg_px) {
    least_tolerance_px_ = options.jitter_multiple * median_bend_px();
  }

  /// Samples of [begin, end) whose labels are swapped.
  std::vector<std::size_t> swapped(std::size_t begin, std::size_t end);

 private:
  double median_bend_px() const;
  bool any_seen(std::size_t i) const;
  std::optional<geometry::Point> point(L left_member, bool right, bool swapped,
                                       std::size_t i) const;
  /// How badly the points at c continue those at a and b under the given labels.
  double bend(std::size_t a, std::size_t b, std::size_t c, bool swapped_a, bool swapped_b,
              bool swapped_c) const;
  /// How badly c continues a and b under the better labelling of c, 0 to 1; 1 if nothing is known.
  double worst_share(std::size_t a, std::size_t b, std::size_t c) const;
  /// Leaves out samples that lead nowhere.
  void drop_strays();
  /// Costs of step j for all eight labellings of it and the two before.
  std::array<double, 8> step_costs(std::size_t j) const;

  const LandmarkTracks& tracks_;
  std::span<const L> members_;
  const SwapOptions& options_;
  double leg_px_;
  double least_tolerance_px_ = 0;
  std::vector<std::size_t> steps_;  ///< samples with anything of the group
};

/// How far points lie off the straight line through the two samples before, as labelled by the
/// estimator; swaps are too few to move the median.
double LabelSearch::median_bend_px() const {
  std::vector<double> bends;
  for (const L left : members_)
    for (const L member : {left, mirrored(left)})
      for (std::size_t i = 2; i < tracks_.size(); ++i) {
        const auto a = tracks_.at(member, i - 2), b = tracks_.at(member, i - 1),
                   c = tracks_.at(member, i);
        if (a && b && c) bends.push_back(geometry::norm_px(*c - 2.0 * *b + *a));
      }
  if (bends.empty()) return 0;
  return base::upper_median(std::move(bends));
}

bool LabelSearch::any_seen(std::size_t i) const {
  return std::any_of(members_.begin(), members_.end(), [&](L left) {
    return tracks_[left].known(i) || tracks_[mirrored(left)].known(i);
  });
}

std::optional<geometry::Point> LabelSearch::point(L left_member, bool right, bool swapped,
                                                  std::size_t i) const {
  return tracks_.at(right != swapped ? mirrored(left_member) : left_member, i);
}

double LabelSearch::bend(std::size_t a, std::size_t b, std::size_t c, bool swapped_a,
                         bool swapped_b, bool swapped_c) const {
  const double before_s = tracks_.time_s[b] - tracks_.time_s[a];
  const double now_s = tracks_.time_s[c] - tracks_.time_s[b];
  const double tolerance_px =
      std::max(least_tolerance_px_,
               leg_px_ * (options_.jitter_share_of_leg +
                          options_.acceleration_legs_per_s2 * now_s * (now_s + before_s) / 2));
  double cost = 0;
  for (const L left : members_) {
    for (const bool right : {false, true}) {
      const auto pa = point(left, right, swapped_a, a);
      const auto pb = point(left, right, swapped_b, b);
      const auto pc = point(left, right, swapped_c, c);
      if (!pa || !pb || !pc) {
        // A leg that was seen all the time must not vanish into the other one's gap for nothing.
        if (point(left, right, false, a) && point(left, right, false, b) &&
            point(left, right, false, c))
          cost += kLostPoint;
        continue;
      }
      const geometry::Point expected = *pb + (now_s / before_s) * (*pb - *pa);
      const double off = geometry::distance_px(*pc, expected) / tolerance_px;
      cost += off * off / (1 + off * off);
    }
  }
  return cost;
}

double LabelSearch::worst_share(std::size_t a, std::size_t b, std::size_t c) const {
  double terms = 0;
  for (const L left : members_)
    for (const L member : {left, mirrored(left)})
      terms += tracks_[member].known(a) && tracks_[member].known(b) && tracks_[member].known(c);
  if (terms == 0) return 1;
  return std::min(bend(a, b, c, false, false, false), bend(a, b, c, false, false, true)) / terms;
}

/// A sample whose points continue their paths under neither labelling, while one of the next two
/// samples does at least twice as well, is a mistake of the estimator (both legs in one place,
/// say). Paths through it would point anywhere, and with that to the wrong leg.
void LabelSearch::drop_strays() {
  constexpr double kStray = 0.5;  // of the points, clean off their path
  std::vector<std::size_t> kept;
  for (std::size_t j = 0; j < steps_.size(); ++j) {
    const std::size_t c = steps_[j];
    if (kept.size() >= 2 && tracks_.time_s[c] - tracks_.time_s[kept.back()] <= kLongestStep_s) {
      const std::size_t a = kept[kept.size() - 2], b = kept.back();
      const double here = worst_share(a, b, c);
      const auto continues = [&](std::size_t k) {
        return k < steps_.size() &&
               tracks_.time_s[steps_[k]] - tracks_.time_s[b] <= kLongestStep_s &&
               worst_share(a, b, steps_[k]) <= here / 2;
      };
      if (here >= kStray && (continues(j + 1) || continues(j + 2))) continue;
    }
    kept.push_back(c);
  }
  steps_ = std::move(kept);
}

std::array<double, 8> LabelSearch::step_costs(std::size_t j) const {
  std::array<double, 8> costs{};
  const std::size_t c = steps_[j];
  const double step_s = j > 0 ? tracks_.time_s[c] - tracks_.time_s[steps_[j - 1]] : 0;
  const bool joined = j > 0 && step_s <= kLongestStep_s;
  const bool twice =
      joined && j > 1 &&
      tracks_.time_s[steps_[j - 1]] - tracks_.time_s[steps_[j - 2]] <= kLongestStep_s;
  for (unsigned labels = 0; labels < 4; ++labels) {  // the complement costs the same
    const bool sa = (labels & 2U) != 0, sb = (labels & 1U) != 0;
    const double cost = twice ? bend(steps_[j - 2], steps_[j - 1], c, sa, sb, false) : 0;
    const auto index = [](bool x, bool y, bool z) {
      return (x ? 4U : 0U) + (y ? 2U : 0U) + (z ? 1U : 0U);
    };
    costs[index(sa, sb, false)] = cost;
    costs[index(!sa, !sb, true)] = cost;
  }
  for (unsigned labels = 0; labels < 8; ++labels) {
    const bool sb = (labels & 2U) != 0, sc = (labels & 1U) != 0;
    if (joined && sb != sc) costs[labels] += options_.change_cost;
    if (sc) costs[labels] += options_.swapped_cost_per_s * std::min(step_s, kLongestStep_s) + 1e-9;
  }
  return costs;
}

std::vector<std::size_t> LabelSearch::swapped(std::size_t begin, std::size_t end) {
  steps_.clear();
  for (std::size_t i = begin; i < end; ++i)
    if (any_seen(i)) steps_.push_back(i);
  drop_strays();
  const std::size_t n = steps_.size();
  if (n < 3) return {};
  // best[code]: least cost of all steps so far that end with these two labels.
  std::array<double, 4> best{0, 0, 0, 0};
  std::vector<std::array<std::uint8_t, 4>> came_from(n);
  for (std::size_t j = 0; j < n; ++j) {
    const std::array<double, 8> costs = step_costs(j);
    std::array<double, 4> next;
    next.fill(std::numeric_limits<double>::infinity());
    for (unsigned labels = 0; labels < 8; ++labels) {
      const std::size_t from = labels >> 1U;
      const std::size_t to = labels & 3U;
      const double cost = best[from] + costs[labels];
      if (cost < next[to]) {
        next[to] = cost;
        came_from[j][to] = static_cast<std::uint8_t>(from);
      }
    }
    best = next;
  }
  std::vector<std::size_t> found;
  auto state = static_cast<std::size_t>(std::min_element(best.begin(), best.end()) - best.begin());
  for (std::size_t j = n; j-- > 0;) {
    if ((state & 1U) != 0) found.push_back(steps_[j]);
    state = came_from[j][state];
  }
  return found;
}

void swap_sides(LandmarkTracks& tracks, L left_member, std::size_t i) {
  LandmarkTrack& left = tracks[left_member];
  LandmarkTrack& right = tracks[mirrored(left_member)];
  std::swap(left.x_px[i], right.x_px[i]);
  std::swap(left.y_px[i], right.y_px[i]);
  std::swap(left.confidence[i], right.confidence[i]);
  std::swap(left.state[i], right.state[i]);
  left.swap_mended[i] ^= 1;  // a foot may be swapped back within a swapped leg
  right.swap_mended[i] ^= 1;
}

void mend_group(LandmarkTracks& tracks, std::span<const L> left_members, const SwapOptions& options,
                double leg_px, std::vector<std::uint8_t>& mended) {
  LabelSearch search(tracks, left_members, options, leg_px);
  for (std::size_t shot = 0; shot < tracks.shot_starts.size(); ++shot) {
    const std::size_t begin = tracks.shot_starts[shot];
    const std::size_t end =
        shot + 1 < tracks.shot_starts.size() ? tracks.shot_starts[shot + 1] : tracks.size();
    for (const std::size_t i : search.swapped(begin, end)) {
      for (const L left : left_members) swap_sides(tracks, left, i);
      mended[i] = 1;
    }
  }
}

}  // namespace

std::size_t mend_swaps(LandmarkTracks& tracks, const SwapOptions& options) {
  const double leg_px = typical_leg_px(tracks);
  if (leg_px <= 0) return 0;
  std::vector<std::uint8_t> mended(tracks.size(), 0);
  mend_group(tracks, kLeg, options, leg_px, mended);
  mend_group(tracks, kFoot, options, leg_px, mended);
  mend_group(tracks, kArm, options, leg_px, mended);
  mend_group(tracks, kForearm, options, leg_px, mended);
  return static_cast<std::size_t>(std::count(mended.begin(), mended.end(), 1));
}

}  // namespace securepose::kinematics
