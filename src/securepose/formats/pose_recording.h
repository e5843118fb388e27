#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "securepose/kinematics/body_landmark.h"
#include "securepose/kinematics/landmark_series.h"

namespace securepose::formats {

/// One point of a person as a pose estimator gave it.
struct PosePoint {
  kinematics::BodyLandmark landmark = kinematics::BodyLandmark::kNose;
  geometry::Point point_px;
  double confidence = 0;  ///< above 0, up to 1
};

/// One person in one frame: the points that were seen, and only those.
using PosePerson = std::vector<PosePoint>;

/// The people of one frame, in the order of the file.
struct PoseFrame {
  std::size_t frame = 0;  ///< from 0
  std::vector<PosePerson> people;
};

/// What a pose estimator saw in one recording. Who is who over time is not known here.
struct PoseRecording {
  kinematics::KeypointSet keypoint_set = kinematics::KeypointSet::kBody25;
  double fps = 0;
  /// How many frames the recording has, also those without anybody.
  std::size_t frames = 0;
  /// Only every `stride`-th frame was looked at; 1 as a rule.
  std::size_t stride = 1;
  std::vector<PoseFrame> seen;  ///< frames with somebody, ascending
  std::optional<int> width_px;
  std::optional<int> height_px;
  std::vector<std::string> notes;  ///< each a sentence for the user

  double time_s(std::size_t frame) const { return static_cast<double>(frame) / fps; }
};

/// A person of a recording: positions in PoseRecording::seen and in that frame's people.
struct PoseDetection {
  std::size_t seen = 0;
  std::size_t person = 0;
};

/// One person's landmarks with a sample for every frame that was looked at.
/// @param detections  ascending, at most one for each frame
kinematics::LandmarkSeries series_of(const PoseRecording& recording,
                                     const std::vector<PoseDetection>& detections);

}  // namespace securepose::formats
