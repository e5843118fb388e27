#pragma once

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// A face by its frame and its position among the frame's faces.
using FaceAt = std::pair<base::FrameIndex, std::size_t>;

/// The weak detections that lie on the trunk or a limb of somebody who is surely there and whose
/// head is elsewhere: bare chests, hands and knees look like faces to detectors. A child on an arm
/// has its face there, too, but shows it clearly now and then: of a person with a clear face on a
/// body all faces are left out, and so is every clear one.
std::set<FaceAt> faces_on_bodies(const observation::ClipObservations& clip,
                                 const tracking::People& people);

/// The same on the lower legs and feet only, which others' faces hardly ever lie behind or before.
std::set<FaceAt> faces_on_lower_legs(const observation::ClipObservations& clip,
                                     const tracking::People& people);

/// The people without these faces; who has no sample left is gone.
tracking::People without_faces(tracking::People people, const std::set<FaceAt>& faces);

}  // namespace securepose::covering
