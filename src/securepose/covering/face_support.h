#pragma once

#include "securepose/covering/head_segments.h"

namespace securepose::covering {

/// Takes those faces out of a segment that no body supports, that are not clear by themselves, and
/// that do not lie where the head must be by the supported frames before and after: a hand, a sheet
/// of paper or somebody else's head before the face would drag the head along.
void drop_unsupported_faces(const observation::ClipObservations& clip,
                            const tracking::CameraPath& camera, HeadSegment& segment);

}  // namespace securepose::covering
