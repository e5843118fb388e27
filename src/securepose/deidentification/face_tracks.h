#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/deidentification/check_eyes.h"

namespace securepose::deidentification {

/// What all looks together saw at one place of one frame of the original.
struct SeenFace {
  base::FrameIndex frame = 0;
  geometry::Box box_px;
  double centerface = 0;  ///< the best score of that network; 0: it saw nothing here
  double blazeface = 0;
  double covered = 0;  ///< share of the ellipse in the box that is covered in the finished video
  /// It lies on the trunk or a limb of somebody whose head is elsewhere, and at nobody's head.
  bool on_body = false;
};

/// Joins one frame's sightings that lie on each other; the surest one's box stays.
std::vector<SeenFace> merge_sightings(base::FrameIndex frame,
                                      const std::vector<FaceSighting>& sightings);

/// One thing that looked like a face over the frames in which it was seen, covered or not.
struct FaceTrack {
  std::vector<SeenFace> seen;  ///< ordered by frame
  /// How much its open sightings resemble the clip's clear faces at best, -1 to 1.
  std::optional<double> resemblance;
  base::FrameIndex last_described = -1;
};

/// Links faces from frame to frame by place and size.
class FaceTracks {
 public:
  /// Adds one frame's faces.
  /// @return for each face the track that it continues or begins; valid until the next call
  std::vector<FaceTrack*> add(base::FrameIndex frame, const std::vector<SeenFace>& faces);

  /// Hands out the tracks that no face has continued for long.
  std::vector<FaceTrack> take_ended(base::FrameIndex now);
  /// Hands out all tracks, as at a cut or at the end.
  std::vector<FaceTrack> take_all();

 private:
  std::vector<FaceTrack> tracks_;
};

}  // namespace securepose::deidentification
