#pragma once

#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "securepose/inference/network.h"
#include "securepose/observation/observations.h"
#include "securepose/pose/blazepose_landmarker.h"

namespace securepose::perception {

struct PerceptionOptions {
  pose::BlazePoseSize pose = pose::BlazePoseSize::kHeavy;
  inference::NetworkOptions network;
};

/// The networks that perception loads, as in models/manifest.toml.
std::vector<std::string> perception_networks(const PerceptionOptions& options);

/// Runs all networks on one frame after the other. What it saw before helps it to place the
/// landmark crops of the next frame, so frames must come in order.
class FrameObserver {
 public:
  explicit FrameObserver(const PerceptionOptions& options);
  ~FrameObserver();

  /// @param upright_turn_deg  see observation::ClipObservations
  /// `frame`, `pts_ticks`, `time` and `readable` of the result are left to the caller.
  observation::FrameObservations observe(const cv::Mat& rgb, int upright_turn_deg);

  /// Forgets the frames before, as at the beginning. Analysis is repeatable from any frame at which
  /// this was called.
  void reset();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace securepose::perception
