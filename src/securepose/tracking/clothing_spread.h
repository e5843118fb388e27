#pragma once

#include <vector>

#include "securepose/tracking/chain.h"

namespace securepose::tracking {

/// The options with the spread of one person's clothing as this clip shows it: light, camera and
/// clothes decide how alike a shirt is to itself a few seconds later. Learned from pieces that
/// motion alone holds together; few of them leave the defaults nearly as they are.
AppearanceOptions learned_from(const std::vector<Chain>& pieces, const DetectionTable& table,
                               const AppearanceOptions& defaults);

}  // namespace securepose::tracking
