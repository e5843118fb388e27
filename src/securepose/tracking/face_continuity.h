#pragma once

#include <vector>

#include "securepose/tracking/face_tracks.h"

namespace securepose::tracking {

/// Joins two bodies of one shot of which the first ends before the second begins while one face
/// goes on from the first's to the second's: near a camera bodies are lost and found again, clear
/// faces are not.
/// @param faces  given to the bodies
void join_by_faces(std::vector<Chain>& bodies, const ClipFaces& faces, const DetectionTable& table,
                   const observation::ClipObservations& clip, PictureSize picture,
                   const TrackingOptions& options);

}  // namespace securepose::tracking
