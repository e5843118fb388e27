#pragma once

#include <filesystem>

#include "securepose/inference/network.h"

namespace securepose::pipeline {

/// How strongly faces and people show in a picture after each turn.
struct UprightEvidence {
  double by_turn[4] = {0, 0, 0, 0};  ///< 0, 90, 180, 270 degrees clockwise
};

/// The turn after which people stand upright, from the evidence of several pictures. 0 unless
/// another turn is clearly better.
int best_turn_deg(const UprightEvidence& sum);

/// Looks at up to a dozen frames spread over a recording, in all four turns, and says after which
/// clockwise turn people stand upright. Not 0 when a phone was held sideways or upside down and did
/// not note it.
/// @param turn_deg  see media::VideoReader; the answer is a further turn
int find_upright_turn_deg(const std::filesystem::path& video,
                          const inference::NetworkOptions& options, int turn_deg = 0);

}  // namespace securepose::pipeline
