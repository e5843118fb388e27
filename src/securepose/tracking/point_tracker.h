#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "securepose/detection/person_detection.h"
#include "securepose/tracking/bone_lengths.h"
#include "securepose/tracking/detection_table.h"
#include "securepose/tracking/tracking_options.h"

namespace securepose::tracking {

/// One person among bodies of which only points are known.
struct TrackedBody {
  struct Place {
    std::size_t frame = 0;
    std::size_t body = 0;  ///< position among the frame's bodies
  };
  std::vector<Place> places;  ///< ascending, at most one for each frame
  double size_sum_px = 0;     ///< over all places
  /// First frames of the stretches that were joined because the bones have one length; the first
  /// stretch's is the first. Without such a join it is the only one.
  std::vector<std::size_t> returns;
  /// Stretches that could as well be another person's begin here, and were left to nobody.
  bool contested = false;
};

/// Tells who is who among bodies without pixels, as pose files hold them: by the same motion, size
/// and shape from both sides of a gap as associate(), without clothing, faces and doubts whether a
/// body is one. Stretches that are never seen together and whose bones agree within a tenth are one
/// person who was away. Memory grows with the frames and the bodies.
class PointTracker {
 public:
  PointTracker();

  /// The next frame, with nobody or several bodies; points with score 0 are missing.
  void add_frame(double time_s, const std::vector<detection::PersonDetection>& bodies);

  /// Everybody, the one with the greatest sum of sizes first.
  std::vector<TrackedBody> people();

 private:
  TrackingOptions options_;
  DetectionTable table_;
  std::vector<BoneLengths> bones_;  ///< one for each detection of table_
  geometry::Box extent_{};          ///< of all bodies, and the picture's first corner
};

}  // namespace securepose::tracking
