#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/kinematics/agreement.h"
#include "securepose/kinematics/body_landmark.h"
#include "securepose/kinematics/movement_clock.h"

namespace securepose::formats {

struct StoredPoint {
  double x_px = 0;
  double y_px = 0;
  /// BlazePose's estimate: origin between the hips, x right, y down, z away from the camera.
  std::optional<std::array<double, 3>> world_m = std::nullopt;
  double confidence = 0;
  bool interpolated = false;
};

using StoredPose = std::array<std::optional<StoredPoint>, kinematics::kBlazePoseBodyLandmarks>;

/// A stretch in which the person keeps one direction.
struct StoredPass {
  double start_s = 0;
  double end_s = 0;
  int facing = 0;  ///< 1 to the right of the picture, -1 to the left, 0 not known
};

/// One person's movement as a result folder holds it. Times are the movement's own, if they are not
/// called otherwise.
struct StoredMovement {
  std::vector<base::FrameIndex> frames;
  std::vector<double> time_s;                  ///< one for each frame
  std::vector<double> presentation_time_s;     ///< as many: when the video shows it
  kinematics::MovementClock clock;             ///< other than 1: slow motion
  std::vector<StoredPose> poses;               ///< as many
  std::vector<kinematics::TimedCurve> angles;  ///< columns of angles.csv, on time_s
  std::vector<kinematics::TimedEvent> events;
  std::vector<StoredPass> passes;
  std::optional<double> m_per_px;  ///< at the patient's distance
  double longest_filled_gap_s = 0.12;

  /// Frames per second of the movement's own time: of the whole where times are even, else of the
  /// median interval; the nominal rate (25, 30000/1001, 60, ...) where it differs by no more than
  /// the times are rounded; 0 with fewer than two frames.
  double rate_hz() const;
};

/// Reads the folder that `run` or `kinematics` made: angles.csv, events.csv, gait.json, and
/// poses.csv if it is there. Of several people in poses.csv the patient of run.json is taken,
/// without one the first.
/// @throws base::Error(kInput) that names the file that is missing or wrong.
StoredMovement read_stored_movement(const std::filesystem::path& folder);

}  // namespace securepose::formats
