#pragma once

#include <optional>

#include "securepose/kinematics/gait_parameters.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// How high the big toe is above the floor when it goes forward fastest in swing, in body heights:
/// there it is nearest to the floor, and trips happen (Winter 1992, Phys. Ther. 72:45-53). The
/// floor is the toe's own height in the middle (20 to 50 %) of the stances before and after, joined
/// by a line over time, so that a sloping floor or camera does not count. Only from the side;
/// nothing without a final contact or where the toe was not seen.
std::optional<double> foot_clearance_heights(const LandmarkTracks& tracks, const PassGeometry& pass,
                                             const Stride& stride);

}  // namespace securepose::kinematics
