#pragma once

#include <vector>

#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/gait_parameters.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// What turns a pass's pixels into lengths.
struct PassScale {
  /// Metres in one body height; missing if nothing gives a scale.
  std::optional<double> height_m = std::nullopt;
  /// Of the floor in the picture along the progression, body heights per second.
  double floor_velocity = 0;
  /// False where the view can't tell lengths along the progression.
  bool lengths = false;
};

/// All strides of both feet: initial contact to the next of the same foot in the same pass. A
/// stride that lasts more than 1.7 times the median is taken to hide a contact that was not found,
/// and left out. Lengths in metres follow `scales` (one for each pass); without a scale they stay
/// missing and only `length_heights` and `step_length_heights` are there.
///
/// Lengths are taken between the places at which the heels rest early in stance (10 to 30 % of it),
/// in the floor's frame, so that an error of a contact's time costs no length. Near and far leg are
/// brought to the hips' distance by the ratio of their lengths in the picture.
std::vector<Stride> strides_of(const LandmarkTracks& tracks,
                               const std::vector<PassGeometry>& passes,
                               const std::vector<PassScale>& scales,
                               const std::vector<GaitEvent>& events);

/// Feet that come down within this share of a stride come down together; half a stride lies between
/// them in symmetric walking, 0.35 of it in the most uneven limp.
inline constexpr double kTogetherShare = 0.15;

/// Strides that last longer than this share of the median hide a contact.
inline constexpr double kLongestStrideShare = 1.7;

}  // namespace securepose::kinematics
