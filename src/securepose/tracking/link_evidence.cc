#include "securepose/tracking/link_evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "securepose/tracking/appearance.h"
#include "securepose/tracking/motion_model.h"

namespace securepose::tracking {
namespace {

using geometry::Point;

constexpr int kGapProbes = 12;  // places along a gap at which an explanation is looked for
// Evidence that motion may give for a link at most; more would outweigh clothing for no reason.
constexpr double kMaxMotionEvidence = 10;
// Worse motion than this is impossible, and needs no look at the clothing.
constexpr double kHopelessMotion = -12;
// How often BlazePose's presence confirms a person (it fails on some backs and upper bodies) and a
// false positive, and how common those are among what MoveNet proposes.
constexpr double kPersonConfirmed = 0.8;
constexpr double kFalsePositiveConfirmed = 0.03;
constexpr double kFalsePositivePrior = 0.2;
constexpr double kIndependentDetections = 6;
constexpr double kMaxPresenceEvidenceAgainst = -6;
// Spread of the logarithm of size among different people in one picture.
constexpr double kOtherLogSizeSd = 0.5;
// Boxes tell over short gaps only; overlap of different people's boxes is common up to a third.
constexpr double kBoxGap_s = 0.5;
constexpr double kBoxChance = 0.2;
constexpr double kBoxEvidence = 10;
constexpr double kNear_s = 0.5;  // of a chain, next to a gap
constexpr std::size_t kMinForVelocity = 5;
// So many clear detections halve the doubt in a chain's mean histogram.
constexpr double kAppearanceWeightHalf = 1.5;
constexpr double kBorder = 0.05;  // of a body size: what is so near the edge may have left

// A chain as it is next to a gap.
struct ChainSide {
  MotionState motion;
  AppearanceMean clothing;
  Point box_velocity_px_s;  // forward in time
};

geometry::Box moved(const geometry::Box& box, Point by) {
  return {box.x1_px + by.x_px, box.y1_px + by.y_px, box.x2_px + by.x_px, box.y2_px + by.y_px};
}

// Slope of the least-squares line through the boxes' centres; 0 where they are too few to tell.
Point box_velocity_px_s(const std::vector<const Detection*>& seen) {
  if (seen.size() < kMinForVelocity) return {};
  const auto n = static_cast<double>(seen.size());
  double mean_s = 0;
  for (const Detection* s : seen) mean_s += s->time_s / n;
  double spread = 0;
  Point sum;
  for (const Detection* s : seen) {
    const double t = s->time_s - mean_s;
    spread += t * t;
    sum = sum + t * s->box.center();
  }
  return spread > 0 ? (1 / spread) * sum : Point{};
}

class GapEvidence {
 public:
  GapEvidence(const std::vector<Chain>& chains, const DetectionTable& table, PictureSize picture,
              double max_gap_s, const TrackingOptions& options)
      : chains_(chains),
        table_(table),
        picture_(picture),
        max_gap_s_(max_gap_s),
        options_(options) {
    ends_.reserve(chains.size());
    begins_.reserve(chains.size());
    for (const Chain& chain : chains) {
      ends_.push_back(side_of(state_at_end(chain, table, options.motion), chain.detections.rbegin(),
                              chain.detections.rend()));
      begins_.push_back(side_of(state_at_begin(chain, table, options.motion),
                                chain.detections.begin(), chain.detections.end()));
    }
  }

  std::vector<Candidate> candidates() const {
    std::vector<std::size_t> by_begin(chains_.size());
    std::iota(by_begin.begin(), by_begin.end(), std::size_t{0});
    std::stable_sort(by_begin.begin(), by_begin.end(),
                     [&](std::size_t a, std::size_t b) { return first(a).frame < first(b).frame; });
    std::vector<Candidate> found;
    for (std::size_t row = 0; row < chains_.size(); ++row) {
      auto it = std::partition_point(by_begin.begin(), by_begin.end(), [&](std::size_t k) {
        return first(k).frame <= last(row).frame;
      });
      for (; it != by_begin.end(); ++it) {
        if (first(*it).time_s - last(row).time_s > max_gap_s_) break;
        const double gain = evidence(row, *it);
        if (gain > 0) found.push_back({row, *it, gain});
      }
    }
    return found;
  }

