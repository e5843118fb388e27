#pragma once

#include <map>
#include <vector>

#include "securepose/check/open_faces.h"
#include "securepose/check/original_facts.h"
#include "securepose/pairing/changed_mask.h"

namespace securepose::check {

/// Tells which of the original's faces lie open in the finished video, after the whole of it has
/// been seen. Bare chests, hands and knees look like faces to detectors: what lies on the body of
/// somebody whose head is elsewhere must be sure in some frame. Only where a sure face lies on a
/// body anywhere in the clip, as that of a child on an arm does, all count.
class FaceWatch {
 public:
  explicit FaceWatch(OriginalFacts& facts) : facts_(facts) {}

  /// Takes how much of each face is covered in a frame of the original, the least if it is shown
  /// several times. Faces of frames that are never shown count as covered.
  void add(base::FrameIndex frame, const pairing::ChangedMask& mask);
  /// All open faces, ordered by frame.
  std::vector<OpenFace> finish(OriginalPictures& pictures, CheckDetectors& detectors);

 private:
  FaceTrack with_covers(const std::vector<FaceRef>& refs) const;

  OriginalFacts& facts_;
  std::map<base::FrameIndex, std::vector<double>> covered_;  ///< share of each face of a frame
};

}  // namespace securepose::check
