#include "securepose/covering/painter.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace securepose::covering {
namespace {

using Colour = std::array<std::uint8_t, 3>;

constexpr Colour kMidGrey{128, 128, 128};
/// A soft fill is never darker or brighter than this, of 255. A fill as black as the hair under it
/// hides nothing that anyone could see, and neither a person nor the check could tell whether the
/// head is covered: the check takes a difference of 40 for one in any texture.
constexpr double kDarkest = 72;
constexpr double kBrightest = 190;
/// The soft edge reaches this share of the smaller radius beyond the region, at least two pixels.
constexpr double kFeatherShare = 0.18;
/// Cells of the pixelated fill across the region's smaller diameter.
constexpr double kPixelateCells = 6;
/// Standard deviation of the blurred fill, as a share of the region's larger radius.
constexpr double kBlurSigmaShare = 0.35;

/// The pixels that a region and its soft edge may touch.
cv::Rect touched(const Region& region, double margin_px, const cv::Size& size) {
  const geometry::Box box = region.bounds_px();
  const int x1 = static_cast<int>(std::floor(std::max(0.0, box.x1_px - margin_px)));
  const int y1 = static_cast<int>(std::floor(std::max(0.0, box.y1_px - margin_px)));
  const int x2 = static_cast<int>(std::ceil(std::min<double>(size.width, box.x2_px + margin_px)));
  const int y2 = static_cast<int>(std::ceil(std::min<double>(size.height, box.y2_px + margin_px)));
  return {x1, y1, std::max(0, x2 - x1), std::max(0, y2 - y1)};
}

/// Half of a region's extent where it is narrowest.
double smaller_radius_px(const Region& region) {
  return region.box_px ? std::min(region.box_px->width_px(), region.box_px->height_px()) / 2
                       : std::min(region.ellipse.rx_px, region.ellipse.ry_px);
}

double larger_radius_px(const Region& region) {
  return region.box_px ? std::max(region.box_px->width_px(), region.box_px->height_px()) / 2
                       : std::max(region.ellipse.rx_px, region.ellipse.ry_px);
}

/// Distance of pixel centres from a region in pixels: 0 inside, growing outward (for an ellipse
/// measured along the ray from the centre, which never overestimates the inside).
class OutsideDistance {
 public:
  explicit OutsideDistance(const Region& region)
      : box_px_(region.box_px),
        ellipse_(region.ellipse),
        cos_(std::cos(ellipse_.angle_deg * std::numbers::pi / 180)),
        sin_(std::sin(ellipse_.angle_deg * std::numbers::pi / 180)) {}

  double operator()(int x, int y) const {
    if (box_px_) return outside_box_px(*box_px_, x, y);
    const double dx = x + 0.5 - ellipse_.center.x_px;
    const double dy = y + 0.5 - ellipse_.center.y_px;
    const double u = (dx * cos_ + dy * sin_) / ellipse_.rx_px;
    const double v = (-dx * sin_ + dy * cos_) / ellipse_.ry_px;
    const double r = std::sqrt(u * u + v * v);
    return r <= 1 ? 0 : std::hypot(dx, dy) * (1 - 1 / r);
  }

 private:
  /// A pixel of which any part lies in the box belongs to it.
  static double outside_box_px(const geometry::Box& box, int x, int y) {
    constexpr double kJustOutside_px = 0.5 + 1e-6;
    const double across_px = std::max(box.x1_px - (x + 1), x - box.x2_px);
    const double down_px = std::max(box.y1_px - (y + 1), y - box.y2_px);
    if (across_px < 0 && down_px < 0) return 0;
    return kJustOutside_px + std::hypot(std::max(0.0, across_px), std::max(0.0, down_px));
  }

