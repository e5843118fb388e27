#pragma once

#include <span>
#include <vector>

#include "securepose/detection/face_detection.h"

namespace securepose::detection {

/// What CenterFace gives: maps of `rows` x `columns` cells, one cell for 4 x 4 pixels of its input.
struct CenterFaceMaps {
  int columns = 0;
  int rows = 0;
  std::span<const float> heat;      ///< 1 map: that a face's centre lies in the cell, 0 to 1
  std::span<const float> log_size;  ///< 2 maps: logarithm of height and width in cells
  std::span<const float> offset;    ///< 2 maps: y and x of the centre within the cell
  std::span<const float> points;    ///< 10 maps: y and x of five points, in parts of the box
};

struct CenterFaceDecoding {
  double scale_x = 1;  ///< frame's pixels per input pixel
  double scale_y = 1;
  double min_score = 0.05;
  double nms_iou = 0.3;
};

/// Turns the maps into faces in the frame's pixels, best first (Xu et al. 2019, 3.2). Boxes are not
/// cut at the frame's edge, so that a face that leaves the picture keeps its size.
std::vector<FaceDetection> decode_centerface(const CenterFaceMaps& maps,
                                             const CenterFaceDecoding& decoding);

/// Keeps the best of each group of faces that overlap by `iou` or more.
/// @return best first
std::vector<FaceDetection> suppress_overlapping(std::vector<FaceDetection> faces, double iou);

}  // namespace securepose::detection
