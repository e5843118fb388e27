#pragma once

#include <utility>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/deidentification/independent_faces.h"

namespace securepose::deidentification {

/// A face that lies open in one frame of a finished video.
struct OpenFace {
  base::FrameIndex frame = 0;
  geometry::Box box_px;
  double score = 0;
};

/// Judges one frame's sightings that lie on unchanged pixels: which of them are faces. A lone weak
/// word is not enough, for hands, lamps and leaves get such scores in every clip; a clear one is,
/// and so are two networks that agree. A large face is near the camera, where detectors see faces
/// well: it must be a clear one, for bare chests and patterned cloth look like large weak faces.
/// @param diagonal_px  of the picture
std::vector<OpenFace> judge_open_faces(base::FrameIndex frame, double diagonal_px,
                                       const std::vector<FaceSighting>& open_sightings);

/// Open faces of one place over consecutive frames.
struct OpenStretch {
  base::FrameIndex first_frame = 0;
  base::FrameIndex last_frame = 0;
  std::vector<OpenFace> faces;
};

/// Joins open faces, ordered by frame, that follow each other at nearly the same place within
/// `longest_gap` frames.
std::vector<OpenStretch> join_open_faces(const std::vector<OpenFace>& faces,
                                         base::FrameIndex longest_gap);

}  // namespace securepose::deidentification
