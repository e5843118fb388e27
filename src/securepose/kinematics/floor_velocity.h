#pragma once

#include <optional>
#include <string>
#include <vector>

#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// How fast the floor moves through the picture along the progression, in body heights per second:
/// the velocity that toes have most often, because a foot in stance moves with the floor and one in
/// swing never keeps a velocity. Mean of the densest 30 % of the velocities over 0.1 s (the shorth,
/// Andrews et al. 1972, with a share that running reaches as well). Near 0 for a camera that
/// stands; the belt's on a treadmill. Ankles where toes are not seen; 0 if nothing is.
double floor_velocity(const LandmarkTracks& tracks, const PassGeometry& pass);

/// The same, measured while a foot is known to stand: velocity of the toe from 30 to 60 % of each
/// stance (heel and toe have come down by then, also in running, and the toe has not left), median
/// over the stances of each foot, mean of both feet, since the near one looks faster and the far
/// one slower. Nothing if no stance of the pass was seen from initial to final contact.
std::optional<double> standing_foot_velocity(const LandmarkTracks& tracks, const PassGeometry& pass,
                                             std::size_t number,
                                             const std::vector<GaitEvent>& events);

/// Marks passes seen from the side in which the hips move through the picture and the feet slide
/// along in stance as well: the camera moves. Notes each.
void mark_moving_cameras(const LandmarkTracks& tracks, std::vector<PassGeometry>& passes,
                         std::vector<std::string>& notes);

}  // namespace securepose::kinematics
