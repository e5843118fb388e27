#pragma once

#include <set>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/covering/faces_on_bodies.h"
#include "securepose/tracking/camera_path.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// The detections, however faint, of things that look like a face in most frames at a place that
/// moves little in the room from frame to frame, and clearly enough in at least one: a face that is
/// blurred by motion or half hidden is seen faintly for most of the time.
/// @param shots  first frames of the shots; nothing is followed across a cut
std::set<FaceAt> steady_faces(const observation::ClipObservations& clip,
                              const tracking::CameraPath& camera,
                              const std::vector<base::FrameIndex>& shots);

}  // namespace securepose::covering
