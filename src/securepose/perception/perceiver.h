#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <opencv2/core/mat.hpp>

#include "securepose/observation/observations.h"
#include "securepose/perception/frame_observer.h"
#include "securepose/perception/upright.h"

namespace securepose::perception {

/// A frame that somebody has begun to look at.
struct PendingFrame {
  cv::Mat rgb;
  int upright_turn_deg = 0;    ///< see tracking::ClipObservations
  std::future<Glance> glance;  ///< not valid if the perceiver needs none
};

/// What analysis needs of FrameObserver, so that its own tests can do without networks.
class Perceiver {
 public:
  virtual ~Perceiver() = default;
  /// Begins to look at a frame, while those before it are still being observed. Any number may be
  /// begun; each costs a picture in memory.
  virtual PendingFrame begin(const cv::Mat& rgb, int upright_turn_deg) {
    return {rgb, upright_turn_deg, {}};
  }
  /// So many frames are best begun ahead of the one that is observed.
  virtual std::size_t frames_ahead() const { return 0; }
  /// See FrameObserver::observe(); frames come in order.
  virtual observation::FrameObservations observe(PendingFrame frame) = 0;
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
