#include "securepose/deidentification/independent_faces.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace securepose::deidentification {
namespace {

constexpr double kCenterFaceScore = 0.05;
constexpr double kBlazeFaceScore = 0.15;
/// Long sides for CenterFace; the regions were placed at 640 and at the picture's own size up to
/// 1920. A small picture is enlarged instead.
constexpr int kLargeLook_px = 960;
constexpr int kSmallLook_px = 448;

}  // namespace

IndependentFaces::IndependentFaces(const inference::NetworkOptions& options)
    : centerface_({.min_score = kCenterFaceScore}, options),
      blazeface_({.min_score = kBlazeFaceScore}, options) {}

std::vector<FaceSighting> IndependentFaces::look(const cv::Mat& rgb) {
  std::vector<FaceSighting> sightings;
  const int long_side_px = std::max(rgb.cols, rgb.rows);
  const auto centerface = [&](const cv::Mat& picture, int look_px, double scale) {
    for (const auto& face :
         centerface_.detect(picture, look_px, detection::FaceSource::kCenterFaceHalf)) {
      const geometry::Box& box = face.box_px;
      sightings.push_back(
          {{box.x1_px / scale, box.y1_px / scale, box.x2_px / scale, box.y2_px / scale},
           face.score,
           true});
    }
  };
  if (long_side_px > kLargeLook_px * 5 / 4) {
    centerface(rgb, kLargeLook_px, 1);
  } else {
    const double scale = static_cast<double>(kLargeLook_px) / long_side_px;
    cv::Mat enlarged;
    cv::resize(rgb, enlarged, {}, scale, scale, cv::INTER_LINEAR);
    centerface(enlarged, kLargeLook_px, scale);
  }
  centerface(rgb, kSmallLook_px, 1);
  const double side_px = std::min(rgb.cols, rgb.rows);
  const int tiles = std::max(1, static_cast<int>(std::ceil(1.5 * long_side_px / side_px - 0.5)));
  for (int i = 0; i < tiles; ++i) {
    const double along_px =
        tiles == 1 ? long_side_px / 2.0
                   : side_px / 2 + i * (long_side_px - side_px) / static_cast<double>(tiles - 1);
    const geometry::Point center = rgb.cols >= rgb.rows ? geometry::Point{along_px, side_px / 2}
                                                        : geometry::Point{side_px / 2, along_px};
    for (const auto& face : blazeface_.detect(rgb, {center, side_px, 0})) {
      sightings.push_back({face.box_px, face.score, false});
    }
  }
  return sightings;
}

}  // namespace securepose::deidentification
