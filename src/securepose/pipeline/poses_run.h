#pragma once

#include <cstddef>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "securepose/formats/pose_files.h"
#include "securepose/kinematics/movement_options.h"
#include "securepose/kinematics/slow_motion.h"

namespace securepose::pipeline {

/// What is known of landmarks that come from another program.
struct PosesRunRequest {
  std::filesystem::path poses;  ///< a folder of pose files, or one file
  std::filesystem::path out;
  formats::PoseReadOptions reading;
  kinematics::MovementOptions movement;
  /// Which person, from 1 in the order of presence and size; the first if missing.
  std::optional<std::size_t> person;
  bool force = false;
  /// Every parameter by its name as the user knows it, for the report. No file name and no path.
  nlohmann::ordered_json parameters = nlohmann::ordered_json::object();
  /// Poses tell nothing of it: auto is normal speed.
  kinematics::SlowMotionRequest slow_motion = {};
};

struct PosesRunOutcome {
  std::size_t frames = 0;
  std::size_t people = 0;
  std::vector<std::string> files;  ///< names in the output folder
  std::vector<std::string> notes;
};

/// Measures movement from landmarks and writes angles.csv, events.csv, strides.csv, cycles.csv,
/// gait.json, poses.csv and report.html; either all of them appear or none.
/// @throws base::Error as formats::read_pose_files and kinematics::measure do; kInput if the
/// output folder holds a result already; kUsage if there is no such person.
PosesRunOutcome run_poses(const PosesRunRequest& request);

}  // namespace securepose::pipeline
