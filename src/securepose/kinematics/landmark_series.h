#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/geometry/point.h"
#include "securepose/kinematics/body_landmark.h"
#include "securepose/kinematics/movement_clock.h"
#include "securepose/pose/pose_landmarks.h"

namespace securepose::kinematics {

/// Where a landmark is in one frame, and what was done to it.
struct LandmarkPoint {
  geometry::Point point_px;  ///< in the upright frame, see geometry::Point
  double confidence = 0;     ///< 0 to 1, as the estimator gives it
  bool interpolated =
      false;  ///< nothing usable was seen here; put in between its neighbours in time
  bool swap_mended = false;  ///< the estimator had mistaken left for right
  bool outlier = false;      ///< what was seen stood too far off and was replaced
};

/// One person in one video frame.
struct LandmarkSample {
  base::FrameIndex frame = 0;
  base::Timestamp time;  ///< presentation time
  std::array<std::optional<LandmarkPoint>, kBodyLandmarks> points{};
  /// BlazePose's own estimate in metres, in BlazePose's order; missing for other sets.
  std::optional<std::array<pose::WorldPoint, pose::kBlazePoseLandmarks>> world;

  const std::optional<LandmarkPoint>& operator[](BodyLandmark landmark) const {
    return points[index_of(landmark)];
  }
  std::optional<LandmarkPoint>& operator[](BodyLandmark landmark) {
    return points[index_of(landmark)];
  }
};

/// One person's landmarks over time.
///
/// One sample for each video frame, also for those in which the person was not seen (without any
/// point), in the order of presentation with strictly increasing times. Rates may vary.
struct LandmarkSeries {
  KeypointSet keypoint_set = KeypointSet::kBlazePose33;
  /// Size of the upright video frame; missing if it is not known (JSON from elsewhere).
  std::optional<int> width_px;
  std::optional<int> height_px;
  /// Clockwise turn after which people stand upright: 0, 90, 180 or 270. Points stay in the frame
  /// as it is recorded; measure() turns a copy before it takes any angle.
  int upright_turn_deg = 0;
  /// From the samples' presentation times to the movement's own time, in which measure() measures.
  MovementClock clock;
  std::vector<LandmarkSample> samples;
  /// Positions in `samples` at which a new shot begins (never 0); nothing is carried across one.
  std::vector<std::size_t> cuts;
};

/// One frame's landmarks of BlazePose; the visibility is taken as confidence.
LandmarkSample sample_from_blazepose(const pose::PoseLandmarks& landmarks, base::FrameIndex frame,
                                     base::Timestamp time);

}  // namespace securepose::kinematics
