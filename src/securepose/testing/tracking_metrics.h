#pragma once

#include <vector>

#include "securepose/base/ids.h"
#include "securepose/geometry/box.h"
#include "securepose/testing/synthetic_scene.h"
#include "securepose/tracking/people.h"

namespace securepose::testing {

/// A box with an identity. `ignore` (truth only): neither to find it nor to miss it counts.
struct IdentifiedBox {
  int id = 0;
  geometry::Box box_px;
  bool ignore = false;
};
using IdentifiedFrames = std::vector<std::vector<IdentifiedBox>>;

/// A person who was matched to one identity and next to another.
struct IdentitySwitch {
  base::FrameIndex frame = 0;
  int person = 0;
  int from = 0;
  int to = 0;
};

/// How well identities agree with the truth, with TrackEval's definitions (Luiten & Hoffhues 2020).
struct IdentityScores {
  double idf1 = 1;  ///< Ristani et al. 2016: identities paired once for the whole clip
  double hota = 1;  ///< Luiten et al. 2021: mean over overlaps of 0.05, 0.10, ..., 0.95
  std::vector<IdentitySwitch> switches;  ///< CLEAR (Bernardin & Stiefelhagen 2008)
  std::size_t true_boxes = 0;
  std::size_t found_boxes = 0;
};

/// @param min_iou  overlap at which boxes may be the same person, for IDF1 and switches. Found
/// boxes that match an ignored person are left out first, as for MOTChallenge.
IdentityScores score_identities(const IdentifiedFrames& truth, const IdentifiedFrames& found,
                                double min_iou = 0.5);

/// Whether people keep their identities when they pass each other.
struct CrossingScores {
  std::size_t crossings = 0;  ///< of one person, each seen with an identity before and after
  std::size_t switches = 0;   ///< crossings after which a person has another identity than before
};

/// A crossing is a stretch in which a person is partly hidden by another or hides one, in which the
/// boxes overlap. Identities are those that a person mostly has in the second before and after.
CrossingScores score_crossings(const SyntheticScene& scene, const IdentifiedFrames& found);

/// The scene's truth; people of whom less than `min_visible` shows are ignored.
IdentifiedFrames identified(const SyntheticScene& scene, double min_visible = 0.25);

/// What association found: boxes of the samples, and between samples at most `max_gap_s` apart
/// boxes interpolated in time.
IdentifiedFrames identified(const observation::ClipObservations& clip,
                            const tracking::People& people, double max_gap_s = 0.5);

}  // namespace securepose::testing
