#pragma once

#include <vector>

#include "securepose/kinematics/detected_contact.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// Contacts of a person who is seen from the front or back, where the way forward can't be seen.
///
/// Every swing is a hump of the foot's speed in the picture. Initial contact is the middle between
/// the time at which the heel's speed falls below half a metre per second and the time at which its
/// fall ends; final contact the middle between the heel's greatest upward speed (foot velocity
/// algorithm, O'Connor et al. 2007) and its highest place, which comes just after the toes have
/// left the floor. Each pair errs to both sides, so the middles are less wrong; tens of
/// milliseconds remain, and certainties are lower for it.
std::vector<DetectedContact> frontal_contacts(const LandmarkTracks& tracks,
                                              const PassGeometry& pass, Side side);

}  // namespace securepose::kinematics
