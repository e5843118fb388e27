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

/// A bright frame with a dark rim around a place, so that it shows on any picture.
void mark(cv::Mat& small, const geometry::Box& box_px, double scale) {
  constexpr int kAway_px = 4;
  const auto px = [scale](double value) { return static_cast<int>(std::lround(value * scale)); };
  const cv::Point from(px(box_px.x1_px) - kAway_px, px(box_px.y1_px) - kAway_px);
  const cv::Point to(px(box_px.x2_px) + kAway_px, px(box_px.y2_px) + kAway_px);
  cv::rectangle(small, from, to, {20, 20, 20}, 4);
  cv::rectangle(small, from, to, {255, 220, 40}, 2);
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
                               const std::vector<covering::DoubtfulMoment>& doubtful,
                               const std::vector<check::Leak>& remaining) {
  PicturesWanted wanted;
  for (const std::size_t position : evenly_spread(frames, contact_sheet))
    wanted.contact_sheet.push_back(static_cast<base::FrameIndex>(position));
  for (const auto& moment : doubtful) {
    wanted.doubtful.push_back(moment.middle_frame());
    if (moment.place_px) wanted.marked_px[moment.middle_frame()].push_back(*moment.place_px);
  }
  for (const auto& leak : remaining) {
    for (const auto& place : leak.places) wanted.hidden_px[place.frame].push_back(place.box_px);
  }
  return wanted;
}

report::CoveredPicture covered_picture(const cv::Mat& rgb, base::FrameIndex frame,
                                       base::Timestamp time,
                                       const std::vector<geometry::Box>& hidden_px,
                                       const std::vector<geometry::Box>& marked_px) {
  cv::Mat shown = rgb;
  if (!hidden_px.empty()) {
    shown = rgb.clone();
    hide_boxes(hidden_px, shown);
  }
  const double scale =
      std::min(1.0, static_cast<double>(kPictureLongSide_px) / std::max(rgb.cols, rgb.rows));
  cv::Mat small;
  cv::resize(shown, small, {}, scale, scale, cv::INTER_AREA);
  for (const geometry::Box& box : marked_px) mark(small, box, scale);
  cv::cvtColor(small, small, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  if (!cv::imencode(".jpg", small, bytes, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality}))
    throw base::Error(base::ErrorKind::kEnvironment,
                      "A picture for the report could not be encoded as JPEG.");
  return {{bytes.begin(), bytes.end()}, frame, time, ""};
}

}  // namespace securepose::pipeline
