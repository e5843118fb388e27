#include "securepose/deidentification/changed_mask.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace securepose::deidentification {
namespace {

/// Cells along the picture's longer side.
constexpr int kCellsAlong = 320;
/// Mean absolute difference of a cell, 0 to 255, above which it changed. H.264 at constant rate
/// factor 18 to 23 leaves 1 to 3; a covered head differs by 20 and more almost everywhere.
constexpr double kChanged = 7.0;
/// A worse encoder raises the bar: so many times the picture's median difference.
constexpr double kAboveMedian = 4.0;
/// Changed areas with fewer cells are encoding noise, and so are those that no cell of which
/// differs by this much: edges of high contrast pass the first bar, no covered head stays below the
/// second.
constexpr int kFewestCells = 10;
constexpr double kStronglyChanged = 24.0;

double median_of(const cv::Mat& cells) {
  std::vector<float> values(cells.begin<float>(), cells.end<float>());
  const auto mid = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), mid, values.end());
  return static_cast<double>(*mid);
}

}  // namespace

ChangedMask::ChangedMask(const cv::Mat& original, const cv::Mat& covered) {
  assert(original.size() == covered.size());
  cell_px_ = std::max(1.0, std::max(original.cols, original.rows) / double{kCellsAlong});
  const cv::Size grid(std::max(1, static_cast<int>(std::lround(original.cols / cell_px_))),
                      std::max(1, static_cast<int>(std::lround(original.rows / cell_px_))));
  cv::Mat difference;
  cv::absdiff(original, covered, difference);
  cv::Mat cells;
  cv::resize(difference, cells, grid, 0, 0, cv::INTER_AREA);
  std::vector<cv::Mat> channels;
  cv::split(cells, channels);
  cv::Mat largest = cv::max(cv::max(channels[0], channels[1]), channels[2]);
  largest.convertTo(largest, CV_32F);
  cv::blur(largest, largest, {3, 3});
  const double bar = std::max(kChanged, kAboveMedian * median_of(largest));
  changed_ = largest > bar;
  strongly_ = largest > std::max(bar, kStronglyChanged);
}

double ChangedMask::share(const geometry::Ellipse& ellipse) const {
  const geometry::Box box = ellipse.bounds();
  const int x1 = std::max(0, static_cast<int>(std::floor(box.x1_px / cell_px_)));
  const int y1 = std::max(0, static_cast<int>(std::floor(box.y1_px / cell_px_)));
  const int x2 = std::min(changed_.cols - 1, static_cast<int>(std::floor(box.x2_px / cell_px_)));
  const int y2 = std::min(changed_.rows - 1, static_cast<int>(std::floor(box.y2_px / cell_px_)));
  int inside = 0;
  int changed = 0;
  for (int y = y1; y <= y2; ++y) {
    for (int x = x1; x <= x2; ++x) {
      if (!ellipse.contains({(x + 0.5) * cell_px_, (y + 0.5) * cell_px_})) continue;
      ++inside;
      changed += changed_.at<std::uint8_t>(y, x) != 0 ? 1 : 0;
    }
  }
  if (inside > 0) return static_cast<double>(changed) / inside;
  // Smaller than a cell: the cell that holds its centre decides.
  const int x = static_cast<int>(std::floor(ellipse.center.x_px / cell_px_));
  const int y = static_cast<int>(std::floor(ellipse.center.y_px / cell_px_));
  if (x < 0 || y < 0 || x >= changed_.cols || y >= changed_.rows) return 1;
  return changed_.at<std::uint8_t>(y, x) != 0 ? 1 : 0;
}

double ChangedMask::share_of_picture() const {
  return static_cast<double>(cv::countNonZero(changed_)) / static_cast<double>(changed_.total());
}

std::vector<geometry::Box> ChangedMask::areas() const {
  // A head's cover has holes where the fill happens to match; close them.
  cv::Mat closed;
  cv::morphologyEx(changed_, closed, cv::MORPH_CLOSE,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, {5, 5}));
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centroids;
  const int count = cv::connectedComponentsWithStats(closed, labels, stats, centroids);
  std::vector<geometry::Box> areas;
  for (int i = 1; i < count; ++i) {
    if (stats.at<int>(i, cv::CC_STAT_AREA) < kFewestCells) continue;
    if (cv::countNonZero((labels == i) & strongly_) == 0) continue;
    const double x = stats.at<int>(i, cv::CC_STAT_LEFT) * cell_px_;
    const double y = stats.at<int>(i, cv::CC_STAT_TOP) * cell_px_;
    areas.push_back({x, y, x + stats.at<int>(i, cv::CC_STAT_WIDTH) * cell_px_,
                     y + stats.at<int>(i, cv::CC_STAT_HEIGHT) * cell_px_});
  }
  return areas;
}

}  // namespace securepose::deidentification
