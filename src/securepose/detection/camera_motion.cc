#include "securepose/detection/camera_motion.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "securepose/inference/picture_tensor.h"

namespace securepose::detection {
namespace {

/// Long side of the copies that are compared: quick, and the blur of a swing is a few pixels.
constexpr int kLongSidePx = 160;
/// Grey values (of 255) up to which a difference counts: what moves on its own counts little.
constexpr double kMostDifference = 24;
/// The picture is judged in so many rows and columns of tiles, each of which has one vote, so that
/// people before a still background do not outvote it.
constexpr int kTiles = 4;
/// A tile has a vote if this much of it is in both pictures, and if it changes by this much with or
/// without the shift: walls of one colour tell nothing.
constexpr double kSharedTile = 0.5;
constexpr double kTellingDifference = 1.5;
/// A tile votes for the shift that brings its difference below this share of what it is without.
constexpr double kBetterTile = 0.8;
/// A shift is believed with so many votes at least, this share of all, and if it brings the whole
/// difference below this share. Shifts of which none other than these can be told are still.
constexpr int kFewestTiles = 3;
constexpr double kVotes = 0.68;
constexpr double kBetter = 0.6;
/// The same for shifts by more than this share of the picture: little of it is left to compare.
constexpr double kFar = 0.3;
constexpr double kBetterFar = 0.5;
/// Smaller shifts are none, in pixels of the copies.
constexpr double kLeastShift_px = 0.3;
/// A picture that differs by less on average has hardly moved.
constexpr double kLittleChange = 6;
/// Refined shifts move by no more than this share of what both pictures show.
constexpr double kMostRefinement = 0.25;
constexpr double kMostShift = 0.7;
/// Strips at the edges are looked for in the picture before if they have so much structure
/// (standard deviation in grey values), and are found from this correlation on.
constexpr double kStripStructure = 3;
constexpr double kStripFound = 0.5;

using Shift = cv::Point2d;

cv::Mat small_grey(const cv::Mat& rgb) {
  const double scale =
      std::min(1.0, static_cast<double>(kLongSidePx) / std::max(rgb.cols, rgb.rows));
  cv::Mat grey;
  cv::cvtColor(inference::resize_picture(
                   rgb, {std::max(2, static_cast<int>(std::lround(rgb.cols * scale))),
                         std::max(2, static_cast<int>(std::lround(rgb.rows * scale)))}),
               grey, cv::COLOR_RGB2GRAY);
  grey.convertTo(grey, CV_32F);
  return grey;
}

Shift correlated(const cv::Mat& before, const cv::Mat& now) {
  cv::Mat window;
  cv::createHanningWindow(window, now.size(), CV_32F);
  // Of copies: phaseCorrelate may multiply its arguments by the window in place (OpenCV 4.6).
  const Shift shift = cv::phaseCorrelate(before.clone(), now.clone(), window);
  return std::isfinite(shift.x) && std::isfinite(shift.y) ? shift : Shift{};
}

/// Correlates anew what both pictures show after a shift: the window no longer pulls towards none.
Shift refined(const cv::Mat& before, const cv::Mat& now, Shift shift, int times) {
  for (; times > 0; --times) {
    const cv::Point whole(static_cast<int>(std::lround(shift.x)),
                          static_cast<int>(std::lround(shift.y)));
    if (std::abs(whole.x) > kMostShift * now.cols || std::abs(whole.y) > kMostShift * now.rows) {
      return shift;
    }
    const cv::Rect picture({0, 0}, now.size());
    const cv::Rect shared = picture & (picture + whole);
    if (shared.width < 2 || shared.height < 2) return shift;
    const Shift rest = correlated(before(shared - whole), now(shared));
    if (std::abs(rest.x) > kMostRefinement * shared.width ||
        std::abs(rest.y) > kMostRefinement * shared.height) {
      return shift;
    }
    shift = Shift(whole) + rest;
  }
  return shift;
}

/// What speaks for a shift.
struct Verdict {
  int votes = 0;
  int tiles = 0;
  double with_shift = 0;     ///< mean difference
  double without_shift = 0;  ///< of the same part of the picture

