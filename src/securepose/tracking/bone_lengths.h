#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/detection/person_detection.h"

namespace securepose::tracking {

/// Lengths in the picture that say who somebody is where no clothing does.
enum class Bone : std::size_t { kThigh, kShank, kTrunk };
inline constexpr std::size_t kBones = 3;

/// Of one body in one frame, in pixels: of both legs the longer, which the view shortens less.
/// NaN where it is not seen.
using BoneLengths = std::array<float, kBones>;

BoneLengths bone_lengths_of(const detection::PersonDetection& body);

/// Typical lengths of a person in pixels, and how many frames tell each.
struct TypicalBones {
  std::array<std::optional<double>, kBones> length_px;
  std::array<std::size_t, kBones> frames{};
};

/// The 75th percentile over the frames, for a picture only shortens; a bone seen in less than five
/// frames is not told.
TypicalBones typical_bones(const std::vector<BoneLengths>& frames);

/// By how much the lengths of two people differ at most, as a share; nothing if fewer than two
/// bones are known of both.
std::optional<double> difference(const TypicalBones& a, const TypicalBones& b);

}  // namespace securepose::tracking
