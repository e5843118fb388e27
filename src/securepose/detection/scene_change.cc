#include "securepose/detection/scene_change.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "securepose/inference/picture_tensor.h"

namespace securepose::detection {
namespace {

/// Long side of the copies that are compared: small enough to be quick and to let noise average
/// out, large enough for a shift of a tenth of its pixel to be seen.
constexpr int kLongSidePx = 160;
/// Bins of brightness and of the two colour differences.
constexpr int kBrightnessBins = 16;
constexpr int kColourBins = 8;

cv::Mat small_copy(const cv::Mat& rgb) {
  const double scale =
      std::min(1.0, static_cast<double>(kLongSidePx) / std::max(rgb.cols, rgb.rows));
  // The window below needs at least two pixels.
  return inference::resize_picture(rgb,
                                   {std::max(2, static_cast<int>(std::lround(rgb.cols * scale))),
                                    std::max(2, static_cast<int>(std::lround(rgb.rows * scale)))});
}

/// Share of the pixels in each bin.
cv::Mat histogram_of(const cv::Mat& small_rgb) {
  cv::Mat picture;
  cv::cvtColor(small_rgb, picture, cv::COLOR_RGB2YCrCb);
  const int channels[] = {0, 1, 2};
  const int bins[] = {kBrightnessBins, kColourBins, kColourBins};
  const float range[] = {0, 256};
  const float* ranges[] = {range, range, range};
  cv::Mat histogram;
  cv::calcHist(&picture, 1, channels, cv::noArray(), histogram, 3, bins, ranges);
  return histogram / static_cast<double>(small_rgb.total());
}

/// Mean absolute difference where both pictures have content after `previous` is moved.
double residual_after_shift(const cv::Mat& previous, const cv::Mat& current, cv::Point2d shift) {
  const cv::Matx23d move(1, 0, shift.x, 0, 1, shift.y);
  cv::Mat moved;
  cv::Mat valid;
  cv::warpAffine(previous, moved, move, current.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT);
  cv::warpAffine(cv::Mat(previous.size(), CV_8U, cv::Scalar(255)), valid, move, current.size(),
                 cv::INTER_NEAREST, cv::BORDER_CONSTANT);
  cv::Mat difference;
  cv::absdiff(moved, current, difference);
  return cv::mean(difference, valid)[0];
}

}  // namespace

std::optional<SceneChange> SceneChangeMeter::measure(const cv::Mat& rgb) {
  const cv::Mat small = small_copy(rgb);
  cv::Mat grey;
  cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
  grey.convertTo(grey, CV_32F);
  const cv::Mat histogram = histogram_of(small);
  std::optional<SceneChange> change;
  if (!previous_grey_.empty()) {
    cv::Mat previous = previous_grey_;
    if (previous.size() != grey.size()) cv::resize(previous, previous, grey.size());
    cv::Mat window;
    cv::createHanningWindow(window, grey.size(), CV_32F);
    double response = 0;
    // Of copies: where their size suits its transform, phaseCorrelate multiplies its arguments by
    // the window in place (OpenCV 4.6).
    cv::Point2d shift = cv::phaseCorrelate(previous.clone(), grey.clone(), window, &response);
    if (!std::isfinite(shift.x) || !std::isfinite(shift.y) || !std::isfinite(response)) {
      // A picture without any structure correlates with nothing.
      shift = {};
      response = 0;
    }
    change = SceneChange{.histogram_distance = std::min(
                             1.0, cv::norm(previous_histogram_, histogram, cv::NORM_L1) / 2),
                         .residual = residual_after_shift(previous, grey, shift),
                         .shift_x_px = shift.x * rgb.cols / small.cols,
                         .shift_y_px = shift.y * rgb.rows / small.rows,
                         .shift_certainty = std::clamp(response, 0.0, 1.0)};
  }
  previous_grey_ = grey;
  previous_histogram_ = histogram;
  return change;
}

}  // namespace securepose::detection
