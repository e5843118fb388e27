#pragma once

#include "securepose/formats/pose_recording.h"

namespace securepose::formats {

/// Whether all points lie in a unit square (0 to 1, or -1 to 1): shares of the picture, no pixels.
bool lies_in_unit_square(const PoseRecording& recording);

/// Turns shares of the picture into pixels; the recording's size must be known. Shares from -1 to
/// 1 are told by those clearly below 0.
void scale_unit_square(PoseRecording& recording);

/// Takes out the points at the picture's border: estimators pin hidden limbs there, with any
/// confidence. Where the size is not known a border is one at which several joints of a body lie
/// exactly, again and again, and beyond which none ever is. Says in a note how many went.
/// @return whether more than half of all points lay clearly outside of the known picture, so that
/// its size must be wrong; nothing is taken out then
bool drop_border_points(PoseRecording& recording);

}  // namespace securepose::formats
