#pragma once

#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/detection/scene_change.h"

namespace securepose::check {

/// The first frames of all shots but the first, by what each picture changed against the one before
/// it and what those around it changed, on both sides.
/// @param changes  of each frame, from frame 0 on; nothing where it is not known
std::vector<base::FrameIndex> hard_cuts(
    const std::vector<std::optional<detection::SceneChange>>& changes);

}  // namespace securepose::check
