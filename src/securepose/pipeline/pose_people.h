#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "securepose/formats/pose_recording.h"
#include "securepose/kinematics/landmark_series.h"
#include "securepose/tracking/point_tracker.h"

namespace securepose::pipeline {

/// Who is who in a recording's poses; frames are counted in steps of PoseRecording::stride.
struct PosePeople {
  std::vector<tracking::TrackedBody> bodies;  ///< at least one; longest and largest first
};

/// Joins the people of pose files over time; see tracking::PointTracker. Numbers of people in the
/// files are not used: trackers exchange them where people cross.
PosePeople people_of_poses(const formats::PoseRecording& poses);

/// One person's landmarks.
kinematics::LandmarkSeries series_of_person(const formats::PoseRecording& poses,
                                            const PosePeople& people, std::size_t person);

/// What the user must know of the choice: that returns were joined, and who is not measured.
std::vector<std::string> notes_about(const formats::PoseRecording& poses, const PosePeople& people,
                                     std::size_t person);

}  // namespace securepose::pipeline
