#pragma once

#include <vector>

#include "securepose/kinematics/detected_contact.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// Contacts of a person who is seen from the front or back, where the way forward can't be seen.
///
/// The heels' difference in height in the picture, which one foot's lifting raises and the other's
/// lowers, tells the swings of both feet in turn (after Stenum et al. 2021, who take the ankles).
/// Initial contact is the middle between the times at which the heel's speed falls below 0.5 and
/// below 0.2 m/s; final contact the middle between the heel's greatest upward speed (foot velocity
/// algorithm, O'Connor et al. 2007, Gait Posture 25:469-474), which is early, and the time at which
/// the toe's speed rises above 0.5 m/s, which is late. Some tens of milliseconds of error remain,
/// and the certainty is lower for it.
std::vector<DetectedContact> frontal_contacts(const LandmarkTracks& tracks,
                                              const PassGeometry& pass);

}  // namespace securepose::kinematics
