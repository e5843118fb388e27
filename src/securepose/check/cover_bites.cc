#include "securepose/check/cover_bites.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace securepose::check {
namespace {

using base::FrameIndex;
using geometry::Box;

/// Longer ones are looked for as covers that end and begin again, see CoverGapFinder.
constexpr double kLongest_s = 0.25;
constexpr FrameIndex kLongestFrames = 15;
/// So many frames are a moment whatever the time between them.
constexpr FrameIndex kFewFrames = 3;
/// What is thinner than this many cells, or has fewer, is the rim of a cover that moves, grows or
/// shrinks.
constexpr int kThinnestCells = 3;
constexpr int kFewestCells = 8;
/// Frames on either side in which the place is covered, at least.
constexpr FrameIndex kBriefFrames = 2;
/// A piece is covered if so much of it is.
constexpr double kCoveredShare = 0.75;
/// How far, in cells, something is looked for in the next frame.
constexpr int kReach = 16;
/// What looks alike everywhere has not moved: by so much, in squared grey values a cell, must a
/// place be more alike for each cell of its distance, squared.
constexpr double kLeastGain = 0.2;
/// Cells around a piece that are compared with it, at least.
constexpr int kAround = 6;
/// Where a cover is somewhere else, or another shape, it gains cells and loses others: who gains so
/// much around a piece, by its size, has not opened it.
constexpr double kGained = 0.5;

/// Of the cells around a piece, so many are covered while it is open: else a whole cover has ended,
/// which CoverGapFinder watches.
constexpr double kSurrounded = 0.6;

/// What is opened differs from its original by less than this part of what it differed by under its
/// cover: where a fill happens to resemble what it hides, nothing has been opened.
constexpr double kLeft = 0.4;

/// A hole that stays in place has so many cells, or it may lie between two covers that pass by.
constexpr int kFewestInPlace = 24;

cv::Mat round_cells() {
  return cv::getStructuringElement(cv::MORPH_ELLIPSE, {kThinnestCells, kThinnestCells});
}

cv::Rect grown(const cv::Rect& place, int by) {
  return {place.x - by, place.y - by, place.width + 2 * by, place.height + 2 * by};
}

/// A part of `cells` that may lie outside of them, where nothing is covered.
cv::Mat part_of(const cv::Mat& cells, const cv::Rect& place) {
  cv::Mat part(place.size(), CV_8U, cv::Scalar(0));
  const cv::Rect inside = place & cv::Rect({0, 0}, cells.size());
  if (!inside.empty()) cells(inside).copyTo(part(inside - place.tl()));
  return part;
}

Box box_of(const cv::Rect& place, double cell_px) {
  return {place.x * cell_px, place.y * cell_px, (place.x + place.width) * cell_px,
          (place.y + place.height) * cell_px};
}

/// Bounds of the cells that are set; empty if none are.
cv::Rect bounds(const cv::Mat& cells) {
  std::vector<cv::Point> points;
  cv::findNonZero(cells, points);
  return points.empty() ? cv::Rect() : cv::boundingRect(points);
}

cv::Mat everything(const cv::Rect& place) { return {place.size(), CV_8U, cv::Scalar(255)}; }

Box united(const Box& a, const Box& b) {
  return {std::min(a.x1_px, b.x1_px), std::min(a.y1_px, b.y1_px), std::max(a.x2_px, b.x2_px),
          std::max(a.y2_px, b.y2_px)};
}

bool overlap(const CoverGap& a, const CoverGap& b) {
  return a.first_frame == b.first_frame && a.last_frame == b.last_frame &&
         std::max(share_inside(a.places_px.front(), b.places_px.front()),
                  share_inside(b.places_px.front(), a.places_px.front())) > 0.5;
}

}  // namespace

