#include "securepose/media/h264_encoder.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <opencv2/core.hpp>
#include <thread>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/media/nal_units.h"

extern "C" {
#include <libavutil/cpu.h>
#include <libavutil/opt.h>
}

namespace securepose::media {
namespace {

constexpr double kAssumedFps = 25;    // where the source tells no rate
constexpr double kKeyInterval_s = 2;  // chosen by us: quick seeking on the review page

void check(int code, const char* what) {
  if (code >= 0) return;
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  throw base::Error(base::ErrorKind::kEnvironment,
                    std::string("The video could not be encoded: ") + what + " failed (" +
                        ffmpeg_error_text(code) +
                        "). Check that FFmpeg's libraries are built with libx264.");
}

int thread_count(const EncodeOptions& options) {
  if (options.threads > 0) return options.threads;
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 16);
}

/// Stitchable: the same parameter sets for every piece, whatever is in it. x264's AVX-512 code gave
/// other bytes (of the same pictures) for the same input in 6 of 96 repetitions on a busy machine,
/// its AVX2 code in none of 256; naming a set on a processor without it would end the program.
std::string x264_parameters() {
  std::string parameters = "stitchable=1:force-cfr=1";
  if ((av_get_cpu_flags() & AV_CPU_FLAG_AVX512) != 0) parameters += ":asm=AVX2";
  return parameters;
}

Handle<AVCodecContext> open_encoder(const VideoInfo& video, const EncodeOptions& options) {
  const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
  if (!encoder) check(AVERROR_ENCODER_NOT_FOUND, "libx264");
  Handle<AVCodecContext> codec(avcodec_alloc_context3(encoder));
  if (!codec) throw std::bad_alloc();
  const double fps = std::clamp(video.nominal_fps.value_or(kAssumedFps), 1.0, 1000.0);
  codec->width = coded_side_px(video.width_px);
  codec->height = coded_side_px(video.height_px);
  codec->pix_fmt = AV_PIX_FMT_YUV420P;
  codec->framerate = av_d2q(fps, 1001000);
  codec->time_base = av_inv_q(codec->framerate);
  codec->gop_size = std::clamp(static_cast<int>(std::lround(fps * kKeyInterval_s)), 2, 250);
  codec->max_b_frames = 0;
  codec->sample_aspect_ratio = {1, 1};
  codec->color_primaries = AVCOL_PRI_BT709;
  codec->color_trc = AVCOL_TRC_BT709;
  codec->colorspace = AVCOL_SPC_BT709;
  codec->color_range = AVCOL_RANGE_MPEG;
  codec->chroma_sample_location = AVCHROMA_LOC_LEFT;
  codec->thread_count = thread_count(options);
  codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP;
  AVDictionary* settings = nullptr;
  av_dict_set(&settings, "preset", "veryfast", 0);
  av_dict_set(&settings, "profile", "high", 0);
  av_dict_set_int(&settings, "crf", options.crf, 0);
  av_dict_set(&settings, "x264-params", x264_parameters().c_str(), 0);
  const int code = avcodec_open2(codec.get(), encoder, &settings);
  av_dict_free(&settings);
  check(code, "libx264");
  return codec;
}

}  // namespace

H264Encoder::H264Encoder(const VideoInfo& video, const EncodeOptions& options, Sink sink)
    : sink_(std::move(sink)), width_px_(video.width_px), height_px_(video.height_px) {
  silence_ffmpeg();
  codec_ = open_encoder(video, options);
  configuration_ = decoder_configuration({reinterpret_cast<const char*>(codec_->extradata),
                                          static_cast<std::size_t>(codec_->extradata_size)});
}

void H264Encoder::fill_picture(const cv::Mat& rgb) {
  cv::Mat even_rgb = rgb;
  if (rgb.cols != codec_->width || rgb.rows != codec_->height)
    cv::copyMakeBorder(rgb, even_rgb, 0, codec_->height - rgb.rows, 0, codec_->width - rgb.cols,
                       cv::BORDER_REPLICATE);
  if (!picture_->buf[0] || !av_frame_is_writable(picture_.get())) {
    av_frame_unref(picture_.get());
    picture_->format = codec_->pix_fmt;
    picture_->width = codec_->width;
    picture_->height = codec_->height;
    check(av_frame_get_buffer(picture_.get(), 0), "memory");
  }
  const PictureFormat rgb_format{codec_->width, codec_->height, AV_PIX_FMT_RGB24, SWS_CS_ITU709,
                                 true};
  const PictureFormat coded_format{codec_->width, codec_->height, AV_PIX_FMT_YUV420P, SWS_CS_ITU709,
                                   false};
  const PlaneView planes{{even_rgb.data, nullptr, nullptr, nullptr},
                         {static_cast<int>(even_rgb.step[0]), 0, 0, 0}};
  scaler_.convert(rgb_format, planes, coded_format, planes_of(*picture_));
}

void H264Encoder::encode(const cv::Mat& rgb, std::int64_t pts_ticks, std::int64_t duration_ticks) {
  if (rgb.cols != width_px_ || rgb.rows != height_px_ || rgb.type() != CV_8UC3)
    throw std::invalid_argument("picture of another size or type than the video");
  fill_picture(rgb);
  picture_->pts = frames_++;
  under_way_.push_back({pts_ticks, duration_ticks});
  check(avcodec_send_frame(codec_.get(), picture_.get()), "libx264");
  drain();
}

void H264Encoder::finish() {
  check(avcodec_send_frame(codec_.get(), nullptr), "libx264");
  drain();
}

void H264Encoder::drain() {
  for (;;) {
    const int code = avcodec_receive_packet(codec_.get(), packet_.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    check(code, "libx264");
    deliver(*packet_);
    av_packet_unref(packet_.get());
  }
}

// Without B-frames, packets come in the order of the pictures.
void H264Encoder::deliver(const AVPacket& packet) {
  CodedPicture coded;
  coded.pts_ticks = under_way_.front().pts_ticks;
  coded.duration_ticks = under_way_.front().duration_ticks;
  under_way_.pop_front();
  coded.key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
  coded.data = to_length_prefixed(
      {reinterpret_cast<const char*>(packet.data), static_cast<std::size_t>(packet.size)});
  coded.size_bytes = static_cast<std::uint32_t>(coded.data.size());
  sink_(coded);
}

}  // namespace securepose::media
