#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "securepose/geometry/box.h"

namespace securepose::detection {

/// One layer of an SSD detector (Liu et al. 2016, arXiv 1512.02325): every cell of a square grid
/// predicts `boxes_per_cell` boxes relative to the cell's centre.
struct AnchorLayer {
  int cells = 0;  ///< along one side
  int boxes_per_cell = 1;
};

/// Centres of all anchors, in units of the picture's side, row by row, layer by layer, in the order
/// in which MediaPipe's detectors give their numbers (anchors there have a fixed size of 1).
std::vector<geometry::Point> anchor_centers(std::span<const AnchorLayer> layers);

/// What such a detector found, in the pixels of its input.
struct AnchorDetection {
  geometry::Box box_px;
  std::vector<geometry::Point> points;
  double score = 0;  ///< 0 to 1
};

struct AnchorDecoding {
  double input_side_px = 0;
  std::size_t points = 0;  ///< per detection; each row is 4 + 2 * points numbers long
  double min_score = 0;
};

/// Turns a detector's numbers into detections: rows are centre x, centre y, width, height, then x
/// and y of each point, all in input pixels relative to the anchor's centre; scores are logits.
/// Rows with numbers that are not finite are left out.
std::vector<AnchorDetection> decode_anchors(std::span<const float> rows,
                                            std::span<const float> logits,
                                            std::span<const geometry::Point> anchors,
                                            const AnchorDecoding& decoding);

/// Joins detections of one thing as MediaPipe's detectors do: boxes that overlap the best one by
/// more than `min_iou` are averaged with it, weighted by their scores (Bazarevsky et al.
/// 2019, 4.3); the best one's score stays.
/// @return best first
std::vector<AnchorDetection> weighted_suppression(std::vector<AnchorDetection> detections,
                                                  double min_iou);

}  // namespace securepose::detection
