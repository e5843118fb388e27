#pragma once

#include <vector>

#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/landmark_series.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// Contacts of both feet in every walking pass, in the order of time. Sets a pass's activity to
/// running where the feet are on the floor for less than half of the time.
///
/// Seen from the side, the foot's foremost and rearmost places against the hips tell which contacts
/// there are, and several methods (contact_timing.h) when. Seen from front or back,
/// frontal_contacts.h does. The certainty of an event is 1 where the methods agree, less by their
/// spread, by filled samples, by a foot without heel or toe, and by half where the events around it
/// do not come in the order right initial, left final, left initial, right final.
std::vector<GaitEvent> gait_events(const LandmarkTracks& tracks, const LandmarkSeries& series,
                                   std::vector<PassGeometry>& passes);

}  // namespace securepose::kinematics
