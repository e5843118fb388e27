#include "securepose/pairing/changed_mask.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "securepose/pairing/lost_texture.h"

namespace securepose::pairing {
namespace {

/// Cells along the picture's longer side, and the smallest cell: a head of 14 pixels in a picture
/// of 1920 has 3 by 4 of them.
constexpr int kCellsAlong = 480;
constexpr double kSmallestCell_px = 2;
/// Mean absolute difference of a cell, 0 to 255, above which it changed, by the encoder's own
/// differences at cells of like texture: so many times the difference that this share of them stays
/// below, within these limits. H.264 leaves 1 in smooth places and 3 to 8 in rich ones at constant
/// rate factors of 18 to 28; a fill of the skin's own mean colour may differ from it by only 6.
constexpr double kAboveNoise = 4.0;
constexpr double kNoiseQuantile = 0.3;
constexpr double kLowestBar = 4.0;
constexpr double kHighestBar = 20.0;
/// A fill may be so like the skin that it hides that hardly a value differs. Then it shows by what
/// is gone: over this many cells each way the original varies by at least so much, and the finished
/// picture by less than this part of it. H.264 at constant rate factors up to 28 keeps more than
/// half of such shading; a cover keeps none.
constexpr int kShadingCells = 5;
constexpr double kLeastShading = 2.5;
constexpr double kFlattened = 0.3;
/// Where so much shading is gone so thoroughly, no encoder did it: a face in haze before a fill of
/// its own colour differs by 12 and less.
constexpr double kClearShading = 4.0;
constexpr double kWhollyFlattened = 0.12;
/// Masks are kept for a second of frames, and with each a grey copy of both pictures this large, in
/// which lost texture is looked for.
constexpr double kTextureSide_px = 1280;
/// Classes of texture, with as many cells in each.
constexpr std::size_t kTextureClasses = 8;
/// Changed areas with fewer cells are encoding noise, and so are those of which less
/// than a share of the cells differ by this much: rich moving cloth passes the first bar here and
/// there, no covered head stays below the second.
constexpr int kFewestCells = 10;
constexpr double kStronglyChanged = 18.0;
constexpr double kStronglyByBar = 2.0;
constexpr double kStrongShare = 0.05;

/// Standard deviation of the brightness over the cells around each.
cv::Mat shading_of(const cv::Mat& picture, cv::Size grid) {
  cv::Mat grey;
  cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
  cv::Mat cells;
  cv::resize(grey, cells, grid, 0, 0, cv::INTER_AREA);
  cells.convertTo(cells, CV_32F);
  cv::Mat mean;
  cv::Mat mean_of_squares;
  cv::blur(cells, mean, {kShadingCells, kShadingCells});
  cv::blur(cells.mul(cells), mean_of_squares, {kShadingCells, kShadingCells});
  cv::Mat deviation;
  cv::sqrt(cv::max(mean_of_squares - mean.mul(mean), 0), deviation);
  return deviation;
}

/// Where of the original's shading, if there is so much, less than this part is left.
cv::Mat flattened(const cv::Mat& before, const cv::Mat& after, double least, double left) {
  return (before >= least) & (after < left * before);
}

cv::Mat small_grey(const cv::Mat& picture) {
  cv::Mat grey;
  cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
  const double scale = kTextureSide_px / std::max(picture.cols, picture.rows);
  if (scale < 1) cv::resize(grey, grey, {}, scale, scale, cv::INTER_AREA);
  return grey;
}

/// How much the picture varies around each cell, in the same unit as a difference.
cv::Mat texture_of(const cv::Mat& picture, cv::Size grid) {
  cv::Mat grey;
  cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
  cv::Mat fine;
  cv::resize(grey, fine, grid * 2, 0, 0, cv::INTER_AREA);
  cv::Mat smooth;
  cv::blur(fine, smooth, {5, 5});
  cv::absdiff(fine, smooth, fine);
  cv::Mat texture;
  cv::resize(fine, texture, grid, 0, 0, cv::INTER_AREA);
  cv::blur(texture, texture, {3, 3});
  return texture;
}

/// The bar that each cell's difference must pass.
cv::Mat bars_of(const cv::Mat& difference, const cv::Mat& texture) {
  std::array<std::vector<float>, 256> by_texture;
  for (int y = 0; y < texture.rows; ++y) {
    for (int x = 0; x < texture.cols; ++x) {
      by_texture[texture.at<std::uint8_t>(y, x)].push_back(difference.at<float>(y, x));
    }
  }
  cv::Mat bar_of(1, 256, CV_32F);
  const std::size_t wanted = texture.total() / kTextureClasses;
  std::size_t first = 0;
  std::vector<float> noise;
  for (std::size_t level = 0; level < by_texture.size(); ++level) {
    noise.insert(noise.end(), by_texture[level].begin(), by_texture[level].end());
    if (noise.size() < wanted && level + 1 < by_texture.size()) continue;
    double bar = kHighestBar;
    if (!noise.empty()) {
      const auto at = noise.begin() + static_cast<std::ptrdiff_t>(
                                          kNoiseQuantile * static_cast<double>(noise.size() - 1));
      std::nth_element(noise.begin(), at, noise.end());
      bar = std::clamp(kAboveNoise * static_cast<double>(*at), kLowestBar, kHighestBar);
    }
    bar_of.colRange(static_cast<int>(first), static_cast<int>(level) + 1).setTo(bar);
    first = level + 1;
    noise.clear();
  }
  cv::Mat bars;
  cv::LUT(texture, bar_of, bars);
  return bars;
}

}  // namespace

ChangedMask::ChangedMask(const cv::Mat& original, const cv::Mat& covered)
    : original_(small_grey(original)),
      covered_(small_grey(covered)),
      width_px_(original.cols),
      height_px_(original.rows) {
  assert(original.size() == covered.size());
  cell_px_ =
      std::max(kSmallestCell_px, std::max(original.cols, original.rows) / double{kCellsAlong});
  const cv::Size grid(std::max(1, static_cast<int>(std::lround(original.cols / cell_px_))),
                      std::max(1, static_cast<int>(std::lround(original.rows / cell_px_))));
  cv::Mat difference;
  cv::absdiff(original, covered, difference);
  cv::Mat cells;
  cv::resize(difference, cells, grid, 0, 0, cv::INTER_AREA);
  std::vector<cv::Mat> channels;
  cv::split(cells, channels);
  cv::Mat(cv::max(cv::max(channels[0], channels[1]), channels[2])).convertTo(difference_, CV_32F);
  cv::Mat largest;
  cv::blur(difference_, largest, {3, 3});
  const cv::Mat bars = bars_of(largest, texture_of(original, grid));
  const cv::Mat before = shading_of(original, grid);
  const cv::Mat after = shading_of(covered, grid);
  varied_ = after >= kLeastShading;
  const cv::Mat flat = flattened(before, after, kLeastShading, kFlattened);
  keep_covers((largest > bars) | flat,
              (largest > cv::max(kStronglyByBar * bars, kStronglyChanged)) |
                  flattened(before, after, kClearShading, kWhollyFlattened));
  cv::morphologyEx((difference_ > bars) | flat, sharp_cells_, cv::MORPH_CLOSE,
                   cv::Mat::ones(3, 3, CV_8U));
  sharp_cells_ = sharp_cells_ & cells_;
}

void ChangedMask::keep_covers(const cv::Mat& changed, const cv::Mat& strongly) {
  cv::Mat closed;
  cv::morphologyEx(changed, closed, cv::MORPH_CLOSE, cv::Mat::ones(3, 3, CV_8U));
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centroids;
  const int count = cv::connectedComponentsWithStats(closed, labels, stats, centroids);
  std::vector<int> strong(static_cast<std::size_t>(count), 0);
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      if (strongly.at<std::uint8_t>(y, x) == 0) continue;
      ++strong[static_cast<std::size_t>(labels.at<int>(y, x))];
    }
  }
  std::vector<std::uint8_t> kept(static_cast<std::size_t>(count), 0);
  for (int i = 1; i < count; ++i) {
    const int area = stats.at<int>(i, cv::CC_STAT_AREA);
    const int strongly_changed = strong[static_cast<std::size_t>(i)];
    if (area < kFewestCells || strongly_changed == 0 ||
        strongly_changed < kStrongShare * static_cast<double>(area)) {
      continue;
    }
    kept[static_cast<std::size_t>(i)] = 255;
    const double x = stats.at<int>(i, cv::CC_STAT_LEFT) * cell_px_;
    const double y = stats.at<int>(i, cv::CC_STAT_TOP) * cell_px_;
    areas_.push_back({x, y, x + stats.at<int>(i, cv::CC_STAT_WIDTH) * cell_px_,
                      y + stats.at<int>(i, cv::CC_STAT_HEIGHT) * cell_px_});
  }
  cells_ = cv::Mat(closed.size(), CV_8U);
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      cells_.at<std::uint8_t>(y, x) = kept[static_cast<std::size_t>(labels.at<int>(y, x))];
    }
  }
}

