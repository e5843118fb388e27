#pragma once

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/landmark_series.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/movement_options.h"

namespace securepose::kinematics {

/// Adds the columns <side>_{hip_flexion_trunk,knee_flexion,ankle_dorsiflexion,shoulder_flexion,
/// elbow_flexion}_3d_deg from BlazePose's world points: an estimate of a network that sees one
/// picture, but from every view. Knee and elbow are the angle between both bones (0 straight, never
/// negative), the ankle that between shank and foot less 90; hip and shoulder are turns against the
/// trunk about the axis through both hips, flexion positive. A value needs its landmarks known in
/// `tracks`, whose mended sides count; values are smoothed over time as landmarks are. Adds nothing
/// if no sample has world points.
void add_world_angles(const LandmarkTracks& tracks, const LandmarkSeries& series,
                      const MovementOptions& options, AngleTable& table);

}  // namespace securepose::kinematics
