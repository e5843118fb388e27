#include "securepose/media/rgb_converter.h"

#include <new>
#include <opencv2/core.hpp>

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

PictureFormat format_of(const AVFrame& picture) {
  return {picture.width, picture.height, picture.format, matrix_of(picture),
          is_full_range(picture)};
}

PictureFormat rgb_format(SizePx size) {
  return {size.width_px, size.height_px, AV_PIX_FMT_RGB24, SWS_CS_ITU709, true};
}

// One row more than needed: the scaler's vector code may write a little past a row's end.
cv::Mat new_rgb(SizePx size) {
  const cv::Mat room(size.height_px + 1, size.width_px, CV_8UC3);
  return room.rowRange(0, size.height_px);
}

PlaneView planes_of(const cv::Mat& rgb) {
  return {{rgb.data, nullptr, nullptr, nullptr}, {static_cast<int>(rgb.step[0]), 0, 0, 0}};
}

}  // namespace

cv::Mat RgbConverter::convert(const AVFrame& picture, SizePx size) {
  return ColourCube::needed_for(picture) ? convert_by_cube(picture, size)
                                         : convert_by_matrix(picture, size);
}

cv::Mat RgbConverter::convert_by_matrix(const AVFrame& picture, SizePx size) {
  cv::Mat rgb = new_rgb(size);
  scaler_.convert(format_of(picture), media::planes_of(picture), rgb_format(size), planes_of(rgb));
  return rgb;
}

cv::Mat RgbConverter::convert_by_cube(const AVFrame& picture, SizePx size) {
  const ColourCube::Key key = ColourCube::key_of(picture);
  if (!cube_ || !(cube_->key() == key)) cube_.emplace(key);
  const SizePx coded{picture.width, picture.height};
  cv::Mat rgb = new_rgb(coded);
  if (picture.format == AV_PIX_FMT_YUV420P10LE) {
    cube_->convert(picture, rgb);
  } else {
    const Handle<AVFrame> ten_bits = new_frame();
    ten_bits->format = AV_PIX_FMT_YUV420P10LE;
    ten_bits->width = picture.width;
    ten_bits->height = picture.height;
    if (av_frame_get_buffer(ten_bits.get(), 0) < 0) throw std::bad_alloc();
    const PictureFormat from = format_of(picture);
    PictureFormat to = from;
    to.pixel_format = AV_PIX_FMT_YUV420P10LE;
    to_ten_bits_.convert(from, media::planes_of(picture), to, media::planes_of(*ten_bits));
    cube_->convert(*ten_bits, rgb);
  }
  if (coded == size) return rgb;
  cv::Mat resized = new_rgb(size);
  resize_.convert(rgb_format(coded), planes_of(rgb), rgb_format(size), planes_of(resized));
  return resized;
}

}  // namespace securepose::media
