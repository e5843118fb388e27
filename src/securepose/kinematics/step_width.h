#pragma once

#include <optional>
#include <vector>

#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// Step widths in body heights from passes seen from front or back: how far the ankle of each
/// mid-stance (40 to 60 % of stance) stands to the side of the line between those of the other foot
/// before and after. Positions across are (x - middle of the picture) in the person's own height
/// at that moment, so that they do not change with the distance. Negative when feet cross.
/// Nothing without the picture's width.
std::vector<double> step_widths_heights(const LandmarkTracks& tracks,
                                        const std::vector<PassGeometry>& passes,
                                        const std::vector<GaitEvent>& events);

}  // namespace securepose::kinematics
