#include "securepose/media/picture_frame.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/core.hpp>

namespace securepose::media {
namespace {

// As large as fits, in the same proportions. A bar of one row is rounding.
SizePx fitted(SizePx picture, SizePx into) {
  const double scale = std::min(static_cast<double>(into.width_px) / picture.width_px,
                                static_cast<double>(into.height_px) / picture.height_px);
  const auto side = [scale](int side_px, int most_px) {
    const int scaled = std::clamp(static_cast<int>(std::lround(side_px * scale)), 1, most_px);
    return most_px - scaled <= 1 ? most_px : scaled;
  };
  return {side(picture.width_px, into.width_px), side(picture.height_px, into.height_px)};
}

}  // namespace

cv::Mat PictureFrame::show(const AVFrame& picture, const PictureShape& shape, int part_turn_deg,
                           int turn_deg) {
  Orientation upright = shape.orientation;
  upright.clockwise_deg = (upright.clockwise_deg + part_turn_deg) % 360;
  const SizePx fit = fitted(shape.stored.turned(upright.clockwise_deg), size_);
  const cv::Mat rgb = converter_.convert(picture, fit.turned(upright.clockwise_deg));
  if (fit == size_) {
    upright.clockwise_deg = (upright.clockwise_deg + turn_deg) % 360;
    return make_upright(rgb, upright);
  }
  cv::Mat framed = cv::Mat::zeros(size_.height_px, size_.width_px, CV_8UC3);
  make_upright(rgb, upright)
      .copyTo(framed({(size_.width_px - fit.width_px) / 2, (size_.height_px - fit.height_px) / 2,
                      fit.width_px, fit.height_px}));
  return make_upright(framed, {turn_deg % 360, false});
}

}  // namespace securepose::media
