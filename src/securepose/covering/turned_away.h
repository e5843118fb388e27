#pragma once

#include <set>

#include "securepose/tracking/people.h"

namespace securepose::covering {

/// Whether BlazePose sees this person's head wholly from behind.
bool seen_from_behind(const pose::PoseLandmarks& landmarks);

/// Frames in which a person's head is seen wholly from behind and stays so for a while before and
/// after, so that nothing of the face can show. Frames without landmarks are never among them: when
/// in doubt, cover.
std::set<base::FrameIndex> frames_turned_away(const observation::ClipObservations& clip,
                                              const tracking::Person& person);

}  // namespace securepose::covering
