#include "securepose/detection/ssd_anchors.h"

#include <algorithm>
#include <cmath>

namespace securepose::detection {
namespace {

using geometry::Box;
using geometry::Point;

/// Logits beyond this say nothing more (MediaPipe's score_clipping_thresh).
constexpr double kLogitLimit = 100;

double sigmoid(double logit) {
  return 1 / (1 + std::exp(-std::clamp(logit, -kLogitLimit, kLogitLimit)));
}

bool all_finite(std::span<const float> row) {
  return std::all_of(row.begin(), row.end(), [](float value) { return std::isfinite(value); });
}

AnchorDetection weighted_mean(std::span<const AnchorDetection> members) {
  AnchorDetection mean;
  mean.points.resize(members.front().points.size());
  mean.score = members.front().score;
  double weight = 0;
  for (const AnchorDetection& member : members) {
    weight += member.score;
    mean.box_px.x1_px += member.score * member.box_px.x1_px;
    mean.box_px.y1_px += member.score * member.box_px.y1_px;
    mean.box_px.x2_px += member.score * member.box_px.x2_px;
    mean.box_px.y2_px += member.score * member.box_px.y2_px;
    for (std::size_t i = 0; i < mean.points.size(); ++i)
      mean.points[i] = mean.points[i] + member.score * member.points[i];
  }
  mean.box_px = {mean.box_px.x1_px / weight, mean.box_px.y1_px / weight, mean.box_px.x2_px / weight,
                 mean.box_px.y2_px / weight};
  for (Point& point : mean.points) point = 1 / weight * point;
  return mean;
}

}  // namespace

std::vector<Point> anchor_centers(std::span<const AnchorLayer> layers) {
  std::vector<Point> centers;
  for (const AnchorLayer& layer : layers) {
    for (int row = 0; row < layer.cells; ++row) {
      for (int column = 0; column < layer.cells; ++column) {
        const Point center{(column + 0.5) / layer.cells, (row + 0.5) / layer.cells};
        centers.insert(centers.end(), static_cast<std::size_t>(layer.boxes_per_cell), center);
      }
    }
  }
  return centers;
}

std::vector<AnchorDetection> decode_anchors(std::span<const float> rows,
                                            std::span<const float> logits,
                                            std::span<const Point> anchors,
                                            const AnchorDecoding& decoding) {
  const std::size_t length = 4 + 2 * decoding.points;
  std::vector<AnchorDetection> result;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    if (!std::isfinite(logits[i])) continue;
    const double score = sigmoid(logits[i]);
    const std::span<const float> row = rows.subspan(i * length, length);
    if (score < decoding.min_score || !all_finite(row)) continue;
    const Point anchor = decoding.input_side_px * anchors[i];
    AnchorDetection detection;
    detection.score = score;
    detection.box_px = Box::around(anchor + Point{row[0], row[1]}, row[2], row[3]);
    for (std::size_t k = 4; k < length; k += 2)
      detection.points.push_back(anchor + Point{row[k], row[k + 1]});
    result.push_back(std::move(detection));
  }
  return result;
}

std::vector<AnchorDetection> weighted_suppression(std::vector<AnchorDetection> detections,
                                                  double min_iou) {
  std::stable_sort(detections.begin(), detections.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  std::vector<AnchorDetection> result;
  while (!detections.empty()) {
    const Box best = detections.front().box_px;
    // The best one belongs to its own group even if its box is empty.
    const auto others = std::stable_partition(
        detections.begin() + 1, detections.end(),
        [&](const auto& other) { return geometry::iou(best, other.box_px) > min_iou; });
    result.push_back(weighted_mean({detections.begin(), others}));
    detections.erase(detections.begin(), others);
  }
  return result;
}

}  // namespace securepose::detection