  bool believed(Shift shift, cv::Size size) const {
    const bool far =
        std::abs(shift.x) > kFar * size.width || std::abs(shift.y) > kFar * size.height;
    return tiles >= kFewestTiles && votes >= kVotes * tiles &&
           with_shift < (far ? kBetterFar : kBetter) * without_shift;
  }
};

cv::Mat bounded_difference(const cv::Mat& a, const cv::Mat& b) {
  cv::Mat difference;
  cv::absdiff(a, b, difference);
  return cv::min(difference, kMostDifference);
}

Verdict judge(const cv::Mat& before, const cv::Mat& now, Shift shift) {
  const cv::Matx23d move(1, 0, shift.x, 0, 1, shift.y);
  cv::Mat moved;
  cv::Mat shared;
  cv::warpAffine(before, moved, move, now.size());
  cv::warpAffine(cv::Mat(before.size(), CV_8U, cv::Scalar(255)), shared, move, now.size());
  shared = shared == 255;
  const cv::Mat with = bounded_difference(moved, now);
  const cv::Mat without = bounded_difference(before, now);
  Verdict verdict;
  verdict.with_shift = cv::mean(with, shared)[0];
  verdict.without_shift = cv::mean(without, shared)[0];
  for (int row = 0; row < kTiles; ++row) {
    for (int column = 0; column < kTiles; ++column) {
      const cv::Rect tile(
          {column * now.cols / kTiles, row * now.rows / kTiles},
          cv::Point{(column + 1) * now.cols / kTiles, (row + 1) * now.rows / kTiles});
      const cv::Mat in_both = shared(tile);
      if (cv::countNonZero(in_both) < kSharedTile * tile.area() || tile.empty()) continue;
      const double there = cv::mean(with(tile), in_both)[0];
      const double here = cv::mean(without(tile), in_both)[0];
      if (std::max(there, here) < kTellingDifference) continue;
      ++verdict.tiles;
      verdict.votes += there < kBetterTile * here ? 1 : 0;
    }
  }
  return verdict;
}

/// Shifts at which a strip along one of the picture's edges lies elsewhere in the picture before:
/// after a wide swing no more than a strip is left in both.
std::vector<Shift> strip_shifts(const cv::Mat& before, const cv::Mat& now) {
  const int across = now.cols / 4;
  const int down = now.rows / 4;
  const int left = now.cols / 16;
  const int top = now.rows / 16;
  std::vector<Shift> shifts;
  for (const cv::Rect& strip : {cv::Rect(0, top, across, now.rows - 2 * top),
                                cv::Rect(now.cols - across, top, across, now.rows - 2 * top),
                                cv::Rect(left, 0, now.cols - 2 * left, down),
                                cv::Rect(left, now.rows - down, now.cols - 2 * left, down)}) {
    if (strip.empty()) continue;
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(now(strip), mean, deviation);
    if (deviation[0] < kStripStructure) continue;
    cv::Mat found;
    cv::matchTemplate(before, now(strip), found, cv::TM_CCOEFF_NORMED);
    double best = 0;
    cv::Point place;
    cv::minMaxLoc(found, nullptr, &best, nullptr, &place);
    if (best >= kStripFound) shifts.emplace_back(strip.tl() - place);
  }
  return shifts;
}

/// @return in pixels of the copies
CameraMotion motion_between(const cv::Mat& before, const cv::Mat& now) {
  const Shift shift = refined(before, now, correlated(before, now), 2);
  if (std::max(std::abs(shift.x), std::abs(shift.y)) < kLeastShift_px) return {};
  const Verdict verdict = judge(before, now, shift);
  if (verdict.believed(shift, now.size())) {
    return {CameraState::kMoved, {shift.x, shift.y}};
  }
  if (verdict.without_shift < kLittleChange) return {};
  CameraMotion best{CameraState::kUnknown, {}};
  double least = kMostDifference;
  for (const Shift& strip : strip_shifts(before, now)) {
    const Shift candidate = refined(before, now, strip, 1);
    const Verdict there = judge(before, now, candidate);
    if (!there.believed(candidate, now.size()) || there.with_shift >= least) continue;
    least = there.with_shift;
    best = {CameraState::kMoved, {candidate.x, candidate.y}};
  }
  return best;
}

}  // namespace

std::optional<CameraMotion> CameraMotionMeter::measure(const cv::Mat& rgb) {
  const cv::Mat grey = small_grey(rgb);
  std::optional<CameraMotion> motion;
  if (!previous_grey_.empty()) {
    cv::Mat previous = previous_grey_;
    if (previous.size() != grey.size()) cv::resize(previous, previous, grey.size());
    motion = motion_between(previous, grey);
    motion->shift_px.x_px *= static_cast<double>(rgb.cols) / grey.cols;
    motion->shift_px.y_px *= static_cast<double>(rgb.rows) / grey.rows;
  }
  previous_grey_ = grey;
  return motion;
}

}  // namespace securepose::detection
