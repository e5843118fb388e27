#include "securepose/inference/picture_tensor.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace securepose::inference {
namespace {

using geometry::Point;
using geometry::RotatedSquare;
using geometry::Similarity;

/// Below this scale bilinear sampling skips source pixels.
constexpr double kAliasingScale = 0.5;

/// The part of the picture that the square touches, with a pixel to spare for interpolation.
cv::Rect touched_part(const cv::Mat& rgb, const RotatedSquare& square) {
  const Similarity image_from_unit = Similarity::crop_from_image(square, 1).inverse();
  double x1 = rgb.cols, y1 = rgb.rows, x2 = 0, y2 = 0;
  for (const Point corner : {Point{0, 0}, Point{1, 0}, Point{0, 1}, Point{1, 1}}) {
    const Point p = image_from_unit(corner);
    x1 = std::min(x1, p.x_px);
    y1 = std::min(y1, p.y_px);
    x2 = std::max(x2, p.x_px);
    y2 = std::max(y2, p.y_px);
  }
  // Kept within the picture before the numbers become integers, for a square may lie far outside.
  const int left = static_cast<int>(std::floor(std::clamp(x1 - 2, 0.0, double(rgb.cols))));
  const int top = static_cast<int>(std::floor(std::clamp(y1 - 2, 0.0, double(rgb.rows))));
  const int right = static_cast<int>(std::ceil(std::clamp(x2 + 2, 0.0, double(rgb.cols))));
  const int bottom = static_cast<int>(std::ceil(std::clamp(y2 + 2, 0.0, double(rgb.rows))));
  return {left, top, std::max(0, right - left), std::max(0, bottom - top)};
}

/// The mapping from a shrunken part of the picture to the crop, for warpAffine: pixel centres are
/// at whole numbers there and at halves in ours.
cv::Matx23d crop_from_shrunken(const Similarity& crop_from_image, Point origin, double step_x,
                               double step_y) {
  const Point at_origin = crop_from_image(origin);
  const Point along_x = crop_from_image(origin + Point{step_x, 0}) - at_origin;
  const Point along_y = crop_from_image(origin + Point{0, step_y}) - at_origin;
  const Point shift = at_origin + 0.5 * along_x + 0.5 * along_y - Point{0.5, 0.5};
  return {along_x.x_px, along_y.x_px, shift.x_px, along_x.y_px, along_y.y_px, shift.y_px};
}

}  // namespace

cv::Mat crop_square(const cv::Mat& rgb, const RotatedSquare& square, int side_px) {
  cv::Mat crop(side_px, side_px, CV_8UC3, cv::Scalar::all(0));
  const cv::Rect part = touched_part(rgb, square);
  if (!(square.side_px > 0) || part.empty()) return crop;
  const Similarity crop_from_image = Similarity::crop_from_image(square, side_px);
  cv::Mat source = rgb(part);
  double step_x = 1;
  double step_y = 1;
  if (crop_from_image.scale() < kAliasingScale) {
    const double shrink = std::floor(1 / crop_from_image.scale());
    const cv::Size size(std::max(1, static_cast<int>(std::lround(part.width / shrink))),
                        std::max(1, static_cast<int>(std::lround(part.height / shrink))));
    step_x = static_cast<double>(part.width) / size.width;
    step_y = static_cast<double>(part.height) / size.height;
    cv::Mat shrunken;
    cv::resize(source, shrunken, size, 0, 0, cv::INTER_AREA);
    source = shrunken;
  }
  const Point origin{static_cast<double>(part.x), static_cast<double>(part.y)};
  cv::warpAffine(source, crop, crop_from_shrunken(crop_from_image, origin, step_x, step_y),
                 crop.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(0));
  return crop;
}

cv::Mat resize_picture(const cv::Mat& rgb, cv::Size size) {
  if (rgb.size() == size) return rgb;
  const bool shrinks = size.width <= rgb.cols && size.height <= rgb.rows;
  cv::Mat result;
  cv::resize(rgb, result, size, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
  return result;
}

void to_tensor_nhwc(const cv::Mat& rgb, float low, float high, std::vector<float>& tensor) {
  tensor.resize(rgb.total() * 3);
  cv::Mat view(rgb.rows, rgb.cols, CV_32FC3, tensor.data());
  rgb.convertTo(view, CV_32F, (high - low) / 255.0, low);
}

void to_tensor_nchw(const cv::Mat& rgb, std::vector<float>& tensor) {
  tensor.resize(rgb.total() * 3);
  std::array<cv::Mat, 3> bytes;
  cv::split(rgb, bytes.data());
  for (std::size_t channel = 0; channel < 3; ++channel) {
    cv::Mat view(rgb.rows, rgb.cols, CV_32F, tensor.data() + channel * rgb.total());
    bytes[channel].convertTo(view, CV_32F);
  }
}

}  // namespace securepose::inference
