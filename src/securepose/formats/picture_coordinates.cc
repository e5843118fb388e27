#include "securepose/formats/picture_coordinates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <set>
#include <utility>

namespace securepose::formats {

namespace {

using L = kinematics::BodyLandmark;

template <class Use>
void for_each_point(const PoseRecording& recording, const Use& use) {
  for (const PoseFrame& frame : recording.seen)
    for (const PosePerson& person : frame.people)
      for (const PosePoint& point : person) use(point);
}

/// A point of a body in shares of the picture may lie somewhat outside; a picture is never so small
/// that all of a body lies within two pixels.
constexpr double kUnitSquare = 2;
/// Shares from 0 to 1 are negative only where a limb is guessed outside of the picture.
constexpr double kClearlyNegative = -0.1;
constexpr double kOftenNegative = 0.05;

/// How near to the outermost pixels' centres a point counts as lying at the border.
constexpr double kBorder_px = 1;
constexpr double kClearlyOutside_px = 20;

/// The sides of the picture: what lies beyond is not in it.
struct Borders {
  double left = -std::numeric_limits<double>::infinity();
  double top = -std::numeric_limits<double>::infinity();
  double right = std::numeric_limits<double>::infinity();
  double bottom = std::numeric_limits<double>::infinity();

  bool believes(geometry::Point p) const {
    return p.x_px > left && p.x_px < right && p.y_px > top && p.y_px < bottom;
  }
};

/// Which joint of the limbs it is, of whatever side; nothing for a face and for a foot's points,
/// which lie at one height in every profile and on every floor.
std::optional<std::size_t> limb_joint(L landmark) {
  constexpr std::array kJoints = {
      std::pair{L::kLeftShoulder, L::kRightShoulder}, std::pair{L::kLeftElbow, L::kRightElbow},
      std::pair{L::kLeftWrist, L::kRightWrist},       std::pair{L::kLeftHip, L::kRightHip},
      std::pair{L::kLeftKnee, L::kRightKnee},         std::pair{L::kLeftAnkle, L::kRightAnkle}};
  for (std::size_t k = 0; k < kJoints.size(); ++k)
    if (landmark == kJoints[k].first || landmark == kJoints[k].second) return k;
  return std::nullopt;
}

/// Whether limbs lie at a recording's outermost coordinate as they only do if they are pinned
/// there: three or more points of two or more joints of one body, in five or more frames, exactly.
template <class Coordinate>
bool pinned_at(const PoseRecording& recording, double outermost, const Coordinate& coordinate) {
  constexpr double kExactly_px = 1e-3;
  constexpr std::size_t kPoints = 3;
  constexpr std::size_t kKinds = 2;
  constexpr std::size_t kFrames = 5;
  std::size_t frames = 0;
  for (const PoseFrame& frame : recording.seen)
    for (const PosePerson& person : frame.people) {
      std::size_t points = 0;
      std::set<std::size_t> joints;
      for (const PosePoint& p : person) {
        const auto joint = limb_joint(p.landmark);
        if (!joint || std::abs(coordinate(p) - outermost) >= kExactly_px) continue;
        ++points;
        joints.insert(*joint);
      }
      if (points >= kPoints && joints.size() >= kKinds) ++frames;
    }
  return frames >= kFrames;
}

Borders borders_from_points(const PoseRecording& recording) {
  constexpr double kBig = std::numeric_limits<double>::infinity();
  double left = kBig, top = kBig, right = -kBig, bottom = -kBig;
  for_each_point(recording, [&](const PosePoint& p) {
    left = std::min(left, p.point_px.x_px);
    right = std::max(right, p.point_px.x_px);
    top = std::min(top, p.point_px.y_px);
    bottom = std::max(bottom, p.point_px.y_px);
  });
  const auto x = [](const PosePoint& p) { return p.point_px.x_px; };
  const auto y = [](const PosePoint& p) { return p.point_px.y_px; };
  Borders borders;
  if (pinned_at(recording, left, x)) borders.left = left + kBorder_px;
  if (pinned_at(recording, right, x)) borders.right = right - kBorder_px;
  if (pinned_at(recording, top, y)) borders.top = top + kBorder_px;
  if (pinned_at(recording, bottom, y)) borders.bottom = bottom - kBorder_px;
  return borders;
}

}  // namespace

bool lies_in_unit_square(const PoseRecording& recording) {
  double greatest = 0;
  for_each_point(recording, [&](const PosePoint& p) {
    greatest = std::max({greatest, std::abs(p.point_px.x_px), std::abs(p.point_px.y_px)});
  });
  return greatest <= kUnitSquare;
}

void scale_unit_square(PoseRecording& recording) {
  std::size_t all = 0, negative = 0;
  for_each_point(recording, [&](const PosePoint& p) {
    ++all;
    negative += std::min(p.point_px.x_px, p.point_px.y_px) < kClearlyNegative;
  });
  const bool both_signs = static_cast<double>(negative) > kOftenNegative * static_cast<double>(all);
  const double width = *recording.width_px, height = *recording.height_px;
  for (PoseFrame& frame : recording.seen)
    for (PosePerson& person : frame.people)
      for (PosePoint& point : person) {
        geometry::Point& p = point.point_px;
        if (both_signs) p = {(p.x_px + 1) / 2, (p.y_px + 1) / 2};
        p = {p.x_px * width, p.y_px * height};
      }
  recording.notes.push_back(
      fmt::format("The points were shares of the picture ({} to 1) and were scaled to {}x{} px.",
                  both_signs ? "-1" : "0", *recording.width_px, *recording.height_px));
}

bool drop_border_points(PoseRecording& recording) {
  Borders borders;
  const bool known = recording.width_px && recording.height_px;
  if (known) {
    const double right = *recording.width_px - 1.0, bottom = *recording.height_px - 1.0;
    std::size_t all = 0, outside = 0;
    for_each_point(recording, [&](const PosePoint& p) {
      const auto [x_px, y_px] = p.point_px;
      ++all;
      outside += x_px < -kClearlyOutside_px || y_px < -kClearlyOutside_px ||
                 x_px > right + kClearlyOutside_px || y_px > bottom + kClearlyOutside_px;
    });
    if (2 * outside > all) return true;
    borders = {kBorder_px, kBorder_px, right - kBorder_px, bottom - kBorder_px};
  } else {
    borders = borders_from_points(recording);
  }
  std::size_t dropped = 0;
  for (PoseFrame& frame : recording.seen)
    for (PosePerson& person : frame.people)
      dropped +=
          std::erase_if(person, [&](const PosePoint& p) { return !borders.believes(p.point_px); });
  if (dropped > 0)
    recording.notes.push_back(fmt::format(
        "{} points at the picture's border{} or outside were not believed: estimators pin limbs "
        "there that are not in the picture.",
        dropped, known ? "" : " (told by the points themselves; its size is not known)"));
  return false;
}

}  // namespace securepose::formats
