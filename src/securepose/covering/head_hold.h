#pragma once

#include <vector>

#include "securepose/covering/head_segments.h"
#include "securepose/covering/head_track.h"
#include "securepose/tracking/camera_path.h"

namespace securepose::covering {

/// Heads in the frames before a segment's first evidence, in the order of time: the person entered,
/// or turned, or was seen late. They go on at the speed of the segment's beginning, less certain
/// with each frame. They move with the camera.
/// @param seen  the segment's own heads
/// @param sure  whether the person surely is one
/// @param earliest  first frame of the shot
std::vector<HeadState> held_before(const observation::ClipObservations& clip,
                                   const tracking::CameraPath& camera, const HeadSegment& segment,
                                   const std::vector<HeadState>& seen, bool sure,
                                   base::FrameIndex earliest);

/// The same after the last evidence. Who is lost in the middle of the picture is held on to for
/// longer, until the whole upper body is covered.
/// @param latest  last frame of the shot
std::vector<HeadState> held_after(const observation::ClipObservations& clip,
                                  const tracking::CameraPath& camera, const HeadSegment& segment,
                                  const std::vector<HeadState>& seen, bool sure,
                                  base::FrameIndex latest);

/// Goes on with a track of somebody who was lost in the middle of the picture until the next track
/// begins, in the middle of the picture, too: nobody left, so the head was somewhere around the way
/// between. Not for longer than 10 s: who is unseen for so long may have gone through a door.
void bridge_loss(const observation::ClipObservations& clip, const tracking::CameraPath& camera,
                 HeadTrack& before, const HeadTrack& after);

}  // namespace securepose::covering
