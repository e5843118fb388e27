#include "securepose/check/cover_watch.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace securepose::check {
namespace {

using geometry::Box;

/// A cover that moves uncovers a crescent; what is thinner than this many cells is one.
constexpr int kCrescentCells = 3;
/// A piece with fewer cells is no head.
constexpr int kFewestCells = 8;
/// The piece must hold a disc of this part of the cover's smaller side: else the cover has only
/// moved, shrunk or grown.
constexpr double kDiscByCover = 0.3;
/// What growing takes away from the piece's depth.
constexpr double kGrownCells = 1;
/// The piece was the whole cover if what goes on in its place is so much thinner: the feathered
/// edge of a cover goes on around a head that is opened.
constexpr double kEdgeByPiece = 0.6;
/// One area is the same cover as another in the next frame if its centre is this near, in sizes,
/// and its size differs by less than this factor, or if they share this much.
constexpr double kReach = 0.8;
constexpr double kSizeRatio = 2.0;
constexpr double kShared = 0.3;
/// A piece belongs to an area if so much of it lies inside.
constexpr double kInside = 0.9;

/// A cover has only moved if, moved back, all but this share of its cells agree.
constexpr double kOtherCells = 0.12;

double size_px(const Box& box) { return std::sqrt(box.area_px2()); }

struct Piece {
  Box box_px;
  bool whole = true;
};

/// How far each covered cell lies from the nearest one that is not covered; the picture's edge
/// counts as not covered.
cv::Mat depth_of(const cv::Mat& cells) {
  cv::Mat framed;
  cv::copyMakeBorder(cells, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, 0);
  cv::Mat depth;
  cv::distanceTransform(framed, depth, cv::DIST_L2, 3);
  return depth({1, 1, cells.cols, cells.rows}).clone();
}

double deepest(const cv::Mat& depth) {
  double most = 0;
  if (!depth.empty()) cv::minMaxLoc(depth, nullptr, &most);
  return most;
}

cv::Rect cells_in(const Box& box_px, double cell_px, cv::Size size) {
  const cv::Rect part(static_cast<int>(box_px.x1_px / cell_px),
                      static_cast<int>(box_px.y1_px / cell_px),
                      static_cast<int>(box_px.width_px() / cell_px),
                      static_cast<int>(box_px.height_px() / cell_px));
  return part & cv::Rect({0, 0}, size);
}

/// The cells of one area, of the whole picture's size.
cv::Mat only(const cv::Mat& cells, const cv::Rect& part) {
  cv::Mat result(cells.size(), CV_8U, cv::Scalar(0));
  cells(part).copyTo(result(part));
  return result;
}

/// `cells` moved by so many cells; `fill` comes in over the edge.
cv::Mat shifted(const cv::Mat& cells, cv::Point by, std::uint8_t fill) {
  cv::Mat result(cells.size(), CV_8U, cv::Scalar(fill));
  const cv::Rect picture({0, 0}, cells.size());
  const cv::Rect to = (picture + by) & picture;
  cells(to - by).copyTo(result(to));
  return result;
}

/// True if an area is another one that has moved, part of it over the picture's edge perhaps, and
/// not two of which one has ended.
bool only_moved(const cv::Mat& before, const Box& place_before, const cv::Mat& now,
                const Box& place_now, double cell_px) {
  const cv::Rect from = cells_in(place_before, cell_px, before.size());
  const cv::Rect to = cells_in(place_now, cell_px, now.size());
  if (from.empty() || to.empty()) return false;
  const cv::Mat cells_before = only(before, from);
  const cv::Mat cells_now = only(now, to);
  const cv::Mat all(before.size(), CV_8U, cv::Scalar(255));
  const cv::Mat near = cv::Mat::ones(3, 3, CV_8U);
  const cv::Point by_start = to.tl() - from.tl();
  const cv::Point by_end = to.br() - from.br();
  for (const int x : {by_start.x, by_end.x}) {
    for (const int y : {by_start.y, by_end.y}) {
      const cv::Mat moved = shifted(cells_before, {x, y}, 0);
      const cv::Mat known = shifted(all, {x, y}, 0);
      cv::Mat moved_grown;
      cv::Mat now_grown;
      cv::dilate(moved, moved_grown, near);
      cv::dilate(cells_now, now_grown, near);
      const int other = cv::countNonZero((moved & ~now_grown) | (cells_now & ~moved_grown & known));
      const int both = cv::countNonZero(moved | cells_now);
      if (other <= kOtherCells * both) return true;
    }
  }
  return false;
}

/// Pieces that are covered in `with` and lie clear of all that is covered in `without`.
/// @param covers  the areas of `with`
std::vector<Piece> pieces(const cv::Mat& with, const cv::Mat& without, double cell_px,
                          const std::vector<Box>& covers) {
  cv::Mat grown;
  cv::dilate(without, grown, cv::Mat::ones(3, 3, CV_8U));
  cv::Mat only = with & ~grown;
  cv::morphologyEx(only, only, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_ELLIPSE, {kCrescentCells, kCrescentCells}));
  if (cv::countNonZero(only) == 0) return {};
  const cv::Mat depth = depth_of(only);
  const cv::Mat depth_after = depth_of(without);
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centroids;
  const int count = cv::connectedComponentsWithStats(only, labels, stats, centroids);
  std::vector<Piece> found;
  for (int i = 1; i < count; ++i) {
    if (stats.at<int>(i, cv::CC_STAT_AREA) < kFewestCells) continue;
    const cv::Rect part(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                        stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    const Box box{part.x * cell_px, part.y * cell_px, (part.x + part.width) * cell_px,
                  (part.y + part.height) * cell_px};
    const auto cover = std::find_if(covers.begin(), covers.end(), [&](const Box& area) {
      return share_inside(box, area) > kInside;
    });
    if (cover == covers.end()) continue;
    const double piece_cells = deepest(depth(part)) + kGrownCells;
    const double after_cells = deepest(depth_after(cells_in(*cover, cell_px, depth_after.size())));
    const bool whole = after_cells < kEdgeByPiece * piece_cells;
    const double side_px = std::min(cover->width_px(), cover->height_px());
    if (!whole && 2 * piece_cells * cell_px < kDiscByCover * side_px) continue;
    found.push_back({box, whole});
  }
  return found;
}

}  // namespace