bool ChangedMask::lost_texture(const geometry::Ellipse& ellipse) const {
  const double scale = original_.cols / width_px_;
  geometry::Ellipse place = ellipse.scaled(scale);
  place.center = {scale * ellipse.center.x_px, scale * ellipse.center.y_px};
  return texture_is_lost(original_, covered_, place);
}

double ChangedMask::share(const geometry::Ellipse& ellipse) const {
  const double share = share_of_cells(ellipse);
  // A blurred face differs little where it has no features; without them it is covered all the
  // same.
  return share > 0 && share < 1 && lost_texture(ellipse) ? 1 : share;
}

double ChangedMask::share_of_cells(const geometry::Ellipse& ellipse) const {
  const geometry::Box box = ellipse.bounds();
  const int x1 = std::max(0, static_cast<int>(std::floor(box.x1_px / cell_px_)));
  const int y1 = std::max(0, static_cast<int>(std::floor(box.y1_px / cell_px_)));
  const int x2 = std::min(cells_.cols - 1, static_cast<int>(std::floor(box.x2_px / cell_px_)));
  const int y2 = std::min(cells_.rows - 1, static_cast<int>(std::floor(box.y2_px / cell_px_)));
  int inside = 0;
  int changed = 0;
  for (int y = y1; y <= y2; ++y) {
    for (int x = x1; x <= x2; ++x) {
      if (!ellipse.contains({(x + 0.5) * cell_px_, (y + 0.5) * cell_px_})) continue;
      ++inside;
      changed += cells_.at<std::uint8_t>(y, x) != 0 ? 1 : 0;
    }
  }
  if (inside > 0) return static_cast<double>(changed) / inside;
  // Smaller than a cell: the cell that holds its centre decides.
  const int x = static_cast<int>(std::floor(ellipse.center.x_px / cell_px_));
  const int y = static_cast<int>(std::floor(ellipse.center.y_px / cell_px_));
  if (x < 0 || y < 0 || x >= cells_.cols || y >= cells_.rows) return 1;
  return cells_.at<std::uint8_t>(y, x) != 0 ? 1 : 0;
}

