#pragma once

#include "securepose/base/ids.h"
#include "securepose/tracking/people.h"

namespace securepose::identity {

/// What tells a patient from those around, measured over the whole clip.
struct PersonTraits {
  base::PersonId person;
  double share_in_view = 0;      ///< of the clip's frames, 0 to 1
  double path_body_heights = 0;  ///< way of the mid-hip or box centre, camera motion removed
  double height_share = 0;       ///< median box height by the picture's height
  double area_share = 0;         ///< median box area by the picture's area
  double centrality = 0;         ///< 1 in the picture's middle, 0 at its corners, mean over time
  double share_whole_body = 0;   ///< of the person's frames with head, hips and ankles in view
  double share_facing = 0;       ///< of the person's frames with a clear face
  /// Of wrists, knees and feet relative to the mid-hip; 0 where they are not seen.
  double limb_speed_heights_s = 0;
  double limb_way_body_heights = 0;  ///< the same over the time in view
};

/// @param clip  in the upright picture, see observation::UprightClip
PersonTraits traits_of(const observation::ClipObservations& clip, const tracking::Person& person);

}  // namespace securepose::identity