 private:
  const Detection& first(std::size_t chain) const {
    return table_.detections[chains_[chain].detections.front()];
  }
  const Detection& last(std::size_t chain) const {
    return table_.detections[chains_[chain].detections.back()];
  }

  double evidence(std::size_t row, std::size_t column) const {
    constexpr double kNone = -std::numeric_limits<double>::infinity();
    const auto shot = [&](const Detection& s) {
      return table_.shot_of_frame[static_cast<std::size_t>(s.frame)];
    };
    if (shot(last(row)) != shot(first(column))) return kNone;
    const double area = picture_.width_px * picture_.height_px;
    const double motion = std::max(
        continuation_evidence(ends_[row].motion, begins_[column].motion, area, options_.motion),
        box_evidence(row, column));
    if (motion < kHopelessMotion) return kNone;
    return std::min(motion, kMaxMotionEvidence) + size_evidence(row, column) +
           clothing_evidence(row, column) + presence_evidence(row, column) -
           absence_loss(row, column) + continuity(row, column) - options_.links.min_evidence;
  }

  // Boxes that go on as they moved, whatever landmarks say of a twisted body. Both sides must
  // agree: people who pass each other stand in each other's place, but on another way.
  double box_evidence(std::size_t row, std::size_t column) const {
    const Detection& before = last(row);
    const Detection& after = first(column);
    const double gap_s = after.time_s - before.time_s;
    if (!before.detected || !after.detected || gap_s > kBoxGap_s) return kHopelessMotion;
    const double forward =
        geometry::iou(moved(before.box, gap_s * ends_[row].box_velocity_px_s), after.box);
    const double backward =
        geometry::iou(before.box, moved(after.box, -gap_s * begins_[column].box_velocity_px_s));
    return kBoxEvidence * (std::min(forward, backward) - kBoxChance);
  }

  // People rarely vanish or appear in the middle of the picture within moments.
  double continuity(std::size_t row, std::size_t column) const {
    const double gap_s = first(column).time_s - last(row).time_s;
    const double prior =
        options_.links.continuity_prior * std::exp(-gap_s / options_.links.continuity_time_s);
    return gap_s <= kBoxGap_s && isolated(row, column) ? prior + options_.links.isolation_bonus
                                                       : prior;
  }

  // Whether nobody else was seen near the place of the gap, whom it could be.
  bool isolated(std::size_t row, std::size_t column) const {
    const Detection& before = last(row);
    const Detection& after = first(column);
    const geometry::Box place = geometry::hull(before.box, after.box);
    const auto begin = static_cast<std::size_t>(before.frame);
    const auto end = static_cast<std::size_t>(after.frame);
    for (std::size_t k = table_.frame_begin[begin]; k < table_.frame_begin[end + 1]; ++k) {
      const Detection& other = table_.detections[k];
      if (&other == &before || &other == &after || !other.detected) continue;
      if (!geometry::intersection(other.box, place).empty()) return false;
    }
    return true;
  }

  // What the stretch from a gap's side on tells.
  template <class Iterator>
  ChainSide side_of(const MotionState& motion, Iterator from, Iterator end) const {
    ChainSide side{motion, {}, {}};
    std::vector<const Detection*> detected;
    const double start_s = table_.detections[*from].time_s;
    for (; from != end; ++from) {
      const Detection& s = table_.detections[*from];
      if (std::abs(s.time_s - start_s) > kNear_s) break;
      if (s.appearance) side.clothing.add(*s.appearance, detection_weight(s));
      if (s.detected) detected.push_back(&s);
    }
    side.box_velocity_px_s = box_velocity_px_s(detected);
    return side;
  }

  double size_evidence(std::size_t row, std::size_t column) const {
    const LinkOptions& o = options_.links;
    const double gap_s = first(column).time_s - last(row).time_s;
    double sd = std::min(o.max_log_size_sd,
                         std::hypot(o.log_size_sd, o.log_size_sd_per_sqrt_s * std::sqrt(gap_s)));
    if (!last(row).size_from_torso || !first(column).size_from_torso) sd = o.max_log_size_sd;
    const double change = std::log(begins_[column].motion.size_px() / ends_[row].motion.size_px());
    const double same = -0.5 * (change / sd) * (change / sd) - std::log(sd);
    const double other =
        -0.5 * (change / kOtherLogSizeSd) * (change / kOtherLogSizeSd) - std::log(kOtherLogSizeSd);
    return std::clamp(same - other, -6.0, 1.5);
  }

