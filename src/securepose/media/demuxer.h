#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "securepose/media/container.h"

namespace securepose::media {

/// Opens a container, finds its real video stream, and hands out that stream's packets.
class Demuxer {
 public:
  /// @throws base::Error(kInput) for anything that is not a readable video.
  explicit Demuxer(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return file_; }
  AVFormatContext& container() const { return *container_; }
  AVStream& video() const { return *video_; }
  bool has_audio() const;

  /// The video stream's next packet with content; false once there are no more.
  bool read(AVPacket& packet);

  /// True once the end was reached although the container announced more.
  bool ended_early() const { return ended_early_; }
  /// Peculiarities of the container, each a sentence for the user.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void choose_video();
  void check_video() const;
  void note_end(int code);

  std::filesystem::path file_;
  Handle<AVFormatContext> container_;
  AVStream* video_ = nullptr;
  bool ended_early_ = false;
  bool last_packet_cut_ = false;
  std::vector<std::string> notes_;
};

}  // namespace securepose::media
