#include "securepose/media/rgb_converter.h"

#include <array>
#include <opencv2/core.hpp>

#include "securepose/base/error.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace securepose::media {
namespace {

// Pictures that don't name their matrix: high definition is BT.709, the rest BT.601, as players
// have agreed (mpv and others draw the line at 1280 columns or more than 576 lines).
int matrix_of(const AVFrame& picture) {
  switch (picture.colorspace) {
    case AVCOL_SPC_BT709:
      return SWS_CS_ITU709;
    case AVCOL_SPC_FCC:
      return SWS_CS_FCC;
    case AVCOL_SPC_BT470BG:
    case AVCOL_SPC_SMPTE170M:
      return SWS_CS_ITU601;
    case AVCOL_SPC_SMPTE240M:
      return SWS_CS_SMPTE240M;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL:
      return SWS_CS_BT2020;
    default:
      return picture.width >= 1280 || picture.height > 576 ? SWS_CS_ITU709 : SWS_CS_ITU601;
  }
}

// The "J" formats of old say full range by their name.
bool is_full_range(const AVFrame& picture) {
  switch (picture.format) {
    case AV_PIX_FMT_YUVJ411P:
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ444P:
      return true;
    default:
      return picture.color_range == AVCOL_RANGE_JPEG;
  }
}

}  // namespace

void RgbConverter::prepare_scaler(const AVFrame& picture) {
  const Source wanted{picture.width, picture.height, picture.format, matrix_of(picture),
                      is_full_range(picture)};
  if (scaler_ && wanted == source_) return;
  const bool same_size = picture.width == width_px_ && picture.height == height_px_;
  const int flags = same_size ? SWS_BILINEAR : SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
  scaler_.reset(sws_getContext(picture.width, picture.height,
                               static_cast<AVPixelFormat>(picture.format), width_px_, height_px_,
                               AV_PIX_FMT_RGB24, flags, nullptr, nullptr, nullptr));
  if (!scaler_) {
    const char* name = av_get_pix_fmt_name(static_cast<AVPixelFormat>(picture.format));
    throw base::Error(base::ErrorKind::kInput,
                      std::string("Pictures of the format ") + (name ? name : "(unknown)") +
                          " can't be converted. Convert the video to H.264 and give that file.");
  }
  const int* matrix = sws_getCoefficients(wanted.matrix);
  constexpr int kUnity = 1 << 16;  // contrast and saturation in 16.16 fixed point
  sws_setColorspaceDetails(scaler_.get(), matrix, wanted.full_range,
                           sws_getCoefficients(SWS_CS_ITU709), 1, 0, kUnity, kUnity);
  source_ = wanted;
}

cv::Mat RgbConverter::convert(const AVFrame& picture) {
  prepare_scaler(picture);
  // One row more than needed: the scaler's vector code may write a little past a row's end.
  cv::Mat room(height_px_ + 1, width_px_, CV_8UC3);
  cv::Mat rgb = room.rowRange(0, height_px_);
  std::array<std::uint8_t*, 4> planes{rgb.data, nullptr, nullptr, nullptr};
  std::array<int, 4> strides{static_cast<int>(rgb.step[0]), 0, 0, 0};
  sws_scale(scaler_.get(), picture.data, picture.linesize, 0, picture.height, planes.data(),
            strides.data());
  return rgb;
}

}  // namespace securepose::media
