#include "securepose/media/sound_track.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "securepose/base/error.h"
#include "securepose/media/ffmpeg_handles.h"
#include "securepose/media/sound_source.h"

extern "C" {
#include <libavutil/audio_fifo.h>
#include <libavutil/channel_layout.h>
#include <libavutil/samplefmt.h>
}

namespace securepose::media {
namespace {

void check(int code) {
  if (code >= 0) return;
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  throw base::Error(base::ErrorKind::kEnvironment,
                    "The sound could not be encoded (" + ffmpeg_error_text(code) +
                        "). Run again without the option that keeps the sound.");
}

// Lower by a quarter: far enough that a known voice is not recognised at once, still understood.
constexpr double kDisguisedPitch = 0.75;

class AacEncoder {
 public:
  AacEncoder(SoundSource::Format format, SoundTrack& out) : out_(out) {
    const AVCodec* encoder = avcodec_find_encoder(AV_CODEC_ID_AAC);
    codec_.reset(encoder ? avcodec_alloc_context3(encoder) : nullptr);
    if (!codec_) check(AVERROR_ENCODER_NOT_FOUND);
    constexpr int kBitsPerChannel = 96'000;  // transparent for speech with FFmpeg's encoder
    codec_->sample_rate = format.sample_rate_hz;
    codec_->sample_fmt = AV_SAMPLE_FMT_FLTP;
    codec_->bit_rate = std::int64_t{kBitsPerChannel} * format.channels;
    codec_->time_base = {1, format.sample_rate_hz};
    codec_->thread_count = 1;
    av_channel_layout_default(&codec_->ch_layout, format.channels);
    // Bit-exact also means: the encoder does not write its name into the stream.
    codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    check(avcodec_open2(codec_.get(), encoder, nullptr));
    fifo_.reset(av_audio_fifo_alloc(AV_SAMPLE_FMT_FLTP, format.channels, codec_->frame_size));
    if (!fifo_) throw std::bad_alloc();
    Mp4Track& track = out_.track;
    track.kind = Mp4Track::Kind::kSound;
    track.timescale = static_cast<std::uint32_t>(format.sample_rate_hz);
    track.channels = format.channels;
    track.bit_rate = static_cast<std::uint32_t>(codec_->bit_rate);
    track.skip_ticks = static_cast<std::uint32_t>(codec_->initial_padding);
    track.configuration.assign(reinterpret_cast<const char*>(codec_->extradata),
                               static_cast<std::size_t>(codec_->extradata_size));
  }

  void encode(const AVFrame& pcm) {
    // FFmpeg takes the planes as void** but only reads them.
    check(av_audio_fifo_write(
        fifo_.get(), reinterpret_cast<void**>(const_cast<std::uint8_t**>(pcm.extended_data)),
        pcm.nb_samples));
    while (av_audio_fifo_size(fifo_.get()) >= codec_->frame_size) send(codec_->frame_size);
  }

  void finish() {
    if (const int rest = av_audio_fifo_size(fifo_.get()); rest > 0) send(rest);
    check(avcodec_send_frame(codec_.get(), nullptr));
    drain();
    shorten_last_block();
  }

 private:
  void send(int samples) {
    const Handle<AVFrame> frame = new_frame();
    frame->nb_samples = samples;
    frame->format = AV_SAMPLE_FMT_FLTP;
    frame->sample_rate = codec_->sample_rate;
    check(av_channel_layout_copy(&frame->ch_layout, &codec_->ch_layout));
    check(av_frame_get_buffer(frame.get(), 0));
    check(av_audio_fifo_read(fifo_.get(), reinterpret_cast<void**>(frame->extended_data), samples));
    frame->pts = sent_;
    sent_ += samples;
    check(avcodec_send_frame(codec_.get(), frame.get()));
    drain();
  }

  void drain() {
    const Handle<AVPacket> packet = new_packet();
    for (;;) {
      const int code = avcodec_receive_packet(codec_.get(), packet.get());
      if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
      check(code);
      out_.blocks.emplace_back(reinterpret_cast<const char*>(packet->data),
                               static_cast<std::size_t>(packet->size));
      out_.track.samples.push_back({static_cast<std::uint32_t>(packet->size),
                                    static_cast<std::uint32_t>(codec_->frame_size), true});
      av_packet_unref(packet.get());
    }
  }

  // The last block is filled up with silence that is not part of the sound.
  void shorten_last_block() {
    if (out_.track.samples.empty()) return;
    const auto filled = static_cast<std::int64_t>(out_.track.duration_ticks());
    Mp4Sample& last = out_.track.samples.back();
    const std::int64_t surplus = filled - (sent_ + codec_->initial_padding);
    if (surplus > 0 && surplus < last.duration_ticks)
      last.duration_ticks -= static_cast<std::uint32_t>(surplus);
  }

  SoundTrack& out_;
  Handle<AVCodecContext> codec_;
  Handle<AVAudioFifo> fifo_;
  std::int64_t sent_ = 0;
};

// Leaves out the first samples of a frame; true if any are left.
bool drop_front(AVFrame& pcm, std::int64_t& samples) {
  const int dropped = static_cast<int>(std::min<std::int64_t>(samples, pcm.nb_samples));
  samples -= dropped;
  if (dropped > 0 && dropped < pcm.nb_samples)
    av_samples_copy(pcm.extended_data, pcm.extended_data, 0, dropped, pcm.nb_samples - dropped,
                    pcm.ch_layout.nb_channels, static_cast<AVSampleFormat>(pcm.format));
  pcm.nb_samples -= dropped;
  return pcm.nb_samples > 0;
}

}  // namespace

std::optional<SoundTrack> recode_sound(const std::filesystem::path& source, AudioMode mode) {
  if (mode == AudioMode::kNone) return std::nullopt;
  SoundSource sound(source, mode == AudioMode::kDisguise ? kDisguisedPitch : 1);
  if (!sound.exists()) return std::nullopt;
  Handle<AVFrame> pcm = sound.next();
  if (!pcm) return std::nullopt;
  SoundTrack result;
  AacEncoder encoder(sound.format(), result);
  const std::int64_t start = std::llround(sound.start_s() * sound.format().sample_rate_hz);
  result.track.start_ticks = std::max<std::int64_t>(start, 0);
  std::int64_t before_zero = std::max<std::int64_t>(-start, 0);
  for (; pcm; pcm = sound.next())
    if (drop_front(*pcm, before_zero)) encoder.encode(*pcm);
  encoder.finish();
  return result;
}

}  // namespace securepose::media