std::vector<CoverBites::Piece> CoverBites::thick_pieces(const cv::Mat& cells, cv::Point corner) {
  cv::Mat thick;
  cv::morphologyEx(cells, thick, cv::MORPH_OPEN, round_cells(), {-1, -1}, 1, cv::BORDER_CONSTANT,
                   cv::Scalar(0));
  if (cv::countNonZero(thick) < kFewestCells) return {};
  cv::Mat labels;
  cv::Mat stats;
  cv::Mat centroids;
  const int count = cv::connectedComponentsWithStats(thick, labels, stats, centroids);
  std::vector<Piece> pieces;
  for (int i = 1; i < count; ++i) {
    if (stats.at<int>(i, cv::CC_STAT_AREA) < kFewestCells) continue;
    const cv::Rect part(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                        stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    pieces.push_back({part + corner, labels(part) == i});
  }
  return pieces;
}

cv::Mat CoverBites::covered_at(const Kept& kept, const cv::Rect& place) {
  return part_of(kept.cells, place);
}

/// How far what lies in a window, in the cells that are set in `which`, moves from one frame to the
/// next; nothing if there is nothing to compare.
std::optional<cv::Point> CoverBites::motion(const Kept& from, const Kept& to,
                                            const cv::Rect& window, const cv::Mat& which) {
  const cv::Rect picture({0, 0}, from.grey.size());
  const cv::Rect inside = window & picture;
  if (inside.empty()) return std::nullopt;
  const cv::Mat wanted = which(inside - window.tl());
  const int compared = cv::countNonZero(wanted);
  if (compared < kFewestCells) return std::nullopt;
  const cv::Rect around = grown(inside, kReach) & picture;
  cv::Mat weights;
  wanted.convertTo(weights, CV_32F, 1 / 255.0);
  cv::Mat apart;
  // Small numbers: large sums of squares lose what little differs.
  const cv::Scalar mean = cv::mean(from.grey(inside), wanted);
  cv::matchTemplate(to.grey(around) - mean, from.grey(inside) - mean, apart, cv::TM_SQDIFF,
                    weights);
  const cv::Point none = inside.tl() - around.tl();
  cv::Point best = none;
  double least = -1;
  for (int y = 0; y < apart.rows; ++y) {
    for (int x = 0; x < apart.cols; ++x) {
      const cv::Point by = cv::Point(x, y) - none;
      const double cost = static_cast<double>(apart.at<float>(y, x)) / compared +
                          kLeastGain * static_cast<double>(by.x * by.x + by.y * by.y);
      if (least < 0 || cost < least) {
        least = cost;
        best = {x, y};
      }
    }
  }
  return best - none;
}

/// True if the piece is only uncovered because its cover moves or changes its shape: what lies
/// under the covers around it moves so that the other frame's covers, moved back, hold it; or as
/// much is newly covered near by as what lies there, moved along, does not explain.
/// @param covered, open  frames in which the piece is, and is not, covered
bool CoverBites::moved_along(const Piece& piece, std::size_t covered, std::size_t open) const {
  const Kept& from = kept_[covered];
  const Kept& to = kept_[open];
  const int cells = cv::countNonZero(piece.cells);
  const int around = std::max({kAround, piece.place.width, piece.place.height});
  const cv::Rect window = grown(piece.place, around);
  const cv::Mat covers = covered_at(from, window);
  cv::Mat others = covers.clone();
  others(piece.place - window.tl()).setTo(0, piece.cells);
  const auto by = motion(from, to, window, others);
  if (by) {
    const cv::Mat held = covered_at(to, piece.place + *by) & piece.cells;
    if (cv::countNonZero(held) >= kCoveredShare * cells) return true;
  }
  cv::Mat gained = covered_at(to, window) & ~covers;
  if (by) gained = gained & ~covered_at(from, window - *by);
  const cv::Rect near = grown(piece.place, 1);
  if (const auto own = motion(from, to, near, everything(near)))
    gained = gained & ~covered_at(from, window - *own);
  cv::morphologyEx(gained, gained, cv::MORPH_OPEN, round_cells());
  return cv::countNonZero(gained) >= kGained * cells;
}

/// True if a cover goes on around the piece.
bool CoverBites::surrounded(const Piece& piece, const Kept& open) {
  const cv::Rect window = grown(piece.place, 1);
  cv::Mat cells;
  cv::copyMakeBorder(piece.cells, cells, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
  cv::Mat ring;
  cv::dilate(cells, ring, cv::Mat::ones(3, 3, CV_8U));
  ring = ring & ~cells & part_of(cv::Mat(open.cells.size(), CV_8U, cv::Scalar(255)), window);
  return cv::countNonZero(covered_at(open, window) & ring) >= kSurrounded * cv::countNonZero(ring);
}

/// By how much what lies in the piece differs from the original, on average.
double CoverBites::difference_at(const Kept& kept, const Piece& piece) {
  const cv::Rect inside = piece.place & cv::Rect({0, 0}, kept.difference.size());
  if (inside.empty()) return 0;
  return cv::mean(kept.difference(inside), piece.cells(inside - piece.place.tl()))[0];
}

/// True if the piece differs far less from the original where it is open.
bool CoverBites::shows_more(const Piece& covered, const Kept& before, const Piece& open,
                            const Kept& after) {
  return difference_at(after, open) < kLeft * difference_at(before, covered);
}

/// True if around the piece as much is covered as it is large that is not covered in the frames
/// before and after: the cover was somewhere else for a moment.
bool CoverBites::was_elsewhere(const Piece& piece, const Kept& before, const Kept& open,
                               const Kept& after) {
  const cv::Rect window =
      grown(piece.place, std::max({kAround, piece.place.width, piece.place.height}));
  cv::Mat only =
      covered_at(open, window) & ~covered_at(before, window) & ~covered_at(after, window);
  cv::morphologyEx(only, only, cv::MORPH_OPEN, round_cells());
  return cv::countNonZero(only) >= kGained * cv::countNonZero(piece.cells);
}

/// Holes that begin right after this frame and stay where they are in the picture.
void CoverBites::look_in_place(std::size_t from) {
  cv::Mat open = kept_[from].cells.clone();
  for (std::size_t i = from + 1; i + 1 < kept_.size() && i <= from + kFewFrames; ++i) {
    open = open & ~kept_[i].cells;
    const Kept& then = kept_[i + 1];
    for (const Piece& hole : thick_pieces(open & then.cells, {})) {
      if (cv::countNonZero(hole.cells) < kFewestInPlace) continue;
      bool is_hole = true;
      for (std::size_t between = from + 1; is_hole && between <= i; ++between) {
        is_hole = surrounded(hole, kept_[between]) &&
                  !was_elsewhere(hole, kept_[from], kept_[between], then) &&
                  shows_more(hole, kept_[from], hole, kept_[between]) &&
                  shows_more(hole, then, hole, kept_[between]);
      }
      if (!is_hole) continue;
      found_.push_back({kept_[from].frame + 1, then.frame - 1,
                        std::vector<Box>(i - from, box_of(hole.place, cell_px_)), true});
    }
  }
}

const CoverBites::Kept* CoverBites::at(std::size_t from, int step) const {
  const auto i = static_cast<std::ptrdiff_t>(from) + step;
  return i >= 0 && i < static_cast<std::ptrdiff_t>(kept_.size())
             ? &kept_[static_cast<std::size_t>(i)]
             : nullptr;
}

/// True if what lies in the piece is covered for some frames from this one on, or until the shot
/// ends or begins.
bool CoverBites::stays(const Piece& piece, std::size_t frame, int step) const {
  cv::Rect place = piece.place;
  for (FrameIndex i = 1; i < kBriefFrames; ++i) {
    const Kept* next = at(frame, step);
    if (next == nullptr) return true;
    const auto by = motion(kept_[frame], *next, grown(place, 1), everything(grown(place, 1)));
    if (by) place = place + *by;
    frame = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(frame) + step);
    const int covered = cv::countNonZero(covered_at(*next, place) & piece.cells);
    if (covered < kCoveredShare * cv::countNonZero(piece.cells)) return false;
  }
  return true;
}

bool CoverBites::too_long(std::size_t from, std::size_t to) const {
  const FrameIndex open = std::abs(kept_[from].frame - kept_[to].frame) - 1;
  return open > kLongestFrames ||
         (open > kFewFrames &&
          std::abs((kept_[from].time - kept_[to].time).seconds()) > kLongest_s);
}

void CoverBites::follow(const Piece& piece, std::size_t from, int step) {
  std::vector<Box> places_px;
  Piece open = piece;
  std::size_t now = from;
  while (const Kept* next = at(now, step)) {
    const std::size_t then = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(now) + step);
    if (too_long(from, then)) return;
    const cv::Rect around = grown(open.place, 1);
    const auto by = motion(kept_[now], *next, around, everything(around));
    if (by) open.place = open.place + *by;
    const cv::Mat covered = covered_at(*next, open.place) & open.cells;
    if (!places_px.empty()) {
      for (const Piece& back : thick_pieces(covered, open.place.tl())) {
        const Piece before{by ? back.place - *by : back.place, back.cells};
        if (!surrounded(before, kept_[now]) || !stays(back, then, step) ||
            !shows_more(back, *next, before, kept_[now]) || moved_along(back, then, now))
          continue;
        CoverGap gap{std::min(kept_[from].frame, next->frame) + 1,
                     std::max(kept_[from].frame, next->frame) - 1, places_px, true};
        if (step < 0) std::reverse(gap.places_px.begin(), gap.places_px.end());
        found_.push_back(std::move(gap));
        return;
      }
    }
    open.cells = open.cells & ~covered;
    const cv::Rect left = bounds(open.cells);
    if (thick_pieces(open.cells, {}).empty()) return;
    places_px.push_back(box_of(left + open.place.tl(), cell_px_));
    now = then;
  }
}

