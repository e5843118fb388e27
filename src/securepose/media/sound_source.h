#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "securepose/media/ffmpeg_handles.h"

namespace securepose::media {

/// True if a track of sound is not encrypted and of a kind that is known here.
bool is_decodable_sound(const AVStream& stream);

/// The sound of a video as a gapless run of PCM frames in one format.
class SoundSource {
 public:
  /// What comes out: interleaving and rate that an AAC encoder takes.
  struct Format {
    int sample_rate_hz = 48000;
    int channels = 2;  ///< 1 or 2
  };

  /// @param pitch_factor  pitch and formants are multiplied by it, the length stays; 1: no change
  /// Of several tracks, the one that players would choose among those that can be decoded.
  /// @throws base::Error(kInput) if the file can't be used or none of its sound can be decoded
  SoundSource(const std::filesystem::path& file, double pitch_factor);

  /// False if the file has no sound at all; nothing else may be called then.
  bool exists() const { return stream_ != nullptr; }
  Format format() const { return format_; }

  /// Planar floating-point samples, in order; nothing at the end.
  Handle<AVFrame> next();
  /// When the first sample is heard, in seconds on the source's clock; known after next().
  double start_s() const { return start_s_.value_or(0); }

 private:
  void open_decoder();
  void build_graph(const AVFrame& first);
  std::string filter_chain() const;
  Handle<AVFrame> decode();
  bool feed_graph();

  std::filesystem::path file_;
  double pitch_factor_;
  Handle<AVFormatContext> container_;
  AVStream* stream_ = nullptr;
  Handle<AVCodecContext> codec_;
  Format format_;
  Handle<AVPacket> packet_ = new_packet();
  bool draining_ = false;
  std::optional<double> start_s_;
  Handle<AVFilterGraph> graph_;
  AVFilterContext* graph_in_ = nullptr;
  AVFilterContext* graph_out_ = nullptr;
};

}  // namespace securepose::media
