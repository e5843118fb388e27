#pragma once

#include <optional>

#include "securepose/kinematics/body_size.h"
#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

/// Which way a person looks over a stretch, from what the body shows (not from where it goes).
/// Medians over the whole stretch.

/// +1: to the right of the picture, -1: to the left; 0: can't be told. From heel to big toe;
/// without feet from ears to nose; without those from the side to which the knees bend.
int facing_of_body(const LandmarkTracks& tracks, SampleRange range, double leg_px);

/// How far the feet alone point to the right (positive) or left, in leg lengths; nothing if they
/// are not seen.
std::optional<double> feet_direction(const LandmarkTracks& tracks, SampleRange range,
                                     double leg_px);

/// +1: left shoulder and hip lie to the right of the right ones, so the person faces the camera;
/// -1: away from it; 0: can't be told.
int towards_camera(const LandmarkTracks& tracks, SampleRange range, double trunk_px);

/// Angle between the camera's axis and the person's side from the apparent width of the shoulders:
/// 0 sagittal, 90 frontal. Nothing if the shoulders are not seen.
std::optional<double> obliqueness_of_body_deg(const LandmarkTracks& tracks, SampleRange range,
                                              double trunk_px);

}  // namespace securepose::kinematics
