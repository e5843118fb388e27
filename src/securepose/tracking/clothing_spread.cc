#include "securepose/tracking/clothing_spread.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace securepose::tracking {
namespace {

constexpr double kBlock_s = 1;
constexpr double kMinBlockWeight = 3;
// The defaults count as much as so many blocks; more than the last number add nothing, because
// blocks of one clip are alike.
constexpr double kDefaultsCount = 15;
constexpr double kMaxBlocks = 100;
// Between pieces far apart in time and in another light a person differs more than within one.
constexpr double kSpreadOverTime = 1.5;
constexpr double kMinSd = 0.05;

// Means of the clothing over about a second each.
std::vector<AppearanceMean> blocks_of(const Chain& piece, const DetectionTable& table) {
  std::vector<AppearanceMean> blocks(1);
  double begin_s = table.detections[piece.detections.front()].time_s;
  for (const std::uint32_t k : piece.detections) {
    const Detection& s = table.detections[k];
    if (s.time_s - begin_s >= kBlock_s) {
      blocks.emplace_back();
      begin_s = s.time_s;
    }
    if (s.appearance)
      blocks.back().add(*s.appearance, static_cast<double>(s.clear_share) * s.clear_share);
  }
  std::erase_if(blocks, [](const AppearanceMean& b) { return b.weight() < kMinBlockWeight; });
  return blocks;
}

}  // namespace

AppearanceOptions learned_from(const std::vector<Chain>& pieces, const DetectionTable& table,
                               const AppearanceOptions& defaults) {
  double count = 0;
  double sum = 0;
  double squares = 0;
  for (const Chain& piece : pieces) {
    const std::vector<AppearanceMean> blocks = blocks_of(piece, table);
    if (blocks.size() < 2) continue;
    for (const AppearanceMean& block : blocks) {
      const auto distance = appearance_distance(block, piece.appearance);
      if (!distance) continue;
      count += 1;
      sum += *distance;
      squares += *distance * *distance;
    }
  }
  if (count < 2) return defaults;
  const double mean = kSpreadOverTime * sum / count;
  const double variance = kSpreadOverTime * kSpreadOverTime *
                          std::max(0.0, squares / count - sum * sum / count / count);
  const double trusted = std::min(count, kMaxBlocks);
  const double share = trusted / (trusted + kDefaultsCount);
  AppearanceOptions learned = defaults;
  learned.same_mean = (1 - share) * defaults.same_mean + share * mean;
  learned.same_sd = std::max(
      kMinSd, std::sqrt((1 - share) * defaults.same_sd * defaults.same_sd + share * variance));
  return learned;
}

}  // namespace securepose::tracking
