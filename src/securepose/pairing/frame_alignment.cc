#include "securepose/pairing/frame_alignment.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace securepose::pairing {
namespace {

/// In the unit of apart(): a person who walks moves the difference by 0.3 a frame, the encoder by
/// 0.1. Repeating or leaving out a frame must be worth it.
constexpr double kStay = 0.15;
constexpr double kLeaveOut = 0.15;
/// A frame that is not where it is expected costs so much for each frame that it is off, up to a
/// limit: it decides where nothing moves.
constexpr double kOffExpected = 0.01;
constexpr double kMostOffExpected = 0.3;

/// A jump over more frames than a step can hold.
constexpr double kFarOff = 50;

constexpr double kNoWay = std::numeric_limits<double>::infinity();
/// The way comes from the last frame's best candidate, further away than a byte can tell.
constexpr std::uint8_t kFromBest = 255;

}  // namespace

FrameAlignment::FrameAlignment(std::int64_t original_frames, int reach)
    : original_frames_(original_frames), reach_(reach) {}

void FrameAlignment::add(std::int64_t expected, const std::vector<double>& differences) {
  const int width = 2 * reach_ + 1;
  const std::int64_t first = first_candidate(expected);
  std::vector<double> cost(static_cast<std::size_t>(width), kNoWay);
  std::vector<std::uint8_t> step(static_cast<std::size_t>(width), kFromBest);
  const bool begins = cost_.empty();
  const double best_before = begins ? 0 : *std::min_element(cost_.begin(), cost_.end());
  const auto before = [&](std::int64_t frame) {
    const std::int64_t at = frame - first_;
    return at >= 0 && at < width ? cost_[static_cast<std::size_t>(at)] : kNoWay;
  };
  // The best way that leaves frames out before the candidate, and from which frame it comes.
  double leaving = kNoWay;
  std::int64_t leaving_from = 0;
  if (!begins) {
    for (std::int64_t from = first_; from <= first - 2; ++from) {
      const double way = before(from) + kLeaveOut * static_cast<double>(first - 1 - from);
      if (way < leaving) {
        leaving = way;
        leaving_from = from;
      }
    }
  }
  for (int c = 0; c < width; ++c) {
    const std::int64_t frame = first + c;
    if (!begins && c > 0) {
      leaving += kLeaveOut;
      if (before(frame - 2) + kLeaveOut < leaving) {
        leaving = before(frame - 2) + kLeaveOut;
        leaving_from = frame - 2;
      }
    }
    if (!exists(frame)) continue;
    const double off = std::min(kMostOffExpected,
                                kOffExpected * static_cast<double>(std::llabs(frame - expected)));
    double way = begins ? 0 : best_before + kFarOff;
    std::uint8_t stepped = kFromBest;
    const auto offer = [&](double other, std::int64_t by) {
      if (other < way && by < kFromBest) {
        way = other;
        stepped = static_cast<std::uint8_t>(by);
      }
    };
    if (!begins) {
      offer(before(frame - 1), 1);
      offer(before(frame) + kStay, 0);
      offer(leaving, frame - leaving_from);
      if (stepped == kFromBest && bests_.back() + first_ > frame) continue;  // never back
    }
    cost[static_cast<std::size_t>(c)] = way + differences[static_cast<std::size_t>(c)] + off;
    step[static_cast<std::size_t>(c)] = stepped;
  }
  cost_ = std::move(cost);
  first_ = first;
  firsts_.push_back(first);
  bests_.push_back(
      static_cast<std::int16_t>(std::min_element(cost_.begin(), cost_.end()) - cost_.begin()));
  steps_.insert(steps_.end(), step.begin(), step.end());
}

std::vector<std::int32_t> FrameAlignment::path() const {
  std::vector<std::int32_t> path(firsts_.size());
  if (path.empty()) return path;
  const auto width = 2 * static_cast<std::size_t>(reach_) + 1;
  std::int64_t frame = firsts_.back() + bests_.back();
  for (std::size_t j = firsts_.size(); j-- > 0;) {
    path[j] = static_cast<std::int32_t>(frame);
    if (j == 0) break;
    const std::uint8_t step = steps_[j * width + static_cast<std::size_t>(frame - firsts_[j])];
    frame = step == kFromBest ? firsts_[j - 1] + bests_[j - 1] : frame - step;
  }
  return path;
}

}  // namespace securepose::pairing
