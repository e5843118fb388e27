#pragma once

#include <exception>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "securepose/media/video_reader.h"
#include "securepose/pipeline/bounded_queue.h"

namespace securepose::pipeline {

/// Reads a video in a thread of its own, a few frames ahead of whoever takes them.
class DecodeAhead {
 public:
  /// Whether the picture of a frame is wanted; if not, the frame comes with an empty `rgb`, which
  /// is quicker. Called from the decoding thread.
  using WantsPicture = std::function<bool(base::FrameIndex)>;

  /// @param turns  see media::VideoReader
  /// @throws base::Error(kInput) if the video can't be opened.
  DecodeAhead(const std::filesystem::path& video, WantsPicture wants_picture,
              const media::Turns& turns = {});
  ~DecodeAhead();
  DecodeAhead(const DecodeAhead&) = delete;
  DecodeAhead& operator=(const DecodeAhead&) = delete;

  const media::VideoInfo& info() const { return info_; }

  /// The next frame; nothing once the video has ended. Throws what the decoding thread threw.
  std::optional<media::VideoFrame> next();

  /// What the reader noticed; only to be called after next() returned nothing.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void decode();
  void stop();

  media::VideoReader reader_;
  const media::VideoInfo info_;
  WantsPicture wants_picture_;
  BoundedQueue<media::VideoFrame> queue_;
  std::exception_ptr failure_;
  std::vector<std::string> notes_;
  std::thread thread_;
};

}  // namespace securepose::pipeline
