#pragma once

#include <cstdint>
#include <vector>

#include "securepose/geometry/box.h"
#include "securepose/observation/observations.h"

namespace securepose::testing {

/// What happens in a synthetic scene and how badly the networks see it. Rates are per person and
/// frame unless stated; the defaults are of the size seen on real recordings.
struct SceneOptions {
  int people = 4;
  double fps = 30;
  /// Times between frames vary by this share of the mean.
  double time_jitter = 0;
  double duration_s = 20;
  int width_px = 1280;
  int height_px = 720;
  /// Share of people who leave the picture and come back.
  double leaving_share = 0.5;
  /// Longest absence of those who leave.
  double max_absence_s = 6;
  /// How alike clothes are: 0 as among strangers, 1 a uniform.
  double clothing_likeness = 0;
  double miss_rate = 0.03;
  /// Runs of missed frames per second, and their mean length.
  double miss_runs_per_s = 0.15;
  double mean_miss_run_s = 0.2;
  double duplicate_rate = 0.03;
  double hand_face_rate = 0.05;
  /// Places of furniture that is taken for people, each in this share of the frames.
  int furniture = 2;
  double furniture_rate = 0.4;
  /// False faces anywhere, per frame.
  double false_face_rate = 0.02;
  /// Noise of landmarks, in standing heights.
  double landmark_sd = 0.006;
  /// Cuts to the same people from elsewhere.
  std::vector<double> cuts_s = {};
  /// Single bright frames.
  std::vector<double> flashes_s = {};
  /// Half width and rate of a camera that swings from side to side.
  double pan_px = 0;
  double pan_hz = 0.2;
  bool faces = true;
};

/// One person in one frame, as it is.
struct TruePerson {
  int id = 0;
  geometry::Box box_px;  ///< clipped to the picture
  geometry::Box head_px;
  /// Share of the body that is in the picture and not hidden by others, 0 to 1.
  double visible = 0;
  bool face_shows = false;
};

struct SyntheticScene {
  observation::ClipObservations clip;
  std::vector<std::vector<TruePerson>> truth;  ///< per frame; people in the picture, hidden or not
  /// Per frame and observed person who it is, 0 for furniture. A box that jumped to a neighbour
  /// still is who it was.
  std::vector<std::vector<int>> observed;
  std::vector<base::FrameIndex> cuts;
};

/// Several people who walk about a room, stop, pass each other, leave and come back, seen by a
/// camera at breast height, with what the networks would make of it: missed, doubled and false
/// detections, boxes and landmarks that jump to the neighbour where people overlap.
SyntheticScene make_scene(const SceneOptions& options, std::uint64_t seed);

}  // namespace securepose::testing