/// What of a piece is open in the next frame where its content has gone, in the cells of this one.
/// @return with how far it has gone; nothing if it is covered there
std::optional<CoverBites::Opened> CoverBites::opened(const Piece& piece, const Kept& from,
                                                     const Kept& to) {
  const cv::Rect near = grown(piece.place, 1);
  const cv::Point by = motion(from, to, near, everything(near)).value_or(cv::Point());
  const cv::Rect window =
      grown(piece.place, std::max({kAround, piece.place.width / 2, piece.place.height / 2}));
  std::optional<Opened> best;
  int most = 0;
  for (Piece& part :
       thick_pieces(covered_at(from, window) & ~covered_at(to, window + by), window.tl())) {
    const cv::Mat there = part_of(piece.cells, part.place - piece.place.tl());
    const int shared = cv::countNonZero(there & part.cells);
    if (shared <= most) continue;
    most = shared;
    best = Opened{std::move(part), by};
  }
  return best;
}

void CoverBites::look(std::size_t from, int step) {
  const Kept* next = at(from, step);
  if (next == nullptr) return;
  const std::size_t open = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(from) + step);
  for (const Piece& changed : thick_pieces(kept_[from].cells & ~next->cells, {})) {
    const auto found = opened(changed, kept_[from], *next);
    if (!found) continue;
    const Piece& piece = found->piece;
    const Piece after{piece.place + found->by, piece.cells};
    if (surrounded(after, *next) && shows_more(piece, kept_[from], after, *next) &&
        stays(piece, from, -step) && !moved_along(piece, from, open))
      follow(piece, from, step);
  }
}

