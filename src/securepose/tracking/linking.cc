#include "securepose/tracking/linking.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "securepose/tracking/assignment.h"
#include "securepose/tracking/link_evidence.h"

namespace securepose::tracking {
namespace {

// Per chain its successor and how sure that is.
struct Link {
  std::size_t to = 0;
  double certainty = 0;
};

// What would be lost if a chosen link were another's.
class Rivalry {
 public:
  using Choice = std::vector<std::optional<std::size_t>>;  // per row its column

  Rivalry(const std::vector<Chain>& chains, const DetectionTable& table,
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
    return table_.detections[chains_[earlier].detections.back()].frame <
               table_.detections[chains_[later].detections.front()].frame &&
           gain(earlier, later) > 0;
  }

  const std::vector<Chain>& chains_;
  const DetectionTable& table_;
  const Choice& chosen_;
  Choice chosen_row_;  // per column its row
  std::vector<std::vector<Candidate>> of_row_;
  std::vector<std::vector<Candidate>> of_column_;
};

std::vector<std::optional<Link>> chosen_links(const std::vector<Chain>& chains,
                                              const DetectionTable& table,
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

void link_over_gaps(std::vector<Chain>& chains, const DetectionTable& table, PictureSize picture,
                    double max_gap_s, double min_margin, const TrackingOptions& options) {
  const std::vector<Candidate> candidates =
      possible_links(chains, table, picture, max_gap_s, options);
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
