#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "securepose/pose/pose_landmarks.h"
#include "securepose/testing/synthetic_scene.h"

namespace securepose::testing {

/// Where a walker is on the floor. x right, z away from the camera, both in metres.
struct FloorPlace {
  double x_m = 0;
  double z_m = 0;
};

/// One person's way through the room, one entry a frame.
struct WalkerState {
  FloorPlace place;
  double heading_rad = 0;  ///< 0 along x, pi/2 away from the camera
  double gait_phase_rad = 0;
  double speed_m_s = 0;
};

struct Walker {
  double height_m = 1.7;
  std::vector<WalkerState> states;
};

/// Goals at random, reached with usual walking speeds and accelerations, with pauses.
Walker make_walker(const SceneOptions& options, const std::vector<double>& times_s, bool leaves,
                   std::mt19937_64& random);

/// A point of the body: to the person's left, up, forward, in standing heights.
struct BodyPoint {
  double left = 0;
  double up = 0;
  double forward = 0;
};

/// BlazePose's 33 points of a walking body.
std::array<BodyPoint, pose::kBlazePoseLandmarks> body_points(const WalkerState& state);

/// A camera that stands at `place` looking along +z, mirrored if `mirrored`.
struct SceneCamera {
  double focal_px = 1000;
  double height_m = 1.3;
  double center_x_px = 640;
  double center_y_px = 360;
  double back_m = 0;  ///< how far it stands behind the origin
  bool mirrored = false;

  geometry::Point project(const Walker& walker, const WalkerState& state, BodyPoint point) const;
  /// Pixels per metre at a walker.
  double scale(const WalkerState& state) const;
};

}  // namespace securepose::testing
