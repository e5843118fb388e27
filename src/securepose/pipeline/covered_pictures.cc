#include "securepose/pipeline/covered_pictures.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "securepose/base/error.h"

namespace securepose::pipeline {
namespace {

constexpr int kPictureLongSide_px = 480;
constexpr int kJpegQuality = 80;
// What the check sees of a face is cut tighter than the head; a box of 1.6 times its size holds it
// (the growth with which CenterFace's boxes cover hairline to chin).
constexpr double kHiddenGrowth = 1.6;

void hide(cv::Mat& rgb, const geometry::Box& box_px) {
  const geometry::Point center = box_px.center();
  const double half_width = box_px.width_px() * kHiddenGrowth / 2;
  const double half_height = box_px.height_px() * kHiddenGrowth / 2;
  const cv::Point from(static_cast<int>(std::floor(center.x_px - half_width)),
                       static_cast<int>(std::floor(center.y_px - half_height)));
  const cv::Point to(static_cast<int>(std::ceil(center.x_px + half_width)),
                     static_cast<int>(std::ceil(center.y_px + half_height)));
  cv::rectangle(rgb, from, to, cv::Scalar::all(0), cv::FILLED);
}

}  // namespace

void hide_boxes(const std::vector<geometry::Box>& boxes, cv::Mat& rgb) {
  for (const geometry::Box& box : boxes) hide(rgb, box);
}

std::vector<std::size_t> evenly_spread(std::size_t frames, std::size_t count) {
  count = std::min(frames, count);
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < count; ++i) positions.push_back((2 * i + 1) * frames / (2 * count));
  return positions;
}

PicturesWanted wanted_pictures(std::size_t frames, std::size_t contact_sheet,
                               const std::vector<deidentification::DoubtfulMoment>& doubtful,
                               const std::vector<deidentification::Leak>& remaining) {
  PicturesWanted wanted;
  for (const std::size_t position : evenly_spread(frames, contact_sheet))
    wanted.contact_sheet.push_back(static_cast<base::FrameIndex>(position));
  for (const auto& moment : doubtful)
    wanted.doubtful.push_back((moment.first_frame + moment.last_frame) / 2);
  for (const auto& leak : remaining) {
    for (const auto& place : leak.places) wanted.hidden_px[place.frame].push_back(place.box_px);
  }
  return wanted;
}

report::CoveredPicture covered_picture(const cv::Mat& rgb, base::FrameIndex frame,
                                       base::Timestamp time,
                                       const std::vector<geometry::Box>& hidden_px) {
  cv::Mat shown = rgb;
  if (!hidden_px.empty()) {
    shown = rgb.clone();
    hide_boxes(hidden_px, shown);
  }
  const double scale =
      std::min(1.0, static_cast<double>(kPictureLongSide_px) / std::max(rgb.cols, rgb.rows));
  cv::Mat small;
  cv::resize(shown, small, {}, scale, scale, cv::INTER_AREA);
  cv::cvtColor(small, small, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".jpg", small, bytes, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality}))
    throw base::Error(base::ErrorKind::kEnvironment,
                      "A picture for the report could not be encoded as JPEG.");
  return {{bytes.begin(), bytes.end()}, frame, time, ""};
}

}  // namespace securepose::pipeline
