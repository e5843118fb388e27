#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/tracking/face_tracks.h"

namespace securepose::tracking {

/// A face of a person of whom nothing else was observed in its frame.
struct GapFace {
  std::size_t person = 0;  ///< position among the people
  base::FrameIndex frame = 0;
  std::size_t group = 0;  ///< position among the frame's groups
};

/// The free faces that lie where a person's head must be by the observations before and after,
/// given to the people who fit best; they are marked as taken.
std::vector<GapFace> claim_gap_faces(ClipFaces& faces, const std::vector<Chain>& people,
                                     const DetectionTable& table,
                                     const observation::ClipObservations& clip,
                                     const FaceOptions& options);

/// For each chain of lone faces the person whom it belongs to; nothing if there is none. It belongs
/// to somebody whose head was there shortly before or after while nothing else of him was observed,
/// or whose own face it continues while his landmarks are mistaken about the head, or whose own
/// face shows in its place whenever it does not.
std::vector<std::optional<std::size_t>> owners_of(
    const LoneFaces& lone, const std::vector<Chain>& people, const DetectionTable& table,
    const ClipFaces& faces, const observation::ClipObservations& clip, const FaceOptions& options);

}  // namespace securepose::tracking
