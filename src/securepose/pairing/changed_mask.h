#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/geometry/ellipse.h"

namespace securepose::pairing {

/// Where a de-identified picture differs from its original by more than encoding does, on a grid of
/// cells so coarse that a two-hour video's worth of comparison stays cheap.
class ChangedMask {
 public:
  /// @param original, covered  CV_8UC3 of the same size; `covered` may have been encoded with loss
  ChangedMask(const cv::Mat& original, const cv::Mat& covered);

  /// Share of an ellipse's cells that are covered, 0 to 1; 1 if it has no cell inside the picture,
  /// and where some of its cells changed and nothing of its texture is left: a blurred face.
  double share(const geometry::Ellipse& ellipse) const;

  /// True if nothing of what showed at a place is left, see texture_is_lost().
  bool lost_texture(const geometry::Ellipse& ellipse) const;

  /// Share of the whole picture that is covered, 0 to 1.
  double share_of_picture() const;

  /// Share of the covered cells in a box, without those at a cover's edge, in which the finished
  /// picture shows anything, 0 to 1: a cover of one colour shows nothing. 0 if there are none.
  double legible_share(const geometry::Box& area_px) const;

  /// Bounds of the connected covered areas in the picture's pixels, ordered by place.
  const std::vector<geometry::Box>& areas() const { return areas_; }

  /// The cells themselves: CV_8U, 255 where covered, 0 elsewhere; specks are left out, and holes
  /// where a fill happens to match are closed.
  const cv::Mat& cells() const { return cells_; }
  /// The same without smoothing over neighbouring cells, which hides small openings: 255 where a
  /// cell itself is covered. Around covers it is up to a cell smaller.
  const cv::Mat& sharp_cells() const { return sharp_cells_; }
  /// By how much each cell differs from the original, CV_32F, mean of the absolute differences, 0
  /// to 255.
  const cv::Mat& difference() const { return difference_; }
  /// Its mean over a box; 0 outside of the picture.
  double mean_difference(const geometry::Box& area_px) const;
  double cell_px() const { return cell_px_; }

  /// Size of the picture.
  double width_px() const { return width_px_; }
  double height_px() const { return height_px_; }

 private:
  cv::Rect cells_in(const geometry::Box& area_px) const;
  double share_of_cells(const geometry::Ellipse& ellipse) const;
  void keep_covers(const cv::Mat& changed, const cv::Mat& strongly);

  cv::Mat original_;  ///< a small grey copy; so is the next
  cv::Mat covered_;
  cv::Mat cells_;
  cv::Mat sharp_cells_;
  cv::Mat difference_;
  cv::Mat varied_;  ///< CV_8U, 255 where the finished picture varies around a cell
  double cell_px_ = 1;
  double width_px_ = 0;
  double height_px_ = 0;
  std::vector<geometry::Box> areas_;
};

}  // namespace securepose::pairing