cv::Rect ChangedMask::cells_in(const geometry::Box& area_px) const {
  const auto cell = [this](double px) { return static_cast<int>(std::lround(px / cell_px_)); };
  return cv::Rect(cv::Point(cell(area_px.x1_px), cell(area_px.y1_px)),
                  cv::Point(cell(area_px.x2_px), cell(area_px.y2_px))) &
         cv::Rect({0, 0}, cells_.size());
}

double ChangedMask::mean_difference(const geometry::Box& area_px) const {
  const cv::Rect place = cells_in(area_px);
  return place.empty() ? 0 : cv::mean(difference_(place))[0];
}

double ChangedMask::legible_share(const geometry::Box& area_px) const {
  cv::Mat inner;
  cv::erode(cells_, inner, cv::Mat::ones(kShadingCells, kShadingCells, CV_8U));
  const cv::Rect place = cells_in(area_px);
  if (place.empty()) return 0;
  const int covered = cv::countNonZero(inner(place));
  if (covered == 0) return 0;
  return static_cast<double>(cv::countNonZero(inner(place) & varied_(place))) / covered;
}

double ChangedMask::share_of_picture() const {
  return static_cast<double>(cv::countNonZero(cells_)) / static_cast<double>(cells_.total());
}

}  // namespace securepose::pairing
