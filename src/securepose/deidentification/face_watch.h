#pragma once

#include <vector>

#include "securepose/deidentification/changed_mask.h"
#include "securepose/deidentification/face_gallery.h"
#include "securepose/deidentification/face_tracks.h"
#include "securepose/deidentification/open_faces.h"

namespace securepose::deidentification {

/// Looks for faces in every frame of the original, follows them whether they are covered or not,
/// and tells which of them lie open in the finished video. Bare chests, hands and knees look like
/// faces to detectors: what lies on the body of somebody whose head is elsewhere must be sure in
/// some frame. Only where a sure face lies on a body anywhere in the clip, as that of a child on an
/// arm does, all count.
class FaceWatch {
 public:
  explicit FaceWatch(CheckEyes& eyes) : eyes_(eyes) {}

  void add(base::FrameIndex frame, const cv::Mat& original, const ChangedMask& mask);
  /// Begins anew, as at a hard cut; the gallery stays.
  void cut();
  /// What looked like a face in the last frame, down to the weakest.
  const std::vector<SeenFace>& seen() const { return seen_; }
  /// The clear faces so far.
  const FaceGallery& gallery() const { return gallery_; }
  /// All open faces so far, ordered by frame; ends all tracks.
  std::vector<OpenFace> finish();

 private:
  void describe(base::FrameIndex frame, const cv::Mat& original, FaceTrack& track);
  void look_at_bodies(const cv::Mat& original, const std::vector<FaceTrack*>& tracks);
  void judge(const std::vector<FaceTrack>& tracks);

  CheckEyes& eyes_;
  std::vector<SeenFace> seen_;
  FaceTracks tracks_;
  FaceGallery gallery_;
  std::vector<OpenFace> open_;
  double diagonal_px_ = 1;
  bool somebody_is_carried_ = false;
};

}  // namespace securepose::deidentification
