#include "securepose/tracking/returns.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "securepose/tracking/stature.h"

namespace securepose::tracking {
namespace {

// Only chains with this much clear clothing are compared: a glimpse tells nothing.
constexpr double kMinAppearanceWeight = 3;
// The number of pairs grows with the square; clips of an hour have some hundred such chains.
constexpr std::size_t kMaxCompared = 1000;
constexpr double kStrayShare = 0.02;  // of a chain's frames
constexpr double kHopeless = -2;      // clothing this unlike needs no look at the stature
constexpr float kNever = -std::numeric_limits<float>::infinity();

class Merger {
 public:
  Merger(std::vector<Chain> chains, const DetectionTable& table, const TrackingOptions& options)
      : chains_(std::move(chains)),
        table_(table),
        options_(options),
        alive_(chains_.size(), true),
        evidence_(chains_.size() * chains_.size(), kNever),
        apart_(chains_.size() * chains_.size(), 0) {
    for (const Chain& chain : chains_) places_.push_back(standing_places(chain.detections, table_));
    for (std::size_t a = 0; a < size(); ++a)
      for (std::size_t b = a + 1; b < size(); ++b) {
        set(apart_, a, b, static_cast<std::uint8_t>(seen_together(chains_[a], chains_[b])));
        compare(a, b);
      }
  }

  std::vector<Chain> merge() {
    while (const auto pair = best_pair()) join(pair->first, pair->second);
    std::vector<Chain> left;
    for (std::size_t k = 0; k < size(); ++k)
      if (alive_[k]) left.push_back(std::move(chains_[k]));
    return left;
  }

 private:
  std::size_t size() const { return chains_.size(); }
  template <class T>
  T get(const std::vector<T>& matrix, std::size_t a, std::size_t b) const {
    return matrix[a * size() + b];
  }
  template <class T>
  void set(std::vector<T>& matrix, std::size_t a, std::size_t b, T value) {
    matrix[a * size() + b] = value;
    matrix[b * size() + a] = value;
  }

  // Some frames of a long chain may be somebody else's; that does not make two people of one.
  bool seen_together(const Chain& a, const Chain& b) const {
    const std::size_t shared = shared_frames(a, b, table_);
    const std::size_t shorter = std::min(a.detections.size(), b.detections.size());
    return static_cast<double>(shared) > kStrayShare * static_cast<double>(shorter);
  }

  void compare(std::size_t a, std::size_t b) {
    float gain = kNever;
    const auto distance = appearance_distance(chains_[a].appearance, chains_[b].appearance);
    if (distance) {
      double evidence = appearance_evidence(*distance, options_.appearance);
      const double grey =
          std::min(grey_share(chains_[a].appearance), grey_share(chains_[b].appearance));
      const double mostly_grey = std::max(0.0, 2 * grey - 1);
      if (evidence > 0) evidence *= 1 - options_.appearance.grey_discount * mostly_grey;
      if (evidence > kHopeless) evidence += stature_evidence(places_[a], places_[b]).value_or(0);
      gain = static_cast<float>(evidence + options_.links.return_prior);
    }
    set(evidence_, a, b, gain);
  }

  std::optional<std::pair<std::size_t, std::size_t>> best_pair() const {
    std::optional<std::pair<std::size_t, std::size_t>> best;
    auto best_gain = static_cast<float>(options_.links.min_return_evidence);
    for (std::size_t a = 0; a < size(); ++a) {
      if (!alive_[a]) continue;
      for (std::size_t b = a + 1; b < size(); ++b) {
        if (!alive_[b] || get(apart_, a, b) || get(evidence_, a, b) < best_gain) continue;
        if (best && get(evidence_, a, b) == best_gain) continue;
        if (contested(a, b) || contested(b, a)) continue;
        best = {a, b};
        best_gain = get(evidence_, a, b);
      }
    }
    return best;
  }

  // Whether `b` could as well be somebody who is certainly not `a`.
  bool contested(std::size_t a, std::size_t b) const {
    const float gain = get(evidence_, a, b);
    for (std::size_t other = 0; other < size(); ++other) {
      if (!alive_[other] || other == a || other == b) continue;
      if (get(apart_, other, a) && !get(apart_, other, b) &&
          gain - get(evidence_, other, b) < options_.links.min_return_margin)
        return true;
    }
    return false;
  }

  void join(std::size_t a, std::size_t b) {
    const double certainty = 1 / (1 + std::exp(-static_cast<double>(get(evidence_, a, b))));
    interleave(chains_[a], chains_[b], certainty, table_);
    alive_[b] = false;
    places_[a].insert(places_[a].end(), places_[b].begin(), places_[b].end());
    for (std::size_t k = 0; k < size(); ++k) {
      if (!alive_[k] || k == a) continue;
      set(apart_, a, k, static_cast<std::uint8_t>(get(apart_, a, k) || get(apart_, b, k) ? 1 : 0));
      compare(a, k);
    }
  }

  std::vector<Chain> chains_;
  const DetectionTable& table_;
  const TrackingOptions& options_;
  std::vector<bool> alive_;
  std::vector<float> evidence_;
  std::vector<std::uint8_t> apart_;
  std::vector<std::vector<StandingPlace>> places_;
};

}  // namespace

void link_returns(std::vector<Chain>& chains, const DetectionTable& table,
                  const TrackingOptions& options) {
  std::vector<std::size_t> order(chains.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return chains[a].appearance.weight() > chains[b].appearance.weight();
  });
  std::vector<Chain> compared;
  std::vector<Chain> others;
  for (const std::size_t k : order) {
    const bool tells = chains[k].appearance.weight() >= kMinAppearanceWeight;
    (tells && compared.size() < kMaxCompared ? compared : others).push_back(std::move(chains[k]));
  }
  chains = Merger(std::move(compared), table, options).merge();
  for (Chain& chain : others) chains.push_back(std::move(chain));
  std::sort(chains.begin(), chains.end(),
            [](const Chain& a, const Chain& b) { return a.detections < b.detections; });
}

}  // namespace securepose::tracking
