#pragma once

#include <vector>

#include "securepose/tracking/chain.h"

namespace securepose::tracking {

/// Gives pieces that lie within short gaps of somebody's chain, where that person must be, to this
/// person, whatever their landmarks and clothing say: a body that twists or bends shows networks
/// another shape for some frames. Who passes before a person is seen outside the gap as well and
/// stays apart.
void absorb_gap_pieces(std::vector<Chain>& chains, const DetectionTable& table);

}  // namespace securepose::tracking
