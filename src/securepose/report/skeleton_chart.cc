#include "securepose/report/skeleton_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "securepose/geometry/box.h"
#include "securepose/report/html.h"
#include "securepose/report/plot_frame.h"
#include "securepose/report/thinning.h"

namespace securepose::report {
namespace {

constexpr std::size_t kMostFigures = 12;
constexpr double kWidth = 1120;
constexpr double kFigureHeight = 230;
constexpr double kMargin = 12;
constexpr double kCaptionHeight = 26;

std::optional<geometry::Point> landmark(const StickFigure& figure, std::size_t index) {
  return index < figure.landmarks.size() ? figure.landmarks[index] : std::nullopt;
}

struct Head {
  geometry::Point center;
  double radius_px = 0;
};

/// Half the way from nose to neck: about a head's half height.
std::optional<Head> head_of(const SkeletonStrip& strip, const StickFigure& figure) {
  if (!strip.head || !strip.neck) return std::nullopt;
  const auto center = landmark(figure, *strip.head);
  const auto neck = landmark(figure, *strip.neck);
  if (!center || !neck) return std::nullopt;
  return Head{*center, 0.5 * geometry::distance_px(*center, *neck)};
}

/// Of the head and the landmarks that bones use.
std::optional<geometry::Box> bounds(const SkeletonStrip& strip, const StickFigure& figure) {
  std::optional<geometry::Box> box;
  const std::vector<Bone>& bones = strip.bones;
  for (const Bone& bone : bones) {
    const auto from = landmark(figure, bone.from);
    const auto to = landmark(figure, bone.to);
    if (!from || !to) continue;
    for (const geometry::Point& p : {*from, *to}) {
      const geometry::Box point{p.x_px, p.y_px, p.x_px, p.y_px};
      box = box ? geometry::hull(*box, point) : point;
    }
  }
  const auto head = head_of(strip, figure);
  if (box && head) {
    box = geometry::hull(
        *box, geometry::Box::around(head->center, 2 * head->radius_px, 2 * head->radius_px));
  }
  return box;
}

struct Placed {
  const StickFigure* figure;
  geometry::Box box;
};

std::string draw_figure(const SkeletonStrip& strip, const Placed& placed, double scale,
                        double middle_x, double bottom_y) {
  const auto x = [&](geometry::Point p) {
    return middle_x + (p.x_px - placed.box.center().x_px) * scale;
  };
  const auto y = [&](geometry::Point p) { return bottom_y - (placed.box.y2_px - p.y_px) * scale; };
  std::string svg;
  for (const Side side : {Side::kMidline, Side::kLeft, Side::kRight}) {
    std::string path;
    for (const Bone& bone : strip.bones) {
      const auto from = landmark(*placed.figure, bone.from);
      const auto to = landmark(*placed.figure, bone.to);
      if (bone.side != side || !from || !to) continue;
      path += fmt::format("M{:.1f} {:.1f}L{:.1f} {:.1f}", x(*from), y(*from), x(*to), y(*to));
    }
    if (!path.empty())
      svg += fmt::format(R"(<path class="bone {}" d="{}"/>)", side_class(side), path);
  }
  if (const auto head = head_of(strip, *placed.figure)) {
    svg += fmt::format(R"(<circle class="head" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>)",
                       x(head->center), y(head->center), head->radius_px * scale);
  }
  return svg;
}

}  // namespace

std::string skeleton_chart(const SkeletonStrip& strip) {
  std::vector<Placed> shown;
  for (const StickFigure& figure : strip.figures)
    if (const auto box = bounds(strip, figure)) shown.push_back({&figure, *box});
  if (shown.empty()) return "";
  std::vector<Placed> chosen;
  for (const std::size_t i : evenly(shown.size(), kMostFigures)) chosen.push_back(shown[i]);

  double widest_px = 1;
  double highest_px = 1;
  for (const Placed& placed : chosen) {
    widest_px = std::max(widest_px, placed.box.width_px());
    highest_px = std::max(highest_px, placed.box.height_px());
  }
  const double cell = kWidth / static_cast<double>(std::max<std::size_t>(chosen.size(), 6));
  const double scale = std::min((cell - kMargin) / widest_px, kFigureHeight / highest_px);
  const double bottom = kMargin + std::min(kFigureHeight, highest_px * scale);

  std::string svg = open_drawing(kWidth, bottom + kCaptionHeight + kMargin, "chart strip",
                                 fmt::format("Stick figures of the patient at {} times",
                                             count(static_cast<std::int64_t>(chosen.size()))));
  svg += fmt::format(R"(<path class="ground" d="M0 {:.1f}H{:.0f}"/>)", bottom + 1, kWidth);
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const double middle = (static_cast<double>(i) + 0.5) * cell;
    svg += draw_figure(strip, chosen[i], scale, middle, bottom);
    const std::string caption = chosen[i].figure->caption.empty()
                                    ? clock(chosen[i].figure->time)
                                    : prose(chosen[i].figure->caption);
    svg += fmt::format(R"(<text class="middle" x="{:.1f}" y="{:.1f}">{}</text>)", middle,
                       bottom + kCaptionHeight - 6, caption);
  }
  return svg + "</svg>";
}

}  // namespace securepose::report
