#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "securepose/covering/cover_plan.h"
#include "securepose/covering/painter.h"
#include "securepose/identity/patient_choice.h"
#include "securepose/inference/model_manifest.h"
#include "securepose/kinematics/movement_options.h"
#include "securepose/kinematics/slow_motion.h"
#include "securepose/media/video_writer.h"
#include "securepose/perception/perceiver.h"
#include "securepose/pipeline/second_look.h"
#include "securepose/tracking/tracking_options.h"

namespace securepose::pipeline {

/// What the user asked for. `run` takes the same options for all videos of a call.
struct RunOptions {
  perception::PerceptionOptions perception;
  tracking::TrackingOptions tracking;
  /// The user's word on who the patient is.
  std::optional<identity::PatientChoice> patient;
  /// `patient` in here is filled by the run.
  covering::CoverOptions cover;
  covering::Fill fill;
  /// A clockwise turn of the recording, for everything that comes out.
  int turn_deg = 0;
  media::EncodeOptions encode;
  media::AudioMode audio = media::AudioMode::kNone;
  kinematics::MovementOptions movement;
  kinematics::SlowMotionRequest slow_motion;
  /// Replace a result that is there.
  bool force = false;
  /// Every parameter by its name as the user knows it, for run.json. No file name and no path.
  nlohmann::ordered_json parameters = nlohmann::ordered_json::object();
};

/// What the run needs of the machine.
struct RunEnvironment {
  perception::PerceiverFactory make_perceiver;
  /// Looks at the finished video with networks that placed no region.
  FaceCheck check_faces;
  /// The networks that perceive: observations of others are not taken up.
  std::vector<inference::ModelEntry> networks;
  /// The networks of the check.
  std::vector<inference::ModelEntry> check_networks;
};

/// All networks of a run, each once, for the record: those of the check only if there is one.
std::vector<inference::ModelEntry> networks_of_run(const RunEnvironment& environment);

/// The installed networks.
/// @throws base::Error(kEnvironment) if the list of networks can't be read.
RunEnvironment installed_environment(const perception::PerceptionOptions& options);

}  // namespace securepose::pipeline
