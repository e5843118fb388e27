#pragma once

// Only sources of this room include this header: FFmpeg's types stay inside.
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
#include <libavutil/audio_fifo.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <string>

#include "securepose/media/video_reader.h"

namespace securepose::media {

/// Frees what FFmpeg's libraries allocate.
struct FfmpegDeleter {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
  void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
  void operator()(AVFormatContext* input) const { avformat_close_input(&input); }
  void operator()(AVFilterGraph* graph) const { avfilter_graph_free(&graph); }
  void operator()(AVFilterInOut* ends) const { avfilter_inout_free(&ends); }
  void operator()(AVAudioFifo* fifo) const { av_audio_fifo_free(fifo); }
  void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

template <class T>
using Handle = std::unique_ptr<T, FfmpegDeleter>;

/// @throws std::bad_alloc
Handle<AVPacket> new_packet();
/// @throws std::bad_alloc
Handle<AVFrame> new_frame();

/// FFmpeg's own words for one of its error codes.
std::string ffmpeg_error_text(int code);

/// FFmpeg's libraries write nothing to standard error: what matters becomes an Error or a note.
void silence_ffmpeg();

/// A file's address for FFmpeg that can't be mistaken for another protocol ("concat:a|b.mp4").
std::string ffmpeg_url(const std::filesystem::path& file);

inline AVRational to_av(const Rational& r) {
  return {static_cast<int>(r.num), static_cast<int>(r.den)};
}
inline Rational from_av(const AVRational& r) { return {r.num, r.den}; }

}  // namespace securepose::media
