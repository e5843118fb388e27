#include "securepose/check/independent_faces.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>

namespace securepose::check {
namespace {

constexpr double kCenterFaceScore = 0.05;
constexpr double kBlazeFaceScore = 0.15;
/// Long sides for CenterFace; the regions were placed at 640 and at the picture's own size up to
/// 1920. A small picture is enlarged instead.
constexpr int kLargeLook_px = 960;
constexpr int kSmallLook_px = 448;
/// Where the picture's own size is about that of the large look, another one takes its place.
constexpr int kApart_px = 140;
constexpr int kOtherLook_px = 1280;
/// A look at one place: its side by the place's, and the size at which CenterFace sees it.
constexpr double kAroundPlace = 1.6;
constexpr int kPlaceLook_px = 320;

}  // namespace

IndependentFaces::IndependentFaces(inference::Precision face_precision)
    : centerface_({.min_score = kCenterFaceScore}, {.precision = face_precision}),
      blazeface_({.min_score = kBlazeFaceScore}, {}) {}

void IndependentFaces::add_centerface(const cv::Mat& rgb, int look_px,
                                      std::vector<RawFaceDetection>& detections) {
  // CenterFace itself scales down only.
  const double scale = std::max(1.0, static_cast<double>(look_px) / std::max(rgb.cols, rgb.rows));
  cv::Mat enlarged;
  if (scale > 1) cv::resize(rgb, enlarged, {}, scale, scale, cv::INTER_LINEAR);
  for (const auto& face : centerface_.detect(scale > 1 ? enlarged : rgb, look_px,
                                             detection::FaceSource::kCenterFaceHalf)) {
    const geometry::Box& box = face.box_px;
    detections.push_back(
        {{box.x1_px / scale, box.y1_px / scale, box.x2_px / scale, box.y2_px / scale},
         face.score,
         true});
  }
}

std::vector<RawFaceDetection> IndependentFaces::look(const cv::Mat& rgb) {
  std::vector<RawFaceDetection> detections;
  const int long_side_px = std::max(rgb.cols, rgb.rows);
  const bool placed_at_large_look = std::abs(long_side_px - kLargeLook_px) < kApart_px;
  add_centerface(rgb, placed_at_large_look ? kOtherLook_px : kLargeLook_px, detections);
  add_centerface(rgb, kSmallLook_px, detections);
  const double side_px = std::min(rgb.cols, rgb.rows);
  const int tiles = std::max(1, static_cast<int>(std::ceil(1.5 * long_side_px / side_px - 0.5)));
  for (int i = 0; i < tiles; ++i) {
    const double along_px =
        tiles == 1 ? long_side_px / 2.0
                   : side_px / 2 + i * (long_side_px - side_px) / static_cast<double>(tiles - 1);
    const geometry::Point center = rgb.cols >= rgb.rows ? geometry::Point{along_px, side_px / 2}
                                                        : geometry::Point{side_px / 2, along_px};
    for (const auto& face : blazeface_.detect(rgb, {center, side_px, 0})) {
      detections.push_back({face.box_px, face.score, false});
    }
  }
  return detections;
}

std::vector<RawFaceDetection> IndependentFaces::look_at(const cv::Mat& rgb,
                                                        const geometry::Box& place_px) {
  const double side_px = kAroundPlace * std::max(place_px.width_px(), place_px.height_px());
  const geometry::Box around = geometry::Box::around(place_px.center(), side_px, side_px);
  const cv::Rect crop = cv::Rect(cv::Point(static_cast<int>(std::floor(around.x1_px)),
                                           static_cast<int>(std::floor(around.y1_px))),
                                 cv::Point(static_cast<int>(std::ceil(around.x2_px)),
                                           static_cast<int>(std::ceil(around.y2_px)))) &
                        cv::Rect({0, 0}, rgb.size());
  std::vector<RawFaceDetection> detections;
  if (crop.empty()) return detections;
  // Always a square, black where the picture ends: each other shape would be a network of its own.
  const int square_side_px = std::max({crop.width, crop.height, static_cast<int>(side_px)});
  cv::Mat square(square_side_px, square_side_px, rgb.type(), cv::Scalar::all(0));
  rgb(crop).copyTo(square(cv::Rect({0, 0}, crop.size())));
  add_centerface(square, kPlaceLook_px, detections);
  for (RawFaceDetection& face : detections) {
    geometry::Box& box = face.box_px;
    box = {box.x1_px + crop.x, box.y1_px + crop.y, box.x2_px + crop.x, box.y2_px + crop.y};
  }
  for (const auto& face : blazeface_.detect(rgb, {place_px.center(), side_px, 0})) {
    detections.push_back({face.box_px, face.score, false});
  }
  return detections;
}

}  // namespace securepose::check
