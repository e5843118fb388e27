#pragma once

#include <vector>

#include "securepose/tracking/chain.h"
#include "securepose/tracking/face_tracks.h"

namespace securepose::tracking {

/// Finds things that networks take for people: what is proposed again and again in exactly one
/// place, weakly, hardly ever confirmed by landmarks and without a face, and is still there while
/// the person whose way leads through it is seen elsewhere. Somebody who sits still and then walks
/// away leaves no such box behind.
/// @param chains  of bodies, as linked with the false positives among them
/// @param faces  given to the detections of `table`
/// @return per detection whether it is a false positive
std::vector<bool> false_positive_detections(const std::vector<Chain>& chains,
                                            const DetectionTable& table, const ClipFaces& faces,
                                            const ValidityOptions& options);

}  // namespace securepose::tracking
