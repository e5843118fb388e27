#pragma once

#include <set>

#include "securepose/covering/head_segments.h"

namespace securepose::covering {

/// A network that sees half a body at the picture's edge puts the other half inside, too: points of
/// a head that passes the edge err inward, and are made less certain. Of a head that the edge cuts
/// for longer, as where the camera is near, the points are as good as elsewhere.
void widen_passing_edge(const observation::ClipObservations& clip, HeadSegment& segment);

/// Where the shoulders put a head over the picture's edge, points that put it among the shoulders
/// are those of a head that is out of the picture: it is not lost within it.
void place_beyond_edge(const observation::ClipObservations& clip,
                       std::vector<observation::HeadEvidence>& evidence);

/// The frames in which no more than a person's legs is in the picture: MoveNet sees hips and knees,
/// neither shoulders nor head, and by the length of the thighs the shoulders are over the picture's
/// edge. A frame in which it sees too little to tell is like the nearest that tells, shortly before
/// or after. A head that landmarks place on legs is none.
std::set<base::FrameIndex> frames_with_legs_only(const observation::ClipObservations& clip,
                                                 const tracking::Person& person);

/// Leaves out, at both ends of a segment, points of a head that stay at the picture's edge while
/// the head, as fast as it was, went over it: they lie on the shoulder that trails behind. The head
/// is held on to instead, at its speed. Speeds are those in the room, and the camera moves the head
/// as well. Faces are kept, and so is who lingers at the edge.
void drop_points_left_at_edge(const observation::ClipObservations& clip,
                              const tracking::CameraPath& camera, HeadSegment& segment);

}  // namespace securepose::covering