bool same_cover(const Box& a, const Box& b) {
  if (share_inside(a, b) > kShared || share_inside(b, a) > kShared) return true;
  const double ratio = size_px(a) / size_px(b);
  return ratio < kSizeRatio && ratio > 1 / kSizeRatio &&
         distance_px(a.center(), b.center()) < kReach * std::max(size_px(a), size_px(b));
}

const Box* nearest_cover(const std::vector<Box>& areas, const Box& place) {
  const Box* best = nullptr;
  for (const Box& area : areas) {
    if (!same_cover(area, place)) continue;
    const double apart_px = distance_px(area.center(), place.center());
    if (best == nullptr || apart_px < distance_px(best->center(), place.center())) best = &area;
  }
  return best;
}

std::vector<CoverChange> CoverWatch::add(base::FrameIndex frame, const pairing::ChangedMask& mask) {
  std::vector<CoverChange> changes;
  // What began is what ended if time is turned round.
  const auto report = [&](bool begun, const cv::Mat& with, const std::vector<Box>& areas_px,
                          const cv::Mat& without, const std::vector<Box>& others_px) {
    for (const Piece& piece : pieces(with, without, mask.cell_px(), areas_px)) {
      const auto of = std::find_if(areas_px.begin(), areas_px.end(), [&](const Box& area) {
        return share_inside(piece.box_px, area) > kInside;
      });
      if (of == areas_px.end()) continue;
      const bool moved = std::any_of(others_px.begin(), others_px.end(), [&](const Box& other) {
        return same_cover(*of, other) && only_moved(with, *of, without, other, mask.cell_px());
      });
      if (!moved) changes.push_back({begun, frame, piece.box_px, *of, piece.whole});
    }
  };
  if (!cells_.empty()) {
    report(false, cells_, areas_px_, mask.cells(), mask.areas());
    report(true, mask.cells(), mask.areas(), cells_, areas_px_);
  }
  cells_ = mask.cells();
  areas_px_ = mask.areas();
  return changes;
}

void CoverWatch::cut() {
  cells_.release();
  areas_px_.clear();
}

}  // namespace securepose::check
