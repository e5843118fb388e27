#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "securepose/covering/regions.h"
#include "securepose/tracking/identity_edit.h"

namespace securepose::covering {

/// Covers by frame.
using FrameCovers = std::map<base::FrameIndex, std::vector<Region>>;

/// The covers that the check of the finished video added.
FrameCovers check_covers_of(const CoverPlan& plan);

/// Adds covers at the end of their frames.
void add_covers(const FrameCovers& covers, CoverPlan& plan);

/// Sees to it that a correction of identities uncovers nothing: what `before` covers and `plan`
/// does not, but for about a pixel at its rim, is added to `plan` with the evidence "kept". Only
/// two may be uncovered: `spared`, and a deleted person, but never where a face was seen at most
/// half a second away.
/// @param before  the plan before the edits, for everyone
/// @param spared  who stays uncovered by wish, numbered as after the edits
void keep_covers(const CoverPlan& before, std::span<const tracking::AppliedEdit> applied,
                 std::optional<base::PersonId> spared, CoverPlan& plan);

}  // namespace securepose::covering
