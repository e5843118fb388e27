#pragma once

#include <vector>

#include "securepose/observation/head_evidence.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// All evidence of one person's head in one frame. Faces that lie where no head of this body can be
/// (a hand, a print on a shirt) are left out.
std::vector<observation::HeadEvidence> head_evidence(const observation::FrameObservations& frame,
                                                     const tracking::PersonSample& sample);

}  // namespace securepose::covering