  // By all that was seen of both, or, over short gaps, by the stretches next to the gap if these
  // are more alike: a person who turns or walks into another light changes his looks.
  double clothing_evidence(std::size_t row, std::size_t column) const {
    const double whole = clothing_evidence(chains_[row].appearance, chains_[column].appearance);
    if (first(column).time_s - last(row).time_s > kBoxGap_s) return whole;
    return std::max(whole, clothing_evidence(ends_[row].clothing, begins_[column].clothing));
  }

  double clothing_evidence(const AppearanceMean& a, const AppearanceMean& b) const {
    const auto distance = appearance_distance(a, b);
    if (!distance) return 0;
    const double weight = std::min(a.weight(), b.weight());
    return weight / (weight + kAppearanceWeightHalf) *
           appearance_evidence(*distance, options_.appearance);
  }

  // False positives and people do not follow each other. Bayes' rule with what BlazePose's presence
  // says of each chain.
  double presence_evidence(std::size_t row, std::size_t column) const {
    const double a = false_positive_probability(chains_[row]);
    const double b = false_positive_probability(chains_[column]);
    const double alike =
        a * b / kFalsePositivePrior + (1 - a) * (1 - b) / (1 - kFalsePositivePrior);
    return std::clamp(std::log(alike), kMaxPresenceEvidenceAgainst, 0.0);
  }

  static double false_positive_probability(const Chain& chain) {
    const auto count = static_cast<double>(chain.detections.size());
    // Neighbouring frames tell the same: no more than some count as independent.
    const double trials = std::min(count, kIndependentDetections);
    const double yes = trials * chain.presence_sum / count;
    const double no = trials - yes;
    const double person = std::log(1 - kFalsePositivePrior) + yes * std::log(kPersonConfirmed) +
                          no * std::log(1 - kPersonConfirmed);
    const double false_positive = std::log(kFalsePositivePrior) +
                                  yes * std::log(kFalsePositiveConfirmed) +
                                  no * std::log(1 - kFalsePositiveConfirmed);
    return 1 / (1 + std::exp(person - false_positive));
  }

  // Somebody who is not observed where he should be in plain view is probably not there.
  double absence_loss(std::size_t row, std::size_t column) const {
    const double gap_s = first(column).time_s - last(row).time_s;
    int explained = 0;
    for (int probe = 1; probe <= kGapProbes; ++probe) {
      const double t = static_cast<double>(probe) / (kGapProbes + 1);
      const Point place = last(row).anchor + t * (first(column).anchor - last(row).anchor);
      const double size = (1 - t) * last(row).size_px + t * first(column).size_px;
      const double frame = (1 - t) * static_cast<double>(last(row).frame) +
                           t * static_cast<double>(first(column).frame);
      if (hidden(place, size, static_cast<std::size_t>(std::lround(frame)))) ++explained;
    }
    const double share = static_cast<double>(explained) / kGapProbes;
    return gap_s * (share * options_.links.explained_loss_per_s +
                    (1 - share) * options_.links.unexplained_loss_per_s);
  }

  bool hidden(Point place, double size_px, std::size_t frame) const {
    const double border = kBorder * size_px;
    const Point seen = place + table_.camera[frame];
    if (seen.x_px < border || seen.y_px < border || seen.x_px > picture_.width_px - border ||
        seen.y_px > picture_.height_px - border)
      return true;
    for (std::size_t k = table_.frame_begin[frame]; k < table_.frame_begin[frame + 1]; ++k)
      if (table_.detections[k].box.contains(place)) return true;
    return false;
  }

  const std::vector<Chain>& chains_;
  const DetectionTable& table_;
  PictureSize picture_;
  double max_gap_s_;
  const TrackingOptions& options_;
  std::vector<ChainSide> ends_;
  std::vector<ChainSide> begins_;
};

}  // namespace

std::vector<Candidate> possible_links(const std::vector<Chain>& chains, const DetectionTable& table,
                                      PictureSize picture, double max_gap_s,
                                      const TrackingOptions& options) {
  return GapEvidence(chains, table, picture, max_gap_s, options).candidates();
}

}  // namespace securepose::tracking
