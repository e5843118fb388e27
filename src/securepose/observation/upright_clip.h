#pragma once

#include <optional>

#include "securepose/geometry/quarter_turn.h"
#include "securepose/observation/observations.h"

namespace securepose::observation {

/// A clip in the picture in which people stand upright: what tells left from right, above from
/// below, tall from wide or an edge from another must look at this one, not at the clip as it is
/// recorded. Refers to the recorded clip, which must outlive it.
class UprightClip {
 public:
  explicit UprightClip(const ClipObservations& recorded);

  /// Its upright_turn_deg is 0, its size that of the upright picture.
  const ClipObservations& clip() const { return turned_ ? *turned_ : *recorded_; }
  /// Maps pixels of the upright picture to those of the recorded one.
  const geometry::RecordedFromTurned& to_recorded() const { return to_recorded_; }
  /// Maps pixels of the recorded picture to those of the upright one.
  const geometry::RecordedFromTurned& to_upright() const { return to_upright_; }

 private:
  const ClipObservations* recorded_;
  std::optional<ClipObservations> turned_;
  geometry::RecordedFromTurned to_recorded_;
  geometry::RecordedFromTurned to_upright_;
};

}  // namespace securepose::observation
