#pragma once

#include <vector>

#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/movement_options.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// Events that a person gave in place of the program's: ordered by time, each with its nearest
/// frame and its pass (the one that it lies in, else the nearest).
/// @throws base::Error(kInput) for an event outside of the recording, or two of the same kind and
/// side at one time.
std::vector<GaitEvent> place_given_events(const std::vector<GivenEvent>& given,
                                          const LandmarkTracks& tracks,
                                          const LandmarkSeries& series,
                                          const std::vector<PassGeometry>& passes);

}  // namespace securepose::kinematics
