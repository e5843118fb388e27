#include "securepose/media/ffmpeg_build.h"

#include <fmt/format.h>

#include <array>

extern "C" {
#include <libavcodec/avcodec.h>
}

namespace securepose::media {
namespace {

// What phones, tablets, cameras and their converters write.
constexpr std::array kRecordingCodecs = {
    AV_CODEC_ID_H264,   AV_CODEC_ID_HEVC,    AV_CODEC_ID_VP8,        AV_CODEC_ID_VP9,
    AV_CODEC_ID_AV1,    AV_CODEC_ID_MPEG4,   AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MJPEG,
    AV_CODEC_ID_PRORES, AV_CODEC_ID_DVVIDEO, AV_CODEC_ID_WMV2,       AV_CODEC_ID_VC1,
    AV_CODEC_ID_H263};

}  // namespace

FfmpegBuild ffmpeg_build() {
  FfmpegBuild build;
  const unsigned version = avcodec_version();
  build.version = fmt::format("{}.{}.{}", AV_VERSION_MAJOR(version), AV_VERSION_MINOR(version),
                              AV_VERSION_MICRO(version));
  build.licence = avcodec_license();
  build.writes_h264 = avcodec_find_encoder_by_name("libx264") != nullptr;
  for (const AVCodecID codec : kRecordingCodecs) {
    if (!avcodec_find_decoder(codec)) build.missing_decoders.emplace_back(avcodec_get_name(codec));
  }
  return build;
}

}  // namespace securepose::media
