#pragma once

#include <cstddef>
#include <cstdint>

#include "securepose/detection/scene_change.h"
#include "securepose/observation/observations.h"

namespace securepose::observation {

/// When a change may be a hard cut. On the development recordings and their versions with hard cuts
/// and flashes (docs/decisions/0004-association.md).
struct JumpLimits {
  /// Of the histograms, from which on the colours are others.
  double min_histogram_distance = 0.3;
  /// Mean grey difference (0 to 255).
  double min_residual = 18;
  /// By how much a jump exceeds the changes around it ...
  double min_ratio = 4;
  /// ... and one in the same colours, which is told by its structure alone.
  double min_ratio_in_same_colours = 8;
  /// Another structure: no shift explains the change with this certainty.
  double max_certainty_of_other_structure = 0.5;
  /// The same structure in other light: flashes, lamps, a camera that adapts its exposure.
  double min_certainty_of_same_structure = 0.75;
};

/// What a change tells of a hard cut.
enum class SceneJump : std::uint8_t {
  kNone,
  kOtherColours,        ///< a cut to another place, or a flash or disturbance
  kOtherViewInColours,  ///< other content in the same colours, as of another camera in the room: no
                        ///< flash does this
};

/// What changes around a frame are like.
struct UsualChange {
  double histogram_distance = 0;
  double residual = 0;
};

/// Medians of the changes within `window_s` of a frame, its own apart; 0 where there are none.
UsualChange usual_change(const ClipObservations& clip, std::size_t at, double window_s);

/// Judges a change by those around it.
SceneJump judge_jump(const detection::SceneChange& change, const UsualChange& usual,
                     const JumpLimits& limits = {});

}  // namespace securepose::observation
