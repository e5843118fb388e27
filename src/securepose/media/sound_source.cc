#include "securepose/media/sound_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <new>

#include "securepose/media/container.h"
#include "securepose/media/refusal.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/channel_layout.h>
#include <libavutil/samplefmt.h>
}

namespace securepose::media {
namespace {

constexpr const char* kWithoutSound = "Run again without the option that keeps the sound.";

void check(int code, const std::filesystem::path& file) {
  if (code >= 0) return;
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  refuse(file, "its sound can't be decoded (" + ffmpeg_error_text(code) + ")", kWithoutSound);
}

// Rates that AAC knows (ISO/IEC 14496-3) and that are common; others become 48 kHz.
int aac_rate(int source_hz) {
  constexpr std::array<int, 9> kRates = {48000, 44100, 32000, 24000, 22050,
                                         16000, 12000, 11025, 8000};
  return std::find(kRates.begin(), kRates.end(), source_hz) != kRates.end() ? source_hz : 48000;
}

}  // namespace

bool is_decodable_sound(const AVStream& stream) {
  return stream.codecpar->codec_type == AVMEDIA_TYPE_AUDIO &&
         avcodec_find_decoder(stream.codecpar->codec_id) && !is_encrypted(stream);
}

SoundSource::SoundSource(const std::filesystem::path& file, double pitch_factor)
    : file_(file), pitch_factor_(pitch_factor), container_(open_container(file)) {
  // With a place for the decoder, tracks without one are passed over.
  const AVCodec* decoder = nullptr;
  int best = av_find_best_stream(container_.get(), AVMEDIA_TYPE_AUDIO, -1, -1, &decoder, 0);
  if (best < 0)
    best = av_find_best_stream(container_.get(), AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
  if (best < 0) return;
  stream_ = container_->streams[best];
  for (unsigned i = 0; i < container_->nb_streams; ++i)
    if (container_->streams[i] != stream_) container_->streams[i]->discard = AVDISCARD_ALL;
  open_decoder();
}

void SoundSource::open_decoder() {
  const AVCodec* decoder = avcodec_find_decoder(stream_->codecpar->codec_id);
  if (!is_decodable_sound(*stream_)) check(AVERROR_DECODER_NOT_FOUND, file_);
  codec_.reset(avcodec_alloc_context3(decoder));
  if (!codec_) throw std::bad_alloc();
  check(avcodec_parameters_to_context(codec_.get(), stream_->codecpar), file_);
  codec_->pkt_timebase = stream_->time_base;
  codec_->thread_count = 1;
  check(avcodec_open2(codec_.get(), decoder, nullptr), file_);
}

// The next decoded frame; damaged packets are left out (silence takes their place).
Handle<AVFrame> SoundSource::decode() {
  Handle<AVFrame> frame = new_frame();
  for (;;) {
    const int received = avcodec_receive_frame(codec_.get(), frame.get());
    if (received == 0) return frame;
    if (received == AVERROR_EOF || (draining_ && received != AVERROR(EAGAIN))) return nullptr;
    if (received != AVERROR(EAGAIN)) continue;
    av_packet_unref(packet_.get());
    const int read = av_read_frame(container_.get(), packet_.get());
    if (read < 0) {
      draining_ = true;
      avcodec_send_packet(codec_.get(), nullptr);
    } else if (packet_->stream_index == stream_->index && packet_->size > 0) {
      avcodec_send_packet(codec_.get(), packet_.get());
    }
  }
}

// Gaps become silence and overlaps are cut, so that the sound stays in step with the picture.
// Played back slower, sound is lower in pitch and formants alike; the tempo is put right after.
std::string SoundSource::filter_chain() const {
  const int rate_hz = format_.sample_rate_hz;
  const std::string format =
      fmt::format("aformat=sample_fmts=fltp:sample_rates={}:channel_layouts={}", rate_hz,
                  format_.channels == 1 ? "mono" : "stereo");
  std::string chain = fmt::format("aresample={}:async=1:min_hard_comp=0.05,{}", rate_hz, format);
  if (pitch_factor_ != 1)
    chain += fmt::format(",asetrate={},aresample={},atempo={:.9f},{}",
                         std::lround(rate_hz * pitch_factor_), rate_hz, 1 / pitch_factor_, format);
  return chain;
}

void SoundSource::build_graph(const AVFrame& first) {
  format_ = {aac_rate(first.sample_rate), first.ch_layout.nb_channels == 1 ? 1 : 2};
  graph_.reset(avfilter_graph_alloc());
  if (!graph_) throw std::bad_alloc();
  graph_->nb_threads = 1;
  AVChannelLayout layout{};
  if (first.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC)
    av_channel_layout_default(&layout, first.ch_layout.nb_channels);
  else
    check(av_channel_layout_copy(&layout, &first.ch_layout), file_);
  std::array<char, 128> layout_name{};
  av_channel_layout_describe(&layout, layout_name.data(), layout_name.size());
  av_channel_layout_uninit(&layout);
  const AVRational base = stream_->time_base;
  const std::string input =
      "time_base=" + std::to_string(base.num) + "/" + std::to_string(base.den) +
      ":sample_rate=" + std::to_string(first.sample_rate) +
      ":sample_fmt=" + av_get_sample_fmt_name(static_cast<AVSampleFormat>(first.format)) +
      ":channel_layout=" + layout_name.data();
  check(avfilter_graph_create_filter(&graph_in_, avfilter_get_by_name("abuffer"), "in",
                                     input.c_str(), nullptr, graph_.get()),
        file_);
  check(avfilter_graph_create_filter(&graph_out_, avfilter_get_by_name("abuffersink"), "out",
                                     nullptr, nullptr, graph_.get()),
        file_);
  Handle<AVFilterInOut> outputs(avfilter_inout_alloc());
  Handle<AVFilterInOut> inputs(avfilter_inout_alloc());
  if (!outputs || !inputs) throw std::bad_alloc();
  outputs->name = av_strdup("in");
  outputs->filter_ctx = graph_in_;
  inputs->name = av_strdup("out");
  inputs->filter_ctx = graph_out_;
  AVFilterInOut* open_inputs = inputs.release();
  AVFilterInOut* open_outputs = outputs.release();
  const int parsed = avfilter_graph_parse_ptr(graph_.get(), filter_chain().c_str(), &open_inputs,
                                              &open_outputs, nullptr);
  avfilter_inout_free(&open_inputs);
  avfilter_inout_free(&open_outputs);
  check(parsed, file_);
  check(avfilter_graph_config(graph_.get(), nullptr), file_);
}

bool SoundSource::feed_graph() {
  Handle<AVFrame> frame = decode();
  if (!frame) {
    if (graph_) check(av_buffersrc_add_frame(graph_in_, nullptr), file_);
    return false;
  }
  if (!graph_) {
    build_graph(*frame);
    start_s_ = frame->best_effort_timestamp == AV_NOPTS_VALUE
                   ? 0
                   : static_cast<double>(frame->best_effort_timestamp) * av_q2d(stream_->time_base);
  }
  frame->pts = frame->best_effort_timestamp;
  const int code = av_buffersrc_add_frame(graph_in_, frame.get());
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  return true;  // a frame in another format than the first is left out
}

Handle<AVFrame> SoundSource::next() {
  for (;;) {
    if (graph_) {
      Handle<AVFrame> frame = new_frame();
      const int code = av_buffersink_get_frame(graph_out_, frame.get());
      if (code >= 0) return frame;
      if (code == AVERROR_EOF) return nullptr;
      if (code != AVERROR(EAGAIN)) check(code, file_);
    }
    if (!feed_graph() && !graph_) return nullptr;
  }
}

}  // namespace securepose::media
