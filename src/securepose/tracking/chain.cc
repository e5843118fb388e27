#include "securepose/tracking/chain.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace securepose::tracking {
namespace {

// How much of a chain tells its motion at an end; longer ago the velocity is forgotten anyway.
constexpr double kMotionMemory_s = 1.0;

template <class Iterator>
MotionState filtered(Iterator newest, Iterator oldest_end, const SightingTable& table,
                     const MotionOptions& options) {
  // From `newest` away to the oldest that still matters, then back to `newest`.
  const double end_s = table.sightings[*newest].time_s;
  Iterator oldest = newest;
  for (Iterator it = newest; it != oldest_end; ++it) {
    if (std::abs(table.sightings[*it].time_s - end_s) > kMotionMemory_s) break;
    oldest = it;
  }
  const Sighting& first = table.sightings[*oldest];
  MotionState state(first.anchor, first.anchor_sd, first.size_px, first.time_s, options);
  while (oldest != newest) {
    --oldest;
    const Sighting& next = table.sightings[*oldest];
    state = state.at(next.time_s, options);
    state.update(next.anchor, next.anchor_sd, next.size_px);
  }
  return state;
}

}  // namespace

double sighting_weight(const Sighting& sighting) {
  return 0.01 + static_cast<double>(sighting.clear_share) * sighting.clear_share;
}

Chain make_chain(Tracklet tracklet, const SightingTable& table) {
  Chain chain;
  for (const std::uint32_t k : tracklet) {
    const Sighting& s = table.sightings[k];
    if (s.appearance) chain.appearance.add(*s.appearance, sighting_weight(s));
    chain.presence_sum += s.landmarks_trusted ? s.presence : 0;
  }
  chain.sightings = std::move(tracklet);
  return chain;
}

void append(Chain& chain, const Chain& later, double link_certainty) {
  chain.sightings.insert(chain.sightings.end(), later.sightings.begin(), later.sightings.end());
  chain.appearance.add(later.appearance);
  chain.presence_sum += later.presence_sum;
  chain.link_certainty = std::min({chain.link_certainty, later.link_certainty, link_certainty});
}

void interleave(Chain& chain, const Chain& other, double link_certainty,
                const SightingTable& table) {
  const auto middle = static_cast<std::ptrdiff_t>(chain.sightings.size());
  append(chain, other, link_certainty);
  std::inplace_merge(chain.sightings.begin(), chain.sightings.begin() + middle,
                     chain.sightings.end(), [&](std::uint32_t a, std::uint32_t b) {
                       return table.sightings[a].frame < table.sightings[b].frame;
                     });
  chain.sightings.erase(std::unique(chain.sightings.begin(), chain.sightings.end(),
                                    [&](std::uint32_t a, std::uint32_t b) {
                                      return table.sightings[a].frame == table.sightings[b].frame;
                                    }),
                        chain.sightings.end());
}

std::size_t shared_frames(const Chain& a, const Chain& b, const SightingTable& table) {
  const auto frame = [&](std::uint32_t k) { return table.sightings[k].frame; };
  if (frame(a.sightings.back()) < frame(b.sightings.front()) ||
      frame(b.sightings.back()) < frame(a.sightings.front()))
    return 0;
  std::size_t shared = 0;
  auto in_a = a.sightings.begin();
  auto in_b = b.sightings.begin();
  while (in_a != a.sightings.end() && in_b != b.sightings.end()) {
    if (frame(*in_a) == frame(*in_b)) {
      ++shared;
      ++in_a;
      ++in_b;
    } else if (frame(*in_a) < frame(*in_b)) {
      ++in_a;
    } else {
      ++in_b;
    }
  }
  return shared;
}

MotionState state_at_end(const Chain& chain, const SightingTable& table,
                         const MotionOptions& options) {
  return filtered(chain.sightings.rbegin(), chain.sightings.rend(), table, options);
}

MotionState state_at_begin(const Chain& chain, const SightingTable& table,
                           const MotionOptions& options) {
  return filtered(chain.sightings.begin(), chain.sightings.end(), table, options);
}

}  // namespace securepose::tracking
