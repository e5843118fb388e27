#include "securepose/check/edge_passage.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "securepose/base/median.h"

namespace securepose::check {
namespace {

using geometry::Box;

/// A cover lies at the edge if it is this near, in its own size along the edge.
constexpr double kAtEdge = 0.15;
/// Steps that are looked at, the last ones of the path; fewest that tell a speed.
constexpr std::size_t kSteps = 3;
constexpr std::size_t kFewestSteps = 2;
/// A head is about 0.8 times as wide as it is high.
constexpr double kWidthByHeight = 0.8;
/// Slower than this share of its size in a frame it stands.
constexpr double kStands = 0.01;

}  // namespace

std::optional<EdgePassage> EdgePassage::of(const std::vector<Box>& path_px, double width_px,
                                           double height_px) {
  std::optional<EdgePassage> soonest;
  for (const Edge edge : {Edge::kLeft, Edge::kTop, Edge::kRight, Edge::kBottom}) {
    const auto passage = over(edge, path_px, width_px, height_px);
    if (passage && (!soonest || passage->shown_after(1) < soonest->shown_after(1))) {
      soonest = passage;
    }
  }
  return soonest;
}

std::optional<EdgePassage> EdgePassage::over(Edge edge, const std::vector<Box>& path_px,
                                             double width_px, double height_px) {
  if (path_px.size() < kFewestSteps + 1) return std::nullopt;
  const bool sideways = edge == Edge::kLeft || edge == Edge::kRight;
  const auto across_px = [&](const Box& b) { return sideways ? b.width_px() : b.height_px(); };
  const auto along_px = [&](const Box& b) { return sideways ? b.height_px() : b.width_px(); };

  EdgePassage passage;
  passage.edge_ = edge;
  passage.picture_px_ = {width_px, height_px};
  const auto shown_px = [&](const Box& box) { return passage.shown_px(box); };
  passage.whole_px_ = path_px.back();
  passage.last_shown_px_ = shown_px(path_px.back());
  if (passage.last_shown_px_ - across_px(path_px.back()) > kAtEdge * along_px(path_px.back())) {
    return std::nullopt;
  }
  for (const Box& box : path_px) {
    const double by_length = along_px(box) * (sideways ? kWidthByHeight : 1 / kWidthByHeight);
    passage.size_px_ = std::max({passage.size_px_, across_px(box), by_length});
  }
  std::vector<double> steps_px;
  const std::size_t steps = std::min(kSteps, path_px.size() - 1);
  for (std::size_t i = path_px.size() - steps; i < path_px.size(); ++i) {
    steps_px.push_back(shown_px(path_px[i - 1]) - shown_px(path_px[i]));
  }
  passage.step_px_ = base::upper_median(std::move(steps_px));
  if (passage.step_px_ < kStands * passage.size_px_) return std::nullopt;
  return passage;
}

double EdgePassage::shown_after(int frames) const {
  return std::clamp((last_shown_px_ - frames * step_px_) / size_px_, 0.0, 1.0);
}

double EdgePassage::shown_by(const Box& place_px) const {
  return std::clamp(shown_px(place_px) / size_px_, 0.0, 1.0);
}

/// How far from the edge the side lies that is the last to go over it.
double EdgePassage::shown_px(const Box& box) const {
  switch (edge_) {
    case Edge::kLeft:
      return box.x2_px;
    case Edge::kTop:
      return box.y2_px;
    case Edge::kRight:
      return picture_px_.x_px - box.x1_px;
    case Edge::kBottom:
      break;
  }
  return picture_px_.y_px - box.y1_px;
}

Box EdgePassage::place_after(int frames) const {
  const double by_px = frames * step_px_;
  Box box = whole_px_;
  switch (edge_) {
    case Edge::kLeft:
      box.x2_px -= by_px;
      box.x1_px = box.x2_px - size_px_;
      break;
    case Edge::kTop:
      box.y2_px -= by_px;
      box.y1_px = box.y2_px - size_px_;
      break;
    case Edge::kRight:
      box.x1_px += by_px;
      box.x2_px = box.x1_px + size_px_;
      break;
    case Edge::kBottom:
      box.y1_px += by_px;
      box.y2_px = box.y1_px + size_px_;
      break;
  }
  return box;
}

}  // namespace securepose::check
