#pragma once

#include <functional>
#include <memory>
#include <opencv2/core/mat.hpp>

#include "securepose/observation/observations.h"
#include "securepose/perception/frame_observer.h"
#include "securepose/perception/upright.h"

namespace securepose::perception {

/// What analysis needs of FrameObserver, so that its own tests can do without networks.
class Perceiver {
 public:
  virtual ~Perceiver() = default;
  /// See FrameObserver::observe().
  virtual observation::FrameObservations observe(const cv::Mat& rgb, int upright_turn_deg) = 0;
  /// See FrameObserver::reset().
  virtual void reset() = 0;
  /// See perception::find_upright_turns(); called once, before anything is observed.
  virtual UprightTurns find_upright_turns(const std::filesystem::path& video, int turn_deg) = 0;
};

/// Makes the perceiver when it is needed: a resumed clip may not need one at all.
using PerceiverFactory = std::function<std::unique_ptr<Perceiver>()>;

/// The networks.
PerceiverFactory network_perceiver(const PerceptionOptions& options);

}  // namespace securepose::perception
