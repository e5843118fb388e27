#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/landmark_series.h"

namespace securepose::testing {

/// From where a walker is seen.
enum class WalkerView {
  kSide,   ///< the camera stands beside the middle of the way
  kFront,  ///< at the end of the way: the walker comes nearer
  kBack,   ///< at its beginning: the walker goes away
};

struct WalkerCamera {
  WalkerView view = WalkerView::kSide;
  /// Everything at the same size, whatever its distance: angles in the picture are then exact.
  bool orthographic = true;
  double px_per_m = 300;   ///< orthographic
  double focal_px = 1500;  ///< perspective
  double distance_m = 4;   ///< perspective: beside the way, or in front of its end
  double level_m = 1;      ///< of the camera above the floor
  double roll_deg = 0;     ///< clockwise turn of the scene in the picture
  /// Perspective, from the side: how much of the angle to the hips the camera turns along with the
  /// walker, 0 (stands) to 1 (keeps the hips in the middle).
  double follow_share = 0;
  double follow_lag_s = 0;  ///< time constant by which it follows late
  int width_px = 1920;
  int height_px = 1080;
};

/// A run of frames in which left and right legs (or everything) are taken for each other.
struct WalkerSwap {
  std::size_t first = 0;
  std::size_t count = 0;
  bool whole_body = false;
};

/// A run of frames in which one landmark is not seen.
struct WalkerGap {
  kinematics::BodyLandmark landmark = kinematics::BodyLandmark::kNose;
  std::size_t first = 0;
  std::size_t count = 0;
};

/// What goes wrong with the landmarks.
struct WalkerDisturbance {
  double noise_px = 0;       ///< standard deviation
  double dropout_share = 0;  ///< of all points, 0 to 1
  double outlier_share = 0;  ///< of all points, 0 to 1
  double outlier_px = 150;   ///< how far an outlier lies off
  std::vector<WalkerSwap> swaps = {};
  std::vector<WalkerGap> gaps = {};
};

struct WalkerOptions {
  double height_m = 1.7;
  double speed_m_s = 1.1;
  double cadence_steps_min = 100;
  double duration_s = 5;
  double fps = 30;
  /// Presentation times wander by up to this share of an interval.
  double rate_jitter_share = 0;
  bool leftwards = false;    ///< the way runs to the left of the picture
  bool treadmill = false;    ///< the hips stay in place
  bool toe_walking = false;  ///< the heels never touch the floor
  /// How much lower the hips are carried, in shares of the height (0 to 0.1): the knees stay bent.
  double crouch_share = 0;
  /// Where in the right foot's stride the left foot comes down, 0.35 to 0.65; 0.5 is symmetric.
  double left_phase = 0.5;
  bool running = false;  ///< both feet off the floor in between; give speed and cadence to match
  /// Length of the way, after which the walker turns round; 0: goes on for ever.
  double way_m = 0;
  double start_m = 0;  ///< where on the way the hips begin
  kinematics::KeypointSet keypoint_set = kinematics::KeypointSet::kBlazePose33;
  WalkerCamera camera = {};
  WalkerDisturbance disturbance = {};
};

struct WalkerContact {
  kinematics::Side side = kinematics::Side::kLeft;
  kinematics::GaitEventKind kind = kinematics::GaitEventKind::kInitialContact;
  double time_s = 0;
};

/// What the measurement should find.
struct WalkerTruth {
  /// By the names of the columns of angles.csv, one value for each sample.
  std::map<std::string, std::vector<double>> angles_deg;
  std::vector<WalkerContact> contacts;  ///< within the time of the samples, in their order
  double stride_time_s = 0;
  double stride_length_m = 0;
  double stance_percent = 0;
};

struct SyntheticWalk {
  kinematics::LandmarkSeries series;
  WalkerTruth truth;
};

/// A person who walks like a machine: hips at constant speed, a foot that stands exactly still in
/// stance (rolls from the heel, lies flat, rolls over the toes) and flies in swing, knees where the
/// legs' lengths put them, arms and trunk that swing. Everything is a smooth function of the
/// phase, so the truth is exact. The same options and seed give the same points.
SyntheticWalk synthetic_walk(const WalkerOptions& options, std::uint64_t seed);

}  // namespace securepose::testing
