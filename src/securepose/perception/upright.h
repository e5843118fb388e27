#pragma once

#include <filesystem>
#include <vector>

namespace securepose::perception {

/// How strongly faces and people show in a picture after each turn.
struct UprightEvidence {
  double by_turn[4] = {0, 0, 0, 0};  ///< 0, 90, 180, 270 degrees clockwise
};

/// The turn after which people stand upright, from the evidence of several pictures. 0 unless
/// another turn is clearly better.
int best_turn_deg(const UprightEvidence& sum);

/// After which clockwise turns people stand upright.
struct UprightTurns {
  int clip_deg = 0;  ///< of all pictures, once the parts are turned
  /// By which the parts of a recording (media::VideoFrame::part) are to be turned so that one turn
  /// holds for all of them; empty if none is. The part shown longest stays as it is.
  std::vector<int> part_deg;
};

/// Joins what was found for each part.
/// @param upright_deg  a turn for each part, at least one
/// @param durations_s  how long each part is shown
UprightTurns joined_turns(const std::vector<int>& upright_deg,
                          const std::vector<double>& durations_s);

/// Looks at up to a dozen frames spread over each part of a recording, in all four turns, and says
/// after which turns people stand upright. Not 0 when a phone was held sideways or upside down and
/// did not note it.
/// @param turn_deg  see media::VideoReader; the answer is a further turn
UprightTurns find_upright_turns(const std::filesystem::path& video, int turn_deg = 0);

}  // namespace securepose::perception
