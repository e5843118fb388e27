#pragma once

#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "securepose/detection/centerface.h"
#include "securepose/detection/movenet_multipose.h"
#include "securepose/inference/precision.h"
#include "securepose/observation/observations.h"
#include "securepose/pose/blazepose_landmarker.h"

namespace securepose::perception {

struct PerceptionOptions {
  pose::BlazePoseSize pose = pose::BlazePoseSize::kHeavy;
  /// Of CenterFace, the dearest of the networks. All others compute in 32 bits: a landmark rounded
  /// to bf16 moves in steps of a pixel, and people at the threshold come and go.
  inference::Precision face_precision = inference::Precision::kF32;
  /// Frames that are looked at side by side, each on one core; 0: as many as there are cores.
  int threads = 0;
};

/// The networks that perception loads, as in models/manifest.toml.
std::vector<std::string> perception_networks(const PerceptionOptions& options);

/// What detectors see in one frame without knowing any other.
struct Glance {
  std::vector<detection::FaceDetection> faces;
  std::vector<detection::PersonDetection> people;
};

/// The detectors that look at whole frames. Several of them may look at different frames at once.
class FrameGlancer {
 public:
  explicit FrameGlancer(inference::Precision face_precision);
  /// @param upright  turned so that people stand
  Glance look(const cv::Mat& upright);

 private:
  detection::CenterFace centerface_;
  detection::MoveNetMultiPose movenet_;
};

/// Runs all networks on one frame after the other. What it saw before helps it to place the
/// landmark crops of the next frame, so frames must come in order.
class FrameObserver {
 public:
  explicit FrameObserver(const PerceptionOptions& options);
  ~FrameObserver();

  /// @param upright_turn_deg  see observation::ClipObservations
  /// @param glance  what FrameGlancer saw in this frame, upright
  /// `frame`, `pts_ticks`, `time` and `readable` of the result are left to the caller.
  observation::FrameObservations observe(const cv::Mat& rgb, int upright_turn_deg, Glance glance);

  /// Forgets the frames before, as at the beginning. Analysis is repeatable from any frame at which
  /// this was called.
  void reset();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace securepose::perception
