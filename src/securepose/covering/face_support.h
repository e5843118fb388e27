#pragma once

#include "securepose/covering/head_visits.h"

namespace securepose::covering {

/// Takes those faces out of a visit that no body supports, that are not clear by themselves, and
/// that do not lie where the head must be by the supported frames before and after: a hand, a sheet
/// of paper or somebody else's head before the face would drag the head along.
void drop_unsupported_faces(const observation::ClipObservations& clip,
                            const tracking::CameraPath& camera, HeadVisit& visit);

}  // namespace securepose::covering
