#pragma once

#include <deque>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/check/check_detectors.h"
#include "securepose/check/cover_watch.h"
#include "securepose/check/open_faces.h"
#include "securepose/pairing/changed_mask.h"

namespace securepose::check {

/// Looks whether a person's head is where a cover has just ended or is about to begin, and follows
/// it as long as it lies open: forward after an end, backward before a beginning. Finds heads that
/// no face detector sees and whose cover does not come back, or was not there before. Keeps a few
/// seconds of small pictures.
class OpenHeads {
 public:
  explicit OpenHeads(CheckDetectors& detectors) : detectors_(detectors) {}

  /// Takes the next frame with its changes.
  void add(base::FrameIndex frame, base::Timestamp time, const cv::Mat& original,
           const pairing::ChangedMask& mask, const std::vector<CoverChange>& changes);
  /// Begins anew, as at a hard cut.
  void cut();
  /// All heads that lay open, ordered by frame.
  std::vector<OpenFace> heads() const;

 private:
  struct Kept {
    base::FrameIndex frame;
    base::Timestamp time;
    cv::Mat rgb;  ///< small
    double scale;
    pairing::ChangedMask mask;
  };
  struct Followed {
    geometry::Box place_px;
    base::Timestamp since;
    int unseen = 0;
  };

  bool look(const Kept& kept, geometry::Box& place_px);
  void look_back(const geometry::Box& place_px);

  CheckDetectors& detectors_;
  std::deque<Kept> kept_;
  std::vector<Followed> followed_;
  std::vector<OpenFace> heads_;
};

}  // namespace securepose::check
