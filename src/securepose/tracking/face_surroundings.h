#pragma once

#include "securepose/tracking/face_tracks.h"

namespace securepose::tracking {

/// Where a face without a body mostly lies.
enum class FaceSurroundings { kFree, kBeforeBody, kBesideHead };
FaceSurroundings surroundings_of(const Chain& face, const DetectionTable& lone,
                                 const DetectionTable& people,
                                 const observation::ClipObservations& clip);

}  // namespace securepose::tracking
