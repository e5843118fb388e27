#pragma once

#include <optional>
#include <vector>

#include "securepose/tracking/face_tracks.h"

namespace securepose::tracking {

/// How much speaks for a person, 0 to 1, from all that was seen of a body: BlazePose's presence,
/// the detector's score, faces at its head and its own movement. Nothing if it is to be dropped:
/// what stands still, was never confirmed by landmarks and never showed a face is furniture.
std::optional<double> person_certainty(const Chain& body, const SightingTable& table,
                                       const ClipFaces& faces, const TrackingOptions& options);

/// The same for a face without a body. In doubt it is kept: a false face costs covered area only.
std::optional<double> lone_face_certainty(const Chain& face, const SightingTable& table,
                                          const FaceOptions& options);

}  // namespace securepose::tracking
