#pragma once

#include <filesystem>

#include "securepose/media/turns.h"

namespace securepose::pairing {

/// By how much (0, 90, 180 or 270 degrees clockwise) a finished video is turned against its
/// original, from their first pictures that show anything: of the turns that fit its size the one
/// that leaves it most alike. 0, where it fits, unless another one is clearly better.
/// @param turns  how the parts of the original are turned in the finished video
/// @throws base::Error(kInput) if one can't be read
int finished_turn_deg(const std::filesystem::path& original,
                      const std::filesystem::path& deidentified, const media::Turns& turns = {});

}  // namespace securepose::pairing
