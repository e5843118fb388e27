#include "securepose/perception/appearance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "securepose/geometry/ellipse.h"

namespace securepose::perception {
namespace {

using geometry::Point;
using pose::BlazePose;
using pose::PoseLandmarks;

constexpr int kHues = 8;
constexpr int kSaturations = 3;
constexpr int kGreys = 4;
constexpr int kBins = kHues * kSaturations + kGreys;
/// About so many samples across a part are enough for a histogram.
constexpr double kSamplesAcross = 32;
/// Below this saturation or brightness (0 to 255) the hue means nothing.
constexpr int kColouredSaturation = 40;
constexpr int kColouredValue = 40;

int bin_of(const cv::Vec3b& hsv) {
  if (hsv[1] < kColouredSaturation || hsv[2] < kColouredValue) {
    return kHues * kSaturations + hsv[2] * kGreys / 256;
  }
  const int hue = hsv[0] * kHues / 180;
  const int saturation =
      std::min(kSaturations - 1, (hsv[1] - kColouredSaturation) * kSaturations / 216);
  return hue * kSaturations + saturation;
}

/// Calls `take(x, y)` for sample points at equal distances that lie in a picture and in a box.
template <class Take>
void for_each_sample(const cv::Mat& rgb, const geometry::Box& box, const Take& take) {
  const double step_px = std::max(1.0, std::max(box.width_px(), box.height_px()) / kSamplesAcross);
  const int columns = static_cast<int>(std::lround(box.width_px() / step_px));
  const int rows = static_cast<int>(std::lround(box.height_px() / step_px));
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const double x = box.x1_px + (column + 0.5) * step_px;
      const double y = box.y1_px + (row + 0.5) * step_px;
      if (x >= 0 && y >= 0 && x < rgb.cols && y < rgb.rows) take(x, y);
    }
  }
}

/// Adds the colours inside a four-sided part of the picture; false if it has no pixel there.
bool add_part(const cv::Mat& rgb, const std::array<Point, 4>& corners, std::vector<float>& into) {
  std::vector<float> bins(kBins, 0.F);
  int count = 0;
  std::vector<cv::Point2f> polygon;
  polygon.reserve(corners.size());
  for (const Point& corner : corners) {
    polygon.emplace_back(static_cast<float>(corner.x_px), static_cast<float>(corner.y_px));
  }
  const cv::Rect2f box = cv::boundingRect(polygon);
  for_each_sample(
      rgb, {box.x, box.y, box.x + box.width, box.y + box.height}, [&](double x, double y) {
        const cv::Point2f p(static_cast<float>(x), static_cast<float>(y));
        if (cv::pointPolygonTest(polygon, p, false) < 0) return;
        cv::Mat pixel(1, 1, CV_8UC3);
        pixel.at<cv::Vec3b>(0) = rgb.at<cv::Vec3b>(static_cast<int>(y), static_cast<int>(x));
        cv::Mat hsv;
        cv::cvtColor(pixel, hsv, cv::COLOR_RGB2HSV);
        bins[static_cast<std::size_t>(bin_of(hsv.at<cv::Vec3b>(0)))] += 1;
        ++count;
      });
  for (float& bin : bins) bin = count > 0 ? bin / static_cast<float>(count) : 0.F;
  into.insert(into.end(), bins.begin(), bins.end());
  return count > 0;
}

}  // namespace

std::vector<float> clothing_colours(const cv::Mat& rgb, const PoseLandmarks& landmarks) {
  const auto at = [&](BlazePose which) { return landmarks[which].point; };
  std::vector<float> colours;
  const bool trunk = add_part(rgb,
                              {at(BlazePose::kLeftShoulder), at(BlazePose::kRightShoulder),
                               at(BlazePose::kRightHip), at(BlazePose::kLeftHip)},
                              colours);
  const bool thighs = add_part(rgb,
                               {at(BlazePose::kLeftHip), at(BlazePose::kRightHip),
                                at(BlazePose::kRightKnee), at(BlazePose::kLeftKnee)},
                               colours);
  if (!trunk && !thighs) colours.clear();
  return colours;
}

std::optional<observation::MeanColour> mean_colour(const cv::Mat& rgb,
                                                   const geometry::Ellipse& ellipse) {
  std::array<double, 3> sum{};
  int count = 0;
  for_each_sample(rgb, ellipse.bounds(), [&](double x, double y) {
    if (!ellipse.contains({x, y})) return;
    const auto& pixel = rgb.at<cv::Vec3b>(static_cast<int>(y), static_cast<int>(x));
    for (int c = 0; c < 3; ++c) sum[static_cast<std::size_t>(c)] += pixel[c];
    ++count;
  });
  if (count == 0) return std::nullopt;
  observation::MeanColour mean{};
  for (std::size_t c = 0; c < 3; ++c) mean[c] = static_cast<float>(sum[c] / count);
  return mean;
}

}  // namespace securepose::perception
