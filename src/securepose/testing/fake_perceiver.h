#pragma once

#include <filesystem>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/media/video_frame.h"
#include "securepose/perception/perceiver.h"

namespace securepose::testing {

/// What the room's tests share of what a fake perceiver was asked.
struct FakePerceiverLog {
  int made = 0;
  int observed = 0;
  int resets = 0;
  int turn_asked = 0;
  /// Stops the run after this many observations, as Ctrl-C would.
  int cancel_after = -1;
  base::Cancellation* cancellation = nullptr;
  /// So many frames are begun ahead.
  std::size_t frames_ahead = 0;
  int begun = 0;
  int most_begun_ahead = 0;
  /// Reported as the recording's turn.
  int upright_turn_deg = 0;
  std::vector<int> part_turns_deg;
};

/// Stands in for the networks: sees one face, where the picture is brightest, and, as FrameObserver
/// does, lets what it saw since the last reset influence what it sees.
perception::PerceiverFactory fake_perceiver(std::shared_ptr<FakePerceiverLog> log);

/// Writes an H.264 video of `frames` grey pictures of 96 x 64 pixels in which a bright square, the
/// "face", moves to the right. Times are those of 25 frames a second, but for the fifth frame,
/// which comes late.
void write_test_video(const std::filesystem::path& file, int frames);

/// Where the square's centre is in a frame of that video.
geometry::Point test_face_center(base::FrameIndex index);

}  // namespace securepose::testing
