#pragma once

#include <vector>

#include "securepose/covering/head_track.h"
#include "securepose/covering/regions.h"

namespace securepose::covering {

/// Adds the stretches of a head track in which the head's place is not certain, so that a person
/// looks at them: the head can't be placed within a segment, or follows from the body only.
void add_doubts(const observation::ClipObservations& clip, const HeadTrack& track,
                std::vector<DoubtfulMoment>& doubtful);

/// Adds the stretches in which a sure person is lost from sight in the middle of the picture: from
/// the last evidence to the next of the same shot, or as far as the head is held on to if there is
/// none. Nobody vanishes there.
/// @param tracks  all of one person, in the order of time
/// @param shots  first frames of all shots, 0 included, ascending
void add_losses(const observation::ClipObservations& clip, const tracking::CameraPath& camera,
                const tracking::Person& person, const std::vector<HeadTrack>& tracks,
                const std::vector<base::FrameIndex>& shots, std::vector<DoubtfulMoment>& doubtful);

/// Joins moments of one person that overlap or follow each other within half a second: who looks at
/// one looks at the next as well. The reason and the place are those of the longest.
void join_doubts(std::vector<DoubtfulMoment>& doubtful);

/// Adds the stretches that could not be decoded and are written fully covered.
void add_unreadable_stretches(const observation::ClipObservations& clip,
                              std::vector<DoubtfulMoment>& doubtful);

}  // namespace securepose::covering
