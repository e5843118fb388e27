#pragma once

#include <string_view>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/landmark_series.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/movement_options.h"

namespace securepose::kinematics {

/// How far the columns with _3d can be trusted; stands wherever they do.
inline constexpr std::string_view kEstimate3dNote =
    "The angles with _3d are a network's guess of depth from one picture. Against a triangulation "
    "of one person from three synchronised, calibrated cameras the knee was 7 to 29 degrees off "
    "(root mean square, by view and side), the elbow 13 to 42, with correlations down to 0.05. Do "
    "not take them for measurements.";

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
