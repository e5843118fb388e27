#pragma once

#include <optional>
#include <vector>

#include "securepose/kinematics/body_size.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_pass.h"

namespace securepose::kinematics {

/// A pass with what the measurements need of it; positions count samples of the tracks.
struct PassGeometry {
  WalkingPass pass;
  BodySize size;
  SampleRange range() const { return {pass.first_sample, pass.last_sample}; }
  /// Whether the legs cycle although the hips stay where they are in the picture: a treadmill, or a
  /// camera that follows.
  bool on_the_spot = false;
  /// Whether the feet slide through the picture in stance although the hips move as well.
  bool moving_camera = false;
  /// +1 or -1 as the hips move right or left in the picture; 0 if they don't or the view is
  /// frontal.
  int progression = 0;
};

struct PassSearch {
  std::vector<PassGeometry> passes;
  std::vector<Turn> turns;
  std::vector<std::string> notes;
};

/// Splits a clip at turns, cuts, stops and absences of the person. The direction of a pass comes
/// from the displacement of the hips (sideways, and in depth from the size of the trunk), and only
/// where they stay in place from the direction of feet and nose over the whole stretch; never from
/// a single frame.
PassSearch find_passes(const LandmarkTracks& tracks, bool treadmill);

}  // namespace securepose::kinematics
