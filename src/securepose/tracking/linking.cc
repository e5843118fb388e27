#include "securepose/tracking/linking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "securepose/tracking/assignment.h"

namespace securepose::tracking {
namespace {

using geometry::Point;

constexpr int kGapProbes = 12;  // places along a gap at which an explanation is looked for
// Evidence that motion may give for a link at most; more would outweigh clothing for no reason.
constexpr double kMaxMotionEvidence = 10;
// Worse motion than this is impossible, and needs no look at the clothing.
constexpr double kHopelessMotion = -12;
// How often BlazePose's presence confirms a person (it fails on some backs and upper bodies) and a
// piece of furniture, and how common furniture is among what MoveNet proposes.
constexpr double kPersonConfirmed = 0.8;
constexpr double kFurnitureConfirmed = 0.03;
constexpr double kFurniturePrior = 0.2;
constexpr double kIndependentSightings = 6;
constexpr double kMaxPresenceEvidenceAgainst = -6;
// Spread of the logarithm of size among different people in one picture.
constexpr double kOtherLogSizeSd = 0.5;
// So many clear sightings halve the doubt in a chain's mean histogram.
constexpr double kAppearanceWeightHalf = 1.5;
constexpr double kBorder = 0.05;  // of a body size: what is so near the edge may have left

class Linker {
 public:
  Linker(const std::vector<Chain>& chains, const SightingTable& table, PictureSize picture,
         double max_gap_s, const TrackingOptions& options)
      : chains_(chains),
        table_(table),
        picture_(picture),
        max_gap_s_(max_gap_s),
        options_(options) {
    ends_.reserve(chains.size());
    begins_.reserve(chains.size());
    for (const Chain& chain : chains) {
      ends_.push_back(state_at_end(chain, table, options.motion));
      begins_.push_back(state_at_begin(chain, table, options.motion));
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
  const Sighting& first(std::size_t chain) const {
    return table_.sightings[chains_[chain].sightings.front()];
  }
  const Sighting& last(std::size_t chain) const {
    return table_.sightings[chains_[chain].sightings.back()];
  }

  double evidence(std::size_t row, std::size_t column) const {
    constexpr double kNone = -std::numeric_limits<double>::infinity();
    const auto shot = [&](const Sighting& s) {
      return table_.shot_of_frame[static_cast<std::size_t>(s.frame)];
    };
    if (shot(last(row)) != shot(first(column))) return kNone;
    const double area = picture_.width_px * picture_.height_px;
    const double motion = continuation_evidence(ends_[row], begins_[column], area, options_.motion);
    if (motion < kHopelessMotion) return kNone;
    return std::min(motion, kMaxMotionEvidence) + size_evidence(row, column) +
           clothing_evidence(row, column) + presence_evidence(row, column) -
           absence_loss(row, column) + continuity(row, column) - options_.links.min_evidence;
  }

  // People rarely vanish or appear in the middle of the picture within moments.
  double continuity(std::size_t row, std::size_t column) const {
    const double gap_s = first(column).time_s - last(row).time_s;
    return options_.links.continuity_prior * std::exp(-gap_s / options_.links.continuity_time_s);
  }

  double size_evidence(std::size_t row, std::size_t column) const {
    const LinkOptions& o = options_.links;
    const double gap_s = first(column).time_s - last(row).time_s;
    double sd = std::min(o.max_log_size_sd,
                         std::hypot(o.log_size_sd, o.log_size_sd_per_sqrt_s * std::sqrt(gap_s)));
    if (!last(row).size_from_torso || !first(column).size_from_torso) sd = o.max_log_size_sd;
    const double change = std::log(begins_[column].size_px() / ends_[row].size_px());
    const double same = -0.5 * (change / sd) * (change / sd) - std::log(sd);
    const double other =
        -0.5 * (change / kOtherLogSizeSd) * (change / kOtherLogSizeSd) - std::log(kOtherLogSizeSd);
    return std::clamp(same - other, -6.0, 1.5);
  }

  double clothing_evidence(std::size_t row, std::size_t column) const {
    const AppearanceMean& a = chains_[row].appearance;
    const AppearanceMean& b = chains_[column].appearance;
    const auto distance = appearance_distance(a, b);
    if (!distance) return 0;
    const double weight = std::min(a.weight(), b.weight());
    return weight / (weight + kAppearanceWeightHalf) *
           appearance_evidence(*distance, options_.appearance);
  }

  // Furniture and people do not follow each other. Bayes' rule with what BlazePose's presence says
  // of each chain.
  double presence_evidence(std::size_t row, std::size_t column) const {
    const double a = furniture_probability(chains_[row]);
    const double b = furniture_probability(chains_[column]);
    const double alike = a * b / kFurniturePrior + (1 - a) * (1 - b) / (1 - kFurniturePrior);
    return std::clamp(std::log(alike), kMaxPresenceEvidenceAgainst, 0.0);
  }

  static double furniture_probability(const Chain& chain) {
    const auto count = static_cast<double>(chain.sightings.size());
    // Neighbouring frames tell the same: no more than some count as independent.
    const double trials = std::min(count, kIndependentSightings);
    const double yes = trials * chain.presence_sum / count;
    const double no = trials - yes;
    const double person = std::log(1 - kFurniturePrior) + yes * std::log(kPersonConfirmed) +
                          no * std::log(1 - kPersonConfirmed);
    const double furniture = std::log(kFurniturePrior) + yes * std::log(kFurnitureConfirmed) +
                             no * std::log(1 - kFurnitureConfirmed);
    return 1 / (1 + std::exp(person - furniture));
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
      if (table_.sightings[k].box.contains(place)) return true;
    return false;
  }

  const std::vector<Chain>& chains_;
  const SightingTable& table_;
  PictureSize picture_;
  double max_gap_s_;
  const TrackingOptions& options_;
  std::vector<MotionState> ends_;
  std::vector<MotionState> begins_;
};

// Per chain its successor and how sure that is.
struct Link {
  std::size_t to = 0;
  double certainty = 0;
};

// What would be lost if a chosen link were another's.
class Rivalry {
 public:
  using Choice = std::vector<std::optional<std::size_t>>;  // per row its column

  Rivalry(const std::vector<Chain>& chains, const SightingTable& table,
          const std::vector<Candidate>& candidates, const Choice& chosen)
      : chains_(chains),
        table_(table),
        chosen_(chosen),
        chosen_row_(chains.size()),
        of_row_(chains.size()),
        of_column_(chains.size()) {
    for (const Candidate& c : candidates) {
      of_row_[c.row].push_back(c);
      of_column_[c.column].push_back(c);
    }
    for (std::size_t row = 0; row < chosen.size(); ++row)
      if (chosen[row]) chosen_row_[*chosen[row]] = row;
  }

  // By how much the chosen links are worth more than with `link` exchanged for a rival, or left
  // out. A link to a later piece that may itself follow `link`'s is no rival, but the same way with
  // a step left out.
  double margin(const Candidate& link) const {
    double least = link.gain;
    for (const Candidate& other : of_row_[link.row]) {
      if (other.column == link.column || in_line(link.column, other.column)) continue;
      const auto displaced = chosen_row_[other.column];
      const double lost = displaced ? gain(*displaced, other.column) : 0;
      const double won = displaced ? gain(*displaced, link.column) : 0;
      least = std::min(least, link.gain + lost - other.gain - won);
    }
    for (const Candidate& other : of_column_[link.column]) {
      if (other.row == link.row || in_line(link.row, other.row)) continue;
      const auto displaced = chosen_[other.row];
      const double lost = displaced ? gain(other.row, *displaced) : 0;
      const double won = displaced ? gain(link.row, *displaced) : 0;
      least = std::min(least, link.gain + lost - other.gain - won);
    }
    return least;
  }

 private:
  double gain(std::size_t row, std::size_t column) const {
    for (const Candidate& c : of_row_[row])
      if (c.column == column) return c.gain;
    return 0;
  }
  bool in_line(std::size_t a, std::size_t b) const { return may_follow(a, b) || may_follow(b, a); }
  bool may_follow(std::size_t earlier, std::size_t later) const {
    return table_.sightings[chains_[earlier].sightings.back()].frame <
               table_.sightings[chains_[later].sightings.front()].frame &&
           gain(earlier, later) > 0;
  }

  const std::vector<Chain>& chains_;
  const SightingTable& table_;
  const Choice& chosen_;
  Choice chosen_row_;  // per column its row
  std::vector<std::vector<Candidate>> of_row_;
  std::vector<std::vector<Candidate>> of_column_;
};

std::vector<std::optional<Link>> chosen_links(const std::vector<Chain>& chains,
                                              const SightingTable& table,
                                              const std::vector<Candidate>& candidates,
                                              double min_margin) {
  const auto successor = best_assignment(chains.size(), chains.size(), candidates);
  const Rivalry rivalry(chains, table, candidates, successor);
  std::vector<std::optional<Link>> links(chains.size());
  for (const Candidate& c : candidates) {
    if (successor[c.row] != c.column) continue;
    const double margin = rivalry.margin(c);
    // Left out, a link only costs its own worth; that is no reason to leave it out.
    if (margin < std::min(min_margin, c.gain)) continue;
    links[c.row] = Link{c.column, 1 / (1 + std::exp(-margin))};
  }
  return links;
}

}  // namespace

void link_over_gaps(std::vector<Chain>& chains, const SightingTable& table, PictureSize picture,
                    double max_gap_s, double min_margin, const TrackingOptions& options) {
  const std::vector<Candidate> candidates =
      Linker(chains, table, picture, max_gap_s, options).candidates();
  const auto links = chosen_links(chains, table, candidates, min_margin);
  std::vector<bool> has_predecessor(chains.size(), false);
  for (const auto& link : links)
    if (link) has_predecessor[link->to] = true;
  std::vector<Chain> joined;
  for (std::size_t k = 0; k < chains.size(); ++k) {
    if (has_predecessor[k]) continue;
    Chain chain = std::move(chains[k]);
    for (std::size_t at = k; links[at]; at = links[at]->to)
      append(chain, chains[links[at]->to], links[at]->certainty);
    joined.push_back(std::move(chain));
  }
  chains = std::move(joined);
}

}  // namespace securepose::tracking
