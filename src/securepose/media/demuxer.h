#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "securepose/media/container.h"
#include "securepose/media/movie_facts.h"
#include "securepose/media/retimed_edits.h"

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

  /// The video stream's next packet with content; false once there are no more. What an edit list
  /// does not show is marked to be discarded once it is decoded.
  bool read(AVPacket& packet);

  /// Pictures a second at which the recording says that it was captured; a phone's slow motion
  /// plays at fewer. Whatever number the file states.
  std::optional<double> capture_fps() const { return capture_fps_; }

  /// Once read() has returned false: a sentence for the user if the file breaks off before the end
  /// that it announces.
  /// @param last_damaged  the last packet was found damaged
  std::optional<std::string> early_end(bool last_damaged) const;
  /// Peculiarities of the container, each a sentence for the user.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void choose_video();
  void check_video() const;
  void read_timing();
  void hide_unshown(AVPacket& packet) const;
  [[noreturn]] void refuse_encrypted() const;
  void track_end(const AVPacket& packet);
  bool is_shorter_than_stated() const;
  bool ends_inside_packet() const;
  std::optional<double> missing_s() const;

  std::filesystem::path file_;
  Handle<AVFormatContext> container_;
  AVStream* video_ = nullptr;
  std::optional<double> capture_fps_;
  std::optional<RetimedEdits> retimed_;
  bool read_failed_ = false;
  bool last_packet_cut_ = false;
  double last_end_s_ = 0;  ///< of all streams
  std::vector<std::string> notes_;
};

}  // namespace securepose::media
