#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <optional>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/media/video_reader.h"
#include "securepose/pairing/finished_placement.h"
#include "securepose/pairing/frame_pairs.h"

namespace securepose::pairing {

/// One frame of a finished video and the frame of the original that it shows.
struct PairedFrame {
  base::FrameIndex index = 0;     ///< in the finished video
  base::FrameIndex original = 0;  ///< in the original
  base::Timestamp time;           ///< the original's, where frames are paired by number
  bool readable = true;           ///< false: the original's frame could not be decoded
  cv::Mat before;                 ///< the original's picture, turned as the finished one
  /// The same as scaling to the finished video's size leaves it; `before` itself where nothing was
  /// scaled.
  cv::Mat before_as_finished;
  cv::Mat after;  ///< the finished picture, of the size of `before`
};

/// Reads a finished video and its original side by side.
class PairedFrames {
 public:
  /// @param turns  how the parts of the original are turned in the finished video
  PairedFrames(const std::filesystem::path& original, const std::filesystem::path& deidentified,
               FinishedPlacement placement, FramePairs pairs, const media::Turns& turns = {});

  const FinishedPlacement& placement() const { return placement_; }
  const FramePairs& pairs() const { return pairs_; }

  /// The finished video's next frame; nothing at the end.
  /// @throws base::Error(kInput) if, paired by number, one video has a frame more
  std::optional<PairedFrame> next();
  /// Like next(), without pictures.
  std::optional<PairedFrame> skip();

 private:
  std::optional<PairedFrame> step(bool look);
  bool original_at(std::int64_t frame, bool look);

  std::filesystem::path deidentified_;
  media::VideoReader source_;
  media::VideoReader finished_;
  FinishedPlacement placement_;
  FramePairs pairs_;
  std::optional<media::VideoFrame> original_;  ///< the last one read
};

}  // namespace securepose::pairing
