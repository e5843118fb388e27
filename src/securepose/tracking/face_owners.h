#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/tracking/face_tracks.h"

namespace securepose::tracking {

/// For each chain of lone faces the person whom it belongs to; nothing if there is none. It belongs
/// to somebody whose head was there shortly before or after while nothing else of him was observed,
/// or whose own face it continues while his landmarks are mistaken about the head.
std::vector<std::optional<std::size_t>> owners_of(
    const LoneFaces& lone, const std::vector<Chain>& people, const SightingTable& table,
    const ClipFaces& faces, const ClipObservations& clip, const FaceOptions& options);

}  // namespace securepose::tracking
