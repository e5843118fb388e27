#include "securepose/detection/centerface_decoding.h"

#include <algorithm>
#include <cmath>

namespace securepose::detection {
namespace {

using geometry::Box;
using geometry::Point;

/// One cell is this many input pixels wide (Xu et al. 2019, 3.2: output stride 4).
constexpr double kStridePx = 4;
/// exp of this is far beyond any picture; keeps sizes finite.
constexpr double kMaxLogSize = 8;

/// The face whose centre lies in one cell, in input pixels.
FaceDetection face_of_cell(const CenterFaceMaps& maps, int row, int column) {
  const std::size_t area = static_cast<std::size_t>(maps.rows) * maps.columns;
  const std::size_t cell = static_cast<std::size_t>(row) * maps.columns + column;
  const double height = std::exp(std::min<double>(maps.log_size[cell], kMaxLogSize)) * kStridePx;
  const double width =
      std::exp(std::min<double>(maps.log_size[area + cell], kMaxLogSize)) * kStridePx;
  const Point center{(column + maps.offset[area + cell] + 0.5) * kStridePx,
                     (row + maps.offset[cell] + 0.5) * kStridePx};
  FaceDetection face;
  face.score = maps.heat[cell];
  face.box_px = Box::around(center, width, height);
  const auto point = [&](std::size_t k) {
    return Point{face.box_px.x1_px + maps.points[(2 * k + 1) * area + cell] * width,
                 face.box_px.y1_px + maps.points[2 * k * area + cell] * height};
  };
  // The points come in the order of the picture, the person's right side first.
  face.points = {.right_eye = point(0),
                 .left_eye = point(1),
                 .nose = point(2),
                 .mouth = 0.5 * (point(3) + point(4))};
  return face;
}

FaceDetection in_frame(FaceDetection face, double scale_x, double scale_y) {
  const auto scaled = [&](Point p) { return Point{p.x_px * scale_x, p.y_px * scale_y}; };
  const Box& box = face.box_px;
  face.box_px = {box.x1_px * scale_x, box.y1_px * scale_y, box.x2_px * scale_x,
                 box.y2_px * scale_y};
  face.points = {.right_eye = scaled(face.points.right_eye),
                 .left_eye = scaled(face.points.left_eye),
                 .nose = scaled(face.points.nose),
                 .mouth = scaled(face.points.mouth)};
  return face;
}

bool finite(const FaceDetection& face) {
  const Box& box = face.box_px;
  return std::isfinite(box.x1_px) && std::isfinite(box.y1_px) && std::isfinite(box.x2_px) &&
         std::isfinite(box.y2_px);
}

}  // namespace

std::vector<FaceDetection> decode_centerface(const CenterFaceMaps& maps,
                                             const CenterFaceDecoding& decoding) {
  std::vector<FaceDetection> faces;
  for (int row = 0; row < maps.rows; ++row) {
    for (int column = 0; column < maps.columns; ++column) {
      const float heat = maps.heat[static_cast<std::size_t>(row) * maps.columns + column];
      if (!(heat > decoding.min_score)) continue;
      const FaceDetection face =
          in_frame(face_of_cell(maps, row, column), decoding.scale_x, decoding.scale_y);
      if (finite(face)) faces.push_back(face);
    }
  }
  return suppress_overlapping(std::move(faces), decoding.nms_iou);
}

std::vector<FaceDetection> suppress_overlapping(std::vector<FaceDetection> faces, double iou) {
  std::stable_sort(faces.begin(), faces.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  std::vector<FaceDetection> kept;
  for (const FaceDetection& face : faces) {
    const bool repeated = std::any_of(kept.begin(), kept.end(), [&](const auto& better) {
      return geometry::iou(better.box_px, face.box_px) >= iou;
    });
    if (!repeated) kept.push_back(face);
  }
  return kept;
}

}  // namespace securepose::detection