void CoverBites::settle(bool at_end) {
  const auto ahead = static_cast<std::size_t>(kLongestFrames + kBriefFrames);
  while (settled_ < kept_.size() && (at_end || settled_ + ahead < kept_.size())) {
    look(settled_, -1);
    look(settled_, 1);
    look_in_place(settled_);
    ++settled_;
  }
  while (!at_end && settled_ > ahead) {
    kept_.pop_front();
    --settled_;
  }
}

void CoverBites::add(FrameIndex frame, base::Timestamp time, const cv::Mat& original,
                     const pairing::ChangedMask& mask) {
  cell_px_ = mask.cell_px();
  cv::Mat grey;
  cv::cvtColor(original, grey, cv::COLOR_RGB2GRAY);
  cv::resize(grey, grey, mask.cells().size(), 0, 0, cv::INTER_AREA);
  grey.convertTo(grey, CV_32F);
  kept_.push_back({frame, time, mask.sharp_cells(), grey, mask.difference()});
  settle(false);
}

void CoverBites::cut() {
  settle(true);
  kept_.clear();
  settled_ = 0;
}

std::vector<CoverGap> CoverBites::bites() {
  cut();
  std::stable_sort(found_.begin(), found_.end(), [](const CoverGap& a, const CoverGap& b) {
    return std::pair(a.first_frame, a.last_frame) < std::pair(b.first_frame, b.last_frame);
  });
  // Each is found from its end and from its beginning.
  std::vector<CoverGap> once;
  for (const CoverGap& gap : found_) {
    const auto same = std::find_if(once.begin(), once.end(),
                                   [&](const CoverGap& other) { return overlap(gap, other); });
    if (same == once.end()) {
      once.push_back(gap);
      continue;
    }
    for (std::size_t i = 0; i < gap.places_px.size(); ++i)
      same->places_px[i] = united(same->places_px[i], gap.places_px[i]);
  }
  found_ = once;
  return found_;
}

}  // namespace securepose::check
