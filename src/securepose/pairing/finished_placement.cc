#include "securepose/pairing/finished_placement.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"
#include "securepose/pairing/finished_turn.h"
#include "securepose/pairing/picture_signature.h"

namespace securepose::pairing {
namespace {

/// Codecs work in blocks of up to 64 px a side: padded or cut by less.
constexpr int kLargestBlock_px = 64;
/// So many pictures that show anything tell, of the first so many.
constexpr int kFramesForPlacement = 5;
constexpr int kMostFramesForPlacement = 300;
/// Signatures along the longer side: eight rows more of 1080 move the lowest ones by a pixel.
constexpr int kSignatureSide_px = 240;
/// Another placement than the whole picture scaled must be clearly better.
constexpr double kClearlyBetter = 0.9;

bool alike_px(int a, int b) { return std::abs(a - b) <= 1; }
bool alike(cv::Size a, cv::Size b) {
  return alike_px(a.width, b.width) && alike_px(a.height, b.height);
}

cv::Size turned_size(cv::Size size, int turn_deg) {
  return turn_deg % 180 == 0 ? size : cv::Size(size.height, size.width);
}

cv::Rect2d centred(cv::Size2d inner, cv::Size outer) {
  return {(outer.width - inner.width) / 2, (outer.height - inner.height) / 2, inner.width,
          inner.height};
}

/// Where the original may lie in the finished picture; the whole picture scaled is the first.
std::vector<cv::Rect2d> places(cv::Size original, cv::Size finished) {
  std::vector<cv::Rect2d> found = {{0, 0, double(finished.width), double(finished.height)}};
  const cv::Size2d same(original.width, original.height);
  if (std::abs(finished.width - original.width) < kLargestBlock_px &&
      std::abs(finished.height - original.height) < kLargestBlock_px) {
    found.push_back({{0, 0}, same});
    found.push_back(centred(same, finished));
  }
  const double scale =
      std::min(finished.width / same.width, finished.height / same.height);  // with bars
  const cv::Size2d fitted(scale * same.width, scale * same.height);
  if (std::abs(fitted.width - finished.width) > 1 ||
      std::abs(fitted.height - finished.height) > 1) {
    found.push_back({{0, 0}, fitted});
    found.push_back(centred(fitted, finished));
  }
  return found;
}

struct Candidate {
  FinishedPlacement placement;
  bool whole = false;
  double apart = 0;
};

std::vector<Candidate> candidates(cv::Size original, cv::Size finished,
                                  std::optional<int> turn_deg) {
  std::vector<Candidate> found;
  for (const int turn : {0, 90, 180, 270}) {
    if (turn_deg && turn != *turn_deg) continue;
    const cv::Size size = turned_size(original, turn);
    bool whole = true;
    for (const cv::Rect2d& place : places(size, finished)) {
      found.push_back({{turn, size, finished, place}, whole && turn == 0, 0});
      whole = false;
    }
  }
  return found;
}

cv::Size signature_size(cv::Size picture) {
  const double scale =
      std::min(1.0, double(kSignatureSide_px) / std::max(picture.width, picture.height));
  return {std::max(1, static_cast<int>(std::lround(scale * picture.width))),
          std::max(1, static_cast<int>(std::lround(scale * picture.height)))};
}

/// The part of the finished picture that shows a part of the original, and that part.
std::pair<cv::Mat, cv::Mat> common_part(const Candidate& candidate, const cv::Mat& before,
                                        const cv::Mat& after) {
  const cv::Rect2d& place = candidate.placement.of_original;
  const cv::Rect shown = cv::Rect(cv::Point(static_cast<int>(std::lround(place.x)),
                                            static_cast<int>(std::lround(place.y))),
                                  cv::Size(static_cast<int>(std::lround(place.width)),
                                           static_cast<int>(std::lround(place.height)))) &
                         cv::Rect({0, 0}, after.size());
  const double sx = before.cols / place.width;
  const double sy = before.rows / place.height;
  const cv::Rect source =
      cv::Rect(cv::Point(static_cast<int>(std::lround((shown.x - place.x) * sx)),
                         static_cast<int>(std::lround((shown.y - place.y) * sy))),
               cv::Size(static_cast<int>(std::lround(shown.width * sx)),
                        static_cast<int>(std::lround(shown.height * sy)))) &
      cv::Rect({0, 0}, before.size());
  return {before(source), after(shown)};
}

void compare(std::vector<Candidate>& all, const std::filesystem::path& original,
             const std::filesystem::path& deidentified, const media::Turns& turns) {
  media::VideoReader source(original, turns);
  media::VideoReader finished(deidentified);
  int looked_at = 0;
  for (int i = 0; i < kMostFramesForPlacement && looked_at < kFramesForPlacement; ++i) {
    const auto before = source.next();
    const auto after = finished.next();
    if (!before || !after) break;
    const cv::Size size = signature_size(before->rgb.size());
    if (!before->readable || signature_of(before->rgb, size).empty() ||
        signature_of(after->rgb, size).empty())
      continue;
    ++looked_at;
    for (Candidate& candidate : all) {
      const cv::Mat turned = geometry::turned(before->rgb, candidate.placement.turn_deg);
      const auto [part, shown] = common_part(candidate, turned, after->rgb);
      const cv::Size side = signature_size(part.size());
      candidate.apart += apart(signature_of(part, side), signature_of(shown, side));
    }
  }
  for (Candidate& candidate : all) candidate.apart /= std::max(1, looked_at);
}

}  // namespace

bool FinishedPlacement::same_pixels() const {
  return alike_px(static_cast<int>(of_original.width), original_px.width) &&
         alike_px(static_cast<int>(of_original.height), original_px.height) &&
         of_original.x == std::floor(of_original.x) && of_original.y == std::floor(of_original.y);
}

cv::Mat FinishedPlacement::original_sized(const cv::Mat& finished) const {
  if (same_pixels() && of_original.tl() == cv::Point2d() && alike(finished.size(), original_px)) {
    return finished({0, 0, std::min(finished.cols, original_px.width),
                     std::min(finished.rows, original_px.height)});
  }
  const double sx = of_original.width / original_px.width;
  const double sy = of_original.height / original_px.height;
  // Pixel centres lie at halves.
  const cv::Matx23d to_finished(sx, 0, of_original.x + sx / 2 - 0.5, 0, sy,
                                of_original.y + sy / 2 - 0.5);
  if (sx <= 1 && sy <= 1) {
    cv::Mat result;
    cv::warpAffine(finished, result, to_finished, original_px,
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
    return result;
  }
  // Smaller than the finished picture: means, so that no pixel is left out.
  const cv::Rect shown(static_cast<int>(std::lround(of_original.x)),
                       static_cast<int>(std::lround(of_original.y)),
                       static_cast<int>(std::lround(of_original.width)),
                       static_cast<int>(std::lround(of_original.height)));
  const cv::Rect inside = shown & cv::Rect({0, 0}, finished.size());
  cv::Mat whole = finished(inside);
  if (inside != shown) {
    cv::copyMakeBorder(whole, whole, inside.y - shown.y, shown.br().y - inside.br().y,
                       inside.x - shown.x, shown.br().x - inside.br().x, cv::BORDER_CONSTANT);
  }
  cv::Mat result;
  cv::resize(whole, result, original_px, 0, 0, cv::INTER_AREA);
  return result;
}

cv::Mat FinishedPlacement::as_finished(const cv::Mat& original) const {
  if (same_pixels()) return original;
  const cv::Size scaled(std::max(1, static_cast<int>(std::lround(of_original.width))),
                        std::max(1, static_cast<int>(std::lround(of_original.height))));
  if (scaled.width > 2 * original.cols && scaled.height > 2 * original.rows) return original;
  const bool smaller = scaled.width <= original.cols && scaled.height <= original.rows;
  cv::Mat small;
  cv::resize(original, small, scaled, 0, 0, smaller ? cv::INTER_AREA : cv::INTER_LINEAR);
  cv::Mat back;
  cv::resize(small, back, original.size(), 0, 0, smaller ? cv::INTER_LINEAR : cv::INTER_AREA);
  return back;
}

geometry::Box FinishedPlacement::in_finished(const geometry::Box& place_px) const {
  if (same_pixels() && of_original.tl() == cv::Point2d()) return place_px;
  const double sx = of_original.width / original_px.width;
  const double sy = of_original.height / original_px.height;
  return {of_original.x + sx * place_px.x1_px, of_original.y + sy * place_px.y1_px,
          of_original.x + sx * place_px.x2_px, of_original.y + sy * place_px.y2_px};
}

FinishedPlacement finished_placement(const std::filesystem::path& original,
                                     const std::filesystem::path& deidentified,
                                     std::optional<int> turn_deg, const media::Turns& turns) {
  const media::VideoInfo before = media::VideoReader(original, turns).info();
  const media::VideoInfo after = media::VideoReader(deidentified).info();
  const cv::Size original_px(before.width_px, before.height_px);
  const cv::Size finished_px(after.width_px, after.height_px);
  const auto as_it_is = [&](int turn) {
    const cv::Size size = turned_size(original_px, turn);
    return FinishedPlacement{
        turn, size, finished_px, {0, 0, double(finished_px.width), double(finished_px.height)}};
  };
  const bool upright = alike(original_px, finished_px);
  const bool on_its_side = alike(turned_size(original_px, 90), finished_px);
  if (turn_deg && alike(turned_size(original_px, *turn_deg), finished_px))
    return as_it_is(*turn_deg);
  if (!turn_deg && (upright || on_its_side))
    return as_it_is(finished_turn_deg(original, deidentified, turns));
  std::vector<Candidate> all = candidates(original_px, finished_px, turn_deg);
  compare(all, original, deidentified, turns);
  const auto rank = [](const Candidate& candidate) {
    return candidate.apart * (candidate.whole ? kClearlyBetter : 1.0);
  };
  const auto best =
      std::min_element(all.begin(), all.end(),
                       [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
  if (best->apart >= kNotTheSame) {
    throw base::Error::about_file(
        base::ErrorKind::kInput, deidentified,
        fmt::format("it shows other pictures than the original ({}x{} px instead of {}x{})",
                    finished_px.width, finished_px.height, original_px.width, original_px.height),
        "Compare a video with its own original.");
  }
  return best->placement;
}

}  // namespace securepose::pairing
