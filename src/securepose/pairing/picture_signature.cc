#include "securepose/pairing/picture_signature.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

namespace securepose::pairing {
namespace {

constexpr double kMean = 128;
constexpr double kSpread = 40;
/// Less spread of the brightness, of 255, shows nothing.
constexpr double kLeastSpread = 4;

}  // namespace

cv::Mat signature_of(const cv::Mat& rgb, cv::Size size_px) {
  if (rgb.empty()) return {};
  cv::Mat small;
  cv::resize(rgb, small, size_px, 0, 0, cv::INTER_AREA);
  cv::Mat grey;
  cv::cvtColor(small, grey, cv::COLOR_RGB2GRAY);
  cv::Scalar mean;
  cv::Scalar spread;
  cv::meanStdDev(grey, mean, spread);
  if (spread[0] < kLeastSpread) return {};
  const double scale = kSpread / spread[0];
  cv::Mat signature;
  grey.convertTo(signature, CV_8U, scale, kMean - scale * mean[0]);
  return signature;
}

double apart(const cv::Mat& a, const cv::Mat& b) {
  if (a.empty() || b.empty()) return kFarthestApart / 2;
  cv::Mat difference;
  cv::absdiff(a, b, difference);
  cv::min(difference, kFarthestApart, difference);
  return cv::mean(difference)[0];
}

}  // namespace securepose::pairing
