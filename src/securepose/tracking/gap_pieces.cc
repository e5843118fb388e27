#include "securepose/tracking/gap_pieces.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>

#include "securepose/geometry/between.h"

namespace securepose::tracking {
namespace {

using geometry::Box;

constexpr double kMaxGap_s = 0.5;
constexpr double kMinIou = 0.6;     // of a piece's box with the place between the gap's sides
constexpr double kMinInside = 0.8;  // of a piece's detections
constexpr double kCertainty = 0.9;  // of such a link, chosen by us
constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

// How many detections of each other chain lie in the gaps of one.
std::map<std::size_t, std::size_t> found_in_gaps(const Chain& chain, const DetectionTable& table,
                                                 const std::vector<std::size_t>& chain_of) {
  std::map<std::size_t, std::size_t> found;
  for (std::size_t k = 0; k + 1 < chain.detections.size(); ++k) {
    const Detection& before = table.detections[chain.detections[k]];
    const Detection& after = table.detections[chain.detections[k + 1]];
    const double gap_s = after.time_s - before.time_s;
    const auto first = static_cast<std::size_t>(before.frame) + 1;
    const auto end = static_cast<std::size_t>(after.frame);
    if (gap_s > kMaxGap_s || table.shot_of_frame[first - 1] != table.shot_of_frame[end]) continue;
    for (std::size_t s = table.frame_begin[first]; s < table.frame_begin[end]; ++s) {
      if (chain_of[s] == kNobody) continue;
      const double share = (table.detections[s].time_s - before.time_s) / gap_s;
      if (geometry::iou(table.detections[s].box, between(before.box, after.box, share)) >= kMinIou)
        ++found[chain_of[s]];
    }
  }
  return found;
}

}  // namespace

void absorb_gap_pieces(std::vector<Chain>& chains, const DetectionTable& table) {
  std::vector<std::size_t> chain_of(table.detections.size(), kNobody);
  for (std::size_t c = 0; c < chains.size(); ++c)
    for (const std::uint32_t k : chains[c].detections) chain_of[k] = c;
  std::vector<std::size_t> longest_first(chains.size());
  std::iota(longest_first.begin(), longest_first.end(), std::size_t{0});
  std::stable_sort(longest_first.begin(), longest_first.end(), [&](std::size_t a, std::size_t b) {
    return chains[a].detections.size() > chains[b].detections.size();
  });
  for (const std::size_t person : longest_first) {
    for (const auto& [piece, count] : found_in_gaps(chains[person], table, chain_of)) {
      Chain& other = chains[piece];
      const auto all = static_cast<double>(other.detections.size());
      if (piece == person || other.detections.size() >= chains[person].detections.size() ||
          static_cast<double>(count) < kMinInside * all ||
          shared_frames(chains[person], other, table) > 0)
        continue;
      for (const std::uint32_t k : other.detections) chain_of[k] = person;
      interleave(chains[person], other, kCertainty, table);
      other.detections.clear();
    }
  }
  std::erase_if(chains, [](const Chain& chain) { return chain.detections.empty(); });
}

}  // namespace securepose::tracking
