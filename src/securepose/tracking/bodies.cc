#include "securepose/tracking/bodies.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "securepose/geometry/between.h"
#include "securepose/tracking/clothing_spread.h"
#include "securepose/tracking/gap_pieces.h"
#include "securepose/tracking/returns.h"
#include "securepose/tracking/tracklet_split.h"
#include "securepose/tracking/tracklets.h"

namespace securepose::tracking {
namespace {

using geometry::Box;

// Overlap of a weak detection with the place in which a person must be.
constexpr double kMinFillIou = 0.4;

std::vector<bool> confirmed_detections(const DetectionTable& table,
                                       const TrackingOptions& options) {
  std::vector<bool> confirmed;
  confirmed.reserve(table.detections.size());
  for (const Detection& s : table.detections)
    confirmed.push_back(s.landmarks_trusted || s.score >= options.validity.min_unconfirmed_score);
  return confirmed;
}

std::vector<Chain> chains_from(const DetectionTable& table, const std::vector<bool>& use,
                               const TrackingOptions& options) {
  std::vector<Chain> chains;
  for (Tracklet& tracklet : build_tracklets(table, use, options))
    chains.push_back(make_chain(std::move(tracklet), table));
  return chains;
}

// The free detection of a frame that overlaps a place best.
std::optional<std::size_t> best_fill(const DetectionTable& table, const std::vector<bool>& used,
                                     base::FrameIndex frame, const Box& place) {
  std::optional<std::size_t> best;
  double best_iou = kMinFillIou;
  const auto f = static_cast<std::size_t>(frame);
  for (std::size_t k = table.frame_begin[f]; k < table.frame_begin[f + 1]; ++k) {
    if (used[k]) continue;
    const double overlap = geometry::iou(table.detections[k].box, place);
    if (overlap <= best_iou) continue;
    best_iou = overlap;
    best = k;
  }
  return best;
}

// Takes weak detections into the gaps of a person's chain.
void fill_gaps(Chain& chain, const DetectionTable& table, std::vector<bool>& used,
               double max_gap_s) {
  Tracklet filled;
  for (std::size_t k = 0; k < chain.detections.size(); ++k) {
    filled.push_back(chain.detections[k]);
    if (k + 1 == chain.detections.size()) break;
    const Detection& before = table.detections[chain.detections[k]];
    const Detection& after = table.detections[chain.detections[k + 1]];
    const double gap_s = after.time_s - before.time_s;
    if (gap_s > max_gap_s) continue;
    for (base::FrameIndex f = before.frame + 1; f < after.frame; ++f) {
      const auto begin = table.frame_begin[static_cast<std::size_t>(f)];
      if (begin == table.frame_begin[static_cast<std::size_t>(f) + 1]) continue;
      const double share = (table.detections[begin].time_s - before.time_s) / gap_s;
      const auto fill = best_fill(table, used, f, between(before.box, after.box, share));
      if (!fill) continue;
      used[*fill] = true;
      filled.push_back(static_cast<std::uint32_t>(*fill));
    }
  }
  if (filled.size() == chain.detections.size()) return;
  const double certainty = chain.link_certainty;
  chain = make_chain(std::move(filled), table);
  chain.link_certainty = certainty;
}

// Parts chains that went over to another body. Over a few seconds clothing shows it better than in
// the short stretches that pieces are made of.
void untangle(std::vector<Chain>& chains, const DetectionTable& table,
              const TrackingOptions& options) {
  std::vector<Chain> parts;
  for (Chain& chain : chains) {
    std::vector<Tracklet> split =
        split_at_changes(chain.detections, table, options.links.untangle_window_s, options);
    if (split.size() == 1) {
      parts.push_back(std::move(chain));
      continue;
    }
    for (Tracklet& part : split) parts.push_back(make_chain(std::move(part), table));
  }
  chains = std::move(parts);
}

}  // namespace

std::vector<Chain> chains_of_bodies(const DetectionTable& table, PictureSize picture,
                                    const TrackingOptions& defaults) {
  std::vector<bool> used = confirmed_detections(table, defaults);
  std::vector<Chain> chains = chains_from(table, used, defaults);
  TrackingOptions options = defaults;
  options.appearance = learned_from(chains, table, defaults.appearance);
  const LinkOptions& o = options.links;
  link_over_gaps(chains, table, picture, o.short_gap_s, o.min_margin, options);
  link_over_gaps(chains, table, picture, o.long_gap_s, o.min_margin, options);
  link_over_gaps(chains, table, picture, o.long_gap_s, o.last_margin, options);
  untangle(chains, table, options);
  link_over_gaps(chains, table, picture, o.long_gap_s, o.min_margin, options);
  for (Chain& chain : chains) fill_gaps(chain, table, used, o.long_gap_s);

  std::vector<bool> weak(used.size());
  std::transform(used.begin(), used.end(), weak.begin(), [](bool u) { return !u; });
  for (Chain& chain : chains_from(table, weak, options)) chains.push_back(std::move(chain));
  std::sort(chains.begin(), chains.end(),
            [](const Chain& a, const Chain& b) { return a.detections < b.detections; });
  link_over_gaps(chains, table, picture, o.long_gap_s, o.last_margin, options);
  absorb_gap_pieces(chains, table);
  link_returns(chains, table, options);
  return chains;
}

}  // namespace securepose::tracking
