#pragma once

#include <optional>
#include <set>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/covering/faces_on_bodies.h"
#include "securepose/covering/regions.h"
#include "securepose/covering/spared_head.h"
#include "securepose/tracking/camera_path.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// What is known of a clip's faces beside where they lie.
struct FaceContext {
  const tracking::People& people;
  const tracking::CameraPath& camera;
  /// Whose faces are left alone: the patient who is not to be covered.
  std::optional<base::PersonId> spared;
  const SparedHead* spared_head;  ///< that person's head; nullptr if nobody is left open
  /// First frames of all shots, 0 included, ascending.
  const std::vector<base::FrameIndex>& shots;
  /// See faces_on_bodies().
  const std::set<FaceAt>& on_bodies;
  const std::set<FaceAt>& on_lower_legs;
};

/// Covers every face that a detector saw as clearly as its published default asks for, or a small
/// one more faintly but again and again at one place, and that no region of the plan covers yet: in
/// its frames, and a clear or tiny one shortly before and after, within its shot. Whatever went
/// wrong in following people, a face that a detector saw stays covered.
void cover_lone_faces(const observation::ClipObservations& clip, const FaceContext& context,
                      CoverPlan& plan);

}  // namespace securepose::covering
