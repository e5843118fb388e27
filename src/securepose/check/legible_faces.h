#pragma once

#include <vector>

#include "securepose/check/check_detectors.h"
#include "securepose/check/face_gallery.h"
#include "securepose/check/face_tracks.h"
#include "securepose/check/open_faces.h"
#include "securepose/pairing/changed_mask.h"

namespace securepose::check {

/// Looks for faces in the finished video where it differs from the original: a weak blur, a
/// mirrored or recoloured picture, a cover that lies in the original instead. What shows there is a
/// face that still tells who it is if it resembles a clear face of the original, wherever in the
/// clip that one is, or if it is surely a face and the original has none at its place. A drawn face
/// or somebody else's, put over the person's own, is neither. Covers of one colour are not looked
/// at.
class LegibleFaces {
 public:
  explicit LegibleFaces(CheckDetectors& detectors) : detectors_(detectors) {}

  /// @param finished  the finished picture
  /// @param in_original  what looks like a face in the same frame of the original
  void add(base::FrameIndex frame, const cv::Mat& finished, const pairing::ChangedMask& mask,
           const std::vector<SeenFace>& in_original);

  /// The legible faces, ordered by frame.
  /// @param gallery  the clear faces of the whole original
  std::vector<OpenFace> finish(const FaceGallery& gallery) const;

 private:
  struct Candidate {
    OpenFace face;
    bool new_here = false;  ///< surely a face, and nothing in the original looks like one here
    detection::FaceEmbedding embedding;
  };

  CheckDetectors& detectors_;
  std::vector<Candidate> candidates_;
};

}  // namespace securepose::check
