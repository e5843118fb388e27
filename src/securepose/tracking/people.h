#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/observation/observations.h"
#include "securepose/tracking/tracking_options.h"

namespace securepose::tracking {

/// Which of a frame's observations belong to a person.
struct PersonSample {
  base::FrameIndex frame = 0;
  std::optional<std::size_t> person_index;  ///< into FrameObservations::people
  std::vector<std::size_t> face_indices;    ///< into FrameObservations::faces
  /// False if BlazePose's landmarks of this observation contradict its own box and points, as they
  /// do when the crop locked onto a neighbour; they are then somebody else's.
  bool landmarks_trusted = true;
};

/// One identity over the whole clip.
struct Person {
  base::PersonId id;
  /// In the order of frames; only frames with evidence; at most one per frame.
  std::vector<PersonSample> samples;
  /// 0 to 1: that this is a person and no false positive, and one person only.
  double certainty = 0;
  /// False for a face that was never seen with a body.
  bool has_body = true;
};

/// The people of a clip and what was left over.
struct People {
  std::vector<Person> people;  ///< ids 1, 2, 3, ... in this order
  /// Frames at which a new shot begins (never 0); nothing may be interpolated across one.
  std::vector<base::FrameIndex> cuts;
  std::size_t dropped_tracklets =
      0;  ///< judged to be false positives (furniture, hands, reflections of light)
};

/// Associates all observations of a clip at once. Deterministic: the same observations give the
/// same people, however the camera was held. Needs memory of the order of the observations.
People associate(const observation::ClipObservations& clip, const TrackingOptions& options);

}  // namespace securepose::tracking
