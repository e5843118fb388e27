#pragma once

#include <cstddef>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/observation/head_evidence.h"
#include "securepose/tracking/camera_path.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// A stretch within one shot in which a person's head was seen without a long break.
struct HeadSegment {
  std::vector<base::FrameIndex> frames;                          ///< with evidence, ascending
  std::vector<std::vector<observation::HeadEvidence>> evidence;  ///< as many, none empty
  /// So little was seen, before the person was surely seen, that it may have been nobody.
  bool glimpse = false;
};

/// Whether the tracker takes this for one real person with a body. Others rest on few or weak
/// detections, most of which are false.
bool is_sure_person(const tracking::Person& person);

/// A person's segments. Of a person who is not sure only those that are clear enough to be
/// followed; what is left out is covered in its own frames all the same, see plan_cover().
/// @param shots  first frames of all shots, 0 included, ascending
std::vector<HeadSegment> head_segments(const observation::ClipObservations& clip,
                                       const tracking::CameraPath& camera,
                                       const tracking::Person& person,
                                       const std::vector<base::FrameIndex>& shots);

/// Position in `shots` of the shot that holds a frame.
std::size_t shot_at(base::FrameIndex frame, const std::vector<base::FrameIndex>& shots);

}  // namespace securepose::covering
