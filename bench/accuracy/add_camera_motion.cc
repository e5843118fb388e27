// Measures the camera's motion of a video anew and stores it with the observations of an older
// journal, without running a network.
//
//   add_camera_motion JOURNAL VIDEO NEW_JOURNAL

#include <fmt/format.h>

#include <cstdio>
#include <exception>

#include "securepose/detection/camera_motion.h"
#include "securepose/media/video_reader.h"
#include "securepose/result/observation_journal.h"

int main(int argc, char** argv) try {
  namespace sp = securepose;
  if (argc != 4) {
    fmt::print(stderr, "usage: add_camera_motion JOURNAL VIDEO NEW_JOURNAL\n");
    return 2;
  }
  auto clip = sp::result::ObservationJournal::load_finished(argv[1]);
  sp::media::VideoReader video(argv[2]);
  sp::detection::CameraMotionMeter meter;
  for (auto& frame : clip.frames) {
    const auto picture = video.next();
    if (!picture) throw std::runtime_error("the video has fewer frames than the journal");
    if (picture->readable) frame.camera = meter.measure(picture->rgb);
  }
  auto journal = sp::result::ObservationJournal::begin(
      argv[3], {"bench", clip.width_px, clip.height_px, clip.upright_turn_deg, {}});
  journal.append(clip.frames);
  journal.finish({});
  return 0;
} catch (const std::exception& error) {
  fmt::print(stderr, "add_camera_motion: {}\n", error.what());
  return 1;
}
