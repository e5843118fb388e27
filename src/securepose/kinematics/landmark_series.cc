#include "securepose/kinematics/landmark_series.h"

namespace securepose::kinematics {

LandmarkSample sample_from_blazepose(const pose::PoseLandmarks& landmarks, base::FrameIndex frame,
                                     base::Timestamp time) {
  static_assert(kBlazePoseBodyLandmarks == pose::kBlazePoseLandmarks);
  LandmarkSample sample;
  sample.frame = frame;
  sample.time = time;
  for (std::size_t i = 0; i < pose::kBlazePoseLandmarks; ++i)
    sample.points[i] = LandmarkPoint{.point_px = landmarks.landmarks[i].point,
                                     .confidence = landmarks.landmarks[i].visibility};
  sample.world = landmarks.world;
  return sample;
}

}  // namespace securepose::kinematics