  std::optional<geometry::Box> box_px_;
  geometry::Ellipse ellipse_;
  double cos_;
  double sin_;
};

/// Blends `cover(x, y)` over the picture: wholly inside the region and half a pixel beyond, fading
/// out over `feather_px` outside.
template <class Cover>
void blend(const Region& region, double feather_px, cv::Mat& rgb, const Cover& cover) {
  if (!(smaller_radius_px(region) > 0)) return;
  const OutsideDistance distance_px(region);
  const cv::Rect area = touched(region, feather_px + 1, rgb.size());
  for (int y = area.y; y < area.y + area.height; ++y) {
    auto* row = rgb.ptr<cv::Vec3b>(y);
    for (int x = area.x; x < area.x + area.width; ++x) {
      const double outside_px = distance_px(x, y) - 0.5;
      if (outside_px <= 0) {
        row[x] = cover(x, y);
      } else if (outside_px < feather_px) {
        const double keep = outside_px / feather_px;
        const double smooth_keep = keep * keep * (3 - 2 * keep);
        const cv::Vec3b over = cover(x, y);
        for (int c = 0; c < 3; ++c) {
          row[x][c] = cv::saturate_cast<std::uint8_t>(smooth_keep * row[x][c] +
                                                      (1 - smooth_keep) * over[c]);
        }
      }
    }
  }
}

Colour within_bounds(const Colour& colour) {
  const double brightness = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
  const double change = std::clamp(brightness, kDarkest, kBrightest) - brightness;
  Colour bounded;
  std::transform(colour.begin(), colour.end(), bounded.begin(), [&](std::uint8_t value) {
    return cv::saturate_cast<std::uint8_t>(value + change);
  });
  return bounded;
}

cv::Vec3b vec(const Colour& colour) { return {colour[0], colour[1], colour[2]}; }

void pixelate(const Region& region, cv::Mat& rgb) {
  const cv::Rect area = touched(region, 1, rgb.size());
  if (area.empty()) return;
  const double cell_px = std::max(8.0, 2 * smaller_radius_px(region) / kPixelateCells);
  const cv::Size cells(std::max(1, static_cast<int>(std::lround(area.width / cell_px))),
                       std::max(1, static_cast<int>(std::lround(area.height / cell_px))));
  cv::Mat small;
  cv::Mat coarse;
  cv::resize(rgb(area), small, cells, 0, 0, cv::INTER_AREA);
  cv::resize(small, coarse, area.size(), 0, 0, cv::INTER_NEAREST);
  blend(region, 0, rgb, [&](int x, int y) { return coarse.at<cv::Vec3b>(y - area.y, x - area.x); });
}

void blur(const Region& region, cv::Mat& rgb) {
  const double sigma_px = std::max(4.0, kBlurSigmaShare * larger_radius_px(region));
  const cv::Rect area = touched(region, 1, rgb.size());
  if (area.empty()) return;
  cv::Mat soft;
  cv::GaussianBlur(rgb(area).clone(), soft, {}, sigma_px, sigma_px, cv::BORDER_REPLICATE);
  blend(region, 0, rgb, [&](int x, int y) { return soft.at<cv::Vec3b>(y - area.y, x - area.x); });
}

/// Whose colour a region takes: its own person's, or that of the person on whose region it lies, so
/// that an ear seen as a face of nobody does not flash on a covered head. What the check asked for
/// stays grey: it may have asked because a fill like the hair under it looks like an open head.
std::optional<base::PersonId> owner_of(const Region& region, const FrameRegions& regions) {
  if (region.person) return region.person;
  const auto& evidence = region.evidence;
  if (std::find(evidence.begin(), evidence.end(), "check") != evidence.end()) return std::nullopt;
  const geometry::Point center = region.bounds_px().center();
  const auto under = std::find_if(
      regions.regions.begin(), regions.regions.end(),
      [&](const Region& other) { return other.person.has_value() && other.contains(center); });
  return under == regions.regions.end() ? std::nullopt : under->person;
}

}  // namespace

Painter::Painter(Fill fill, std::map<base::PersonId, Colour> track_colours)
    : fill_(fill), track_colours_(std::move(track_colours)) {
  for (auto& [person, colour] : track_colours_) colour = within_bounds(colour);
}

void Painter::paint(const FrameRegions& regions, cv::Mat& rgb) const {
  if (regions.cover_everything) {
    const Colour colour = fill_.kind == FillKind::kSolid ? fill_.colour : kMidGrey;
    rgb.setTo(cv::Scalar(colour[0], colour[1], colour[2]));
    return;
  }
  for (const Region& region : regions.regions) {
    switch (fill_.kind) {
      case FillKind::kSoft: {
        const auto owner = owner_of(region, regions);
        const auto known = owner ? track_colours_.find(*owner) : track_colours_.end();
        const cv::Vec3b colour = vec(known == track_colours_.end() ? kMidGrey : known->second);
        const double feather_px = std::max(2.0, kFeatherShare * smaller_radius_px(region));
        blend(region, feather_px, rgb, [&](int, int) { return colour; });
        break;
      }
      case FillKind::kSolid:
        blend(region, 0, rgb, [&](int, int) { return vec(fill_.colour); });
        break;
      case FillKind::kPixelate:
        pixelate(region, rgb);
        break;
      case FillKind::kBlur:
        blur(region, rgb);
        break;
    }
  }
}

}  // namespace securepose::covering
