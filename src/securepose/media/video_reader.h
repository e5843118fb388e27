#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "securepose/media/turns.h"
#include "securepose/media/video_frame.h"

namespace securepose::media {

struct Rational {
  std::int64_t num = 0;
  std::int64_t den = 1;
  friend bool operator==(const Rational&, const Rational&) = default;
};

/// What is known of a video once it has been opened (its first frames have been looked at).
struct VideoInfo {
  /// Upright and with square pixels; that of the pictures shown longest if they change.
  int width_px = 0;
  int height_px = 0;   ///< likewise
  Rational time_base;  ///< seconds per tick of VideoFrame::pts_ticks
  /// Average rate as the header tells it; for progress and rate control only, never for times.
  std::optional<double> nominal_fps;
  /// Pictures a second at which the recording says that it was captured (Android's cameras do), as
  /// stated: any number. A phone's slow motion is captured faster than it plays.
  std::optional<double> capture_fps;
  /// From the header, may be wrong; for progress only.
  std::optional<std::int64_t> expected_frames;
  std::optional<double> duration_s;
  std::string container;  ///< FFmpeg's short name, for instance "mov,mp4,m4a,3gp,3g2,mj2"
  std::string codec;      ///< FFmpeg's name, for instance "h264"
  int rotation_deg = 0;   ///< clockwise turn that was applied, as the metadata or the caller asked
  bool mirrored = false;  ///< left and right were swapped before that turn, as the metadata asked
  bool interlaced = false;
  bool high_dynamic_range = false;
  bool has_audio = false;
  /// How long each part of the recording (VideoFrame::part) is shown, if there are several.
  std::vector<double> part_durations_s;
};

/// Decodes a video from its first to its last frame. Rotation, mirroring, pixel aspect,
/// interlacing and high dynamic range are dealt with here, once; whoever reads sees upright RGB of
/// one size. Pictures that change their size or shape on the way keep their proportions and get
/// bars; the size is the one shown longest, which is known beforehand (see shape_survey.h).
class VideoReader {
 public:
  /// @throws base::Error(kInput) with one clear sentence for a missing, empty, encrypted,
  /// non-video, sound-only, absurdly large or undecodable file.
  /// @param turns  clockwise turns beyond what the metadata ask for, of a recording that lies on
  /// its side without saying so
  explicit VideoReader(const std::filesystem::path& file, const Turns& turns = {});
  ~VideoReader();
  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;

  const VideoInfo& info() const;

  /// The next frame in the order of presentation; nothing once the video has ended (the decoder is
  /// drained, so no tail is lost). Times strictly increase. A frame that can't be decoded comes as
  /// VideoFrame with readable == false, black, in the same size as all others. A file that breaks
  /// off ends with its last frame, and notes() tells.
  /// @throws base::Error(kInput) if a picture's format can't be converted.
  std::optional<VideoFrame> next();

  /// Like next(), without converting the picture: `rgb` is empty. Keeps the count in step when
  /// stored results are resumed.
  std::optional<VideoFrame> skip();

  /// What was noticed while reading, each a sentence for the user ("3 frames at 4.2 s could not be
  /// decoded").
  const std::vector<std::string>& notes() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace securepose::media
