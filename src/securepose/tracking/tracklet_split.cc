#include "securepose/tracking/tracklet_split.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "securepose/tracking/appearance.h"

namespace securepose::tracking {
namespace {

// A stretch shorter than this tells nothing.
constexpr std::size_t kMinStretch = 3;
// Shares of detections with landmarks that make a stretch a person's or a false positive's.
constexpr double kMostlySeen = 0.6;
constexpr double kHardlySeen = 0.15;
constexpr double kPresenceChange = 6;  // as much as clothing can tell
// Places to look at are this share of the window apart; the best is then sought around them.
constexpr double kStride = 0.1;
constexpr double kNearlyAsMuch = 0.8;  // of the best so far, where a look around is worth it

struct Stretch {
  AppearanceMean clothing;
  std::size_t count = 0;
  std::size_t with_landmarks = 0;

  void add(const Detection& s) {
    ++count;
    if (s.presence > 0) ++with_landmarks;
    if (s.appearance)
      clothing.add(*s.appearance, 0.05 + static_cast<double>(s.clear_share) * s.clear_share);
  }
  double share_seen() const {
    return static_cast<double>(with_landmarks) / static_cast<double>(count);
  }
};

// How much speaks for two bodies before and after a position of the piece, and how clearly:
// evidence is bounded, so that many positions around a change have all of it.
struct Change {
  double evidence = 0;
  double contrast = 0;

  bool operator>(const Change& other) const {
    return std::pair(evidence, contrast) > std::pair(other.evidence, other.contrast);
  }
};

Change change_at(const Tracklet& piece, std::size_t position, const DetectionTable& table,
                 double window_s, const TrackingOptions& options) {
  const auto detection = [&](std::size_t k) -> const Detection& {
    return table.detections[piece[k]];
  };
  Stretch before;
  Stretch after;
  for (std::size_t k = position; k-- > 0;) {
    if (detection(position).time_s - detection(k).time_s > window_s) break;
    before.add(detection(k));
  }
  for (std::size_t k = position; k < piece.size(); ++k) {
    if (detection(k).time_s - detection(position).time_s > window_s) break;
    after.add(detection(k));
  }
  if (before.count < kMinStretch || after.count < kMinStretch) return {};
  const auto [low, high] = std::minmax({before.share_seen(), after.share_seen()});
  if (low <= kHardlySeen && high >= kMostlySeen) return {kPresenceChange, high - low};
  const auto distance = appearance_distance(before.clothing, after.clothing);
  if (!distance || std::min(before.clothing.weight(), after.clothing.weight()) < 1) return {};
  return {-appearance_evidence(*distance, options.appearance), *distance};
}

std::optional<std::size_t> strongest_change(const Tracklet& piece, const DetectionTable& table,
                                            double window_s, const TrackingOptions& options) {
  std::optional<std::size_t> best;
  Change best_change{-options.tracklets.split_evidence, 0};
  double looked_s = table.detections[piece.front()].time_s;
  std::size_t stride_from = 0;
  for (std::size_t k = 1; k < piece.size(); ++k) {
    const double time_s = table.detections[piece[k]].time_s;
    if (time_s - looked_s < kStride * window_s && k + 1 < piece.size()) continue;
    if (change_at(piece, k, table, window_s, options).evidence >
        kNearlyAsMuch * best_change.evidence) {
      for (std::size_t near = stride_from + 1; near <= k; ++near) {
        const Change change = change_at(piece, near, table, window_s, options);
        if (!(change > best_change)) continue;
        best_change = change;
        best = near;
      }
    }
    stride_from = k;
    looked_s = time_s;
  }
  return best;
}

}  // namespace

std::vector<Tracklet> split_at_changes(Tracklet piece, const DetectionTable& table, double window_s,
                                       const TrackingOptions& options) {
  std::vector<Tracklet> parts;
  std::vector<Tracklet> open;
  open.push_back(std::move(piece));
  while (!open.empty()) {
    Tracklet part = std::move(open.back());
    open.pop_back();
    const auto at = strongest_change(part, table, window_s, options);
    if (!at) {
      parts.push_back(std::move(part));
      continue;
    }
    const auto middle = part.begin() + static_cast<std::ptrdiff_t>(*at);
    open.emplace_back(middle, part.end());
    open.emplace_back(part.begin(), middle);
  }
  return parts;
}

}  // namespace securepose::tracking
