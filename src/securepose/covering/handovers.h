#pragma once

#include <vector>

#include "securepose/covering/head_track.h"

namespace securepose::covering {

/// One followed head and whether its person is sure.
struct FollowedHead {
  HeadTrack track;
  bool sure = false;
};

/// Ends the holding of heads that were not lost: where a sure person's head begins to be seen at
/// the place and about the time at which another ceases to be, the two are one person whom the
/// tracker gave two identities, and the first is not held beyond the second's beginning; likewise
/// before the second's. The head itself stays covered, by the track that sees it.
void end_holds_at_handovers(const observation::ClipObservations& clip,
                            std::vector<FollowedHead>& heads);

}  // namespace securepose::covering
