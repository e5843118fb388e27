#include "securepose/tracking/chain.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace securepose::tracking {
namespace {

// How much of a chain tells its motion at an end; longer ago the velocity is forgotten anyway.
constexpr double kMotionMemory_s = 1.0;

template <class Iterator>
MotionState filtered(Iterator newest, Iterator oldest_end, const DetectionTable& table,
                     const MotionOptions& options) {
  // From `newest` away to the oldest that still matters, then back to `newest`.
  const double end_s = table.detections[*newest].time_s;
  Iterator oldest = newest;
  for (Iterator it = newest; it != oldest_end; ++it) {
    if (std::abs(table.detections[*it].time_s - end_s) > kMotionMemory_s) break;
    oldest = it;
  }
  const Detection& first = table.detections[*oldest];
  MotionState state(first.anchor, first.anchor_sd, first.size_px, first.time_s, options);
  while (oldest != newest) {
    --oldest;
    const Detection& next = table.detections[*oldest];
    state = state.at(next.time_s, options);
    state.update(next.anchor, next.anchor_sd, next.size_px);
  }
  return state;
}

}  // namespace

double detection_weight(const Detection& detection) {
  return 0.01 + static_cast<double>(detection.clear_share) * detection.clear_share;
}

Chain make_chain(Tracklet tracklet, const DetectionTable& table) {
  Chain chain;
  for (const std::uint32_t k : tracklet) {
    const Detection& s = table.detections[k];
    if (s.appearance) chain.appearance.add(*s.appearance, detection_weight(s));
    chain.presence_sum += s.landmarks_trusted ? s.presence : 0;
  }
  chain.detections = std::move(tracklet);
  return chain;
}

void append(Chain& chain, const Chain& later, double link_certainty) {
  chain.detections.insert(chain.detections.end(), later.detections.begin(), later.detections.end());
  chain.appearance.add(later.appearance);
  chain.presence_sum += later.presence_sum;
  chain.link_certainty = std::min({chain.link_certainty, later.link_certainty, link_certainty});
}

void interleave(Chain& chain, const Chain& other, double link_certainty,
                const DetectionTable& table) {
  const auto middle = static_cast<std::ptrdiff_t>(chain.detections.size());
  append(chain, other, link_certainty);
  std::inplace_merge(chain.detections.begin(), chain.detections.begin() + middle,
                     chain.detections.end(), [&](std::uint32_t a, std::uint32_t b) {
                       return table.detections[a].frame < table.detections[b].frame;
                     });
  chain.detections.erase(std::unique(chain.detections.begin(), chain.detections.end(),
                                     [&](std::uint32_t a, std::uint32_t b) {
                                       return table.detections[a].frame ==
                                              table.detections[b].frame;
                                     }),
                         chain.detections.end());
}

std::size_t shared_frames(const Chain& a, const Chain& b, const DetectionTable& table) {
  const auto frame = [&](std::uint32_t k) { return table.detections[k].frame; };
  if (frame(a.detections.back()) < frame(b.detections.front()) ||
      frame(b.detections.back()) < frame(a.detections.front()))
    return 0;
  std::size_t shared = 0;
  auto in_a = a.detections.begin();
  auto in_b = b.detections.begin();
  while (in_a != a.detections.end() && in_b != b.detections.end()) {
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

MotionState state_at_end(const Chain& chain, const DetectionTable& table,
                         const MotionOptions& options) {
  return filtered(chain.detections.rbegin(), chain.detections.rend(), table, options);
}

MotionState state_at_begin(const Chain& chain, const DetectionTable& table,
                           const MotionOptions& options) {
  return filtered(chain.detections.begin(), chain.detections.end(), table, options);
}

}  // namespace securepose::tracking
