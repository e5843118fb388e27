#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "securepose/tracking/detection.h"

namespace securepose::tracking {

/// All detections of a clip in the order of frames.
struct DetectionTable {
  std::vector<Detection> detections;
  std::vector<std::size_t> frame_begin;  ///< per frame, and one past the last
  std::vector<int> shot_of_frame;        ///< counted from 0
  std::vector<geometry::Point> camera;   ///< per frame, what was taken away from all places
};

/// A piece of one person's way: positions in DetectionTable::detections, in the order of time, at
/// most one per frame.
using Tracklet = std::vector<std::uint32_t>;

/// The observations that are people of their own: two observations of one person in one frame are
/// merged into the better of the two.
/// @param camera  see CameraPath::offsets_px()
DetectionTable make_detection_table(const observation::ClipObservations& clip,
                                    const std::vector<base::FrameIndex>& cuts,
                                    const std::vector<geometry::Point>& camera,
                                    const TrackingOptions& options);

/// Adds the next frame, with those of its detections that are people of their own.
/// @param shot  counted from 0
void add_frame(DetectionTable& table, const std::vector<Detection>& frame, int shot,
               geometry::Point camera, const DuplicateOptions& options);

/// Closes the table after its last frame.
void close_table(DetectionTable& table);

/// The table without some of its detections.
/// @param taken_away  per detection
DetectionTable without(const DetectionTable& table, const std::vector<bool>& taken_away);

/// Which of one frame's detections are people of their own, by position, best first.
std::vector<std::size_t> without_duplicates(const std::vector<Detection>& frame,
                                            const DuplicateOptions& options);

/// The frames' shots, counted from 0.
std::vector<int> shots_of_frames(std::size_t frames, const std::vector<base::FrameIndex>& cuts);

}  // namespace securepose::tracking
