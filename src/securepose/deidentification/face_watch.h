#pragma once

#include <vector>

#include "securepose/deidentification/changed_mask.h"
#include "securepose/deidentification/face_gallery.h"
#include "securepose/deidentification/face_tracks.h"
#include "securepose/deidentification/open_faces.h"

namespace securepose::deidentification {

/// Looks for faces in every frame of the original, follows them whether they are covered or not,
/// and tells which of them lie open in the finished video.
class FaceWatch {
 public:
  explicit FaceWatch(CheckEyes& eyes) : eyes_(eyes) {}

  void add(base::FrameIndex frame, const cv::Mat& original, const ChangedMask& mask);
  /// Begins anew, as at a hard cut; the gallery stays.
  void cut();
  /// All open faces so far, ordered by frame; ends all tracks.
  std::vector<OpenFace> finish();

 private:
  void describe(base::FrameIndex frame, const cv::Mat& original, FaceTrack& track);
  void judge(const std::vector<FaceTrack>& tracks);

  CheckEyes& eyes_;
  FaceTracks tracks_;
  FaceGallery gallery_;
  std::vector<OpenFace> open_;
  double diagonal_px_ = 1;
};

}  // namespace securepose::deidentification
