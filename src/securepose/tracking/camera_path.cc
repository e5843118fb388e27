#include "securepose/tracking/camera_path.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace securepose::tracking {
namespace {

using detection::CameraState;
using geometry::Point;
using observation::ClipObservations;

/// Standard deviation of a step, as a share of it. On windows swung across the development clips
/// steps err by 5 % on average; what lies at the picture's edge moves up to 20 % further than its
/// middle when a wide-angle camera turns.
constexpr double kStepSigma = 0.1;
/// The same of a step that is told by those around it only.
constexpr double kGuessedStepSigma = 0.5;
/// From this share of the picture's long side per second on, the camera swings: ten times as fast
/// as somebody who walks across the picture is followed.
constexpr double kSwing_per_s = 0.5;
/// A step that can't be told belongs to a swing if one that can does so within this time.
constexpr double kAround_s = 0.15;

double seconds_before(const ClipObservations& clip, std::size_t frame) {
  return (clip.frames[frame].time - clip.frames[frame - 1].time).seconds();
}

std::optional<detection::CameraMotion> motion(const ClipObservations& clip, std::size_t frame) {
  return clip.frames[frame].camera;
}

bool is_unknown(const ClipObservations& clip, std::size_t frame) {
  const auto camera = motion(clip, frame);
  return camera && camera->state == CameraState::kUnknown;
}

/// Speed in a frame in which the camera swings and it is known how.
std::optional<Point> swing_px_per_s(const ClipObservations& clip, std::size_t frame) {
  const auto camera = motion(clip, frame);
  const double time_s = seconds_before(clip, frame);
  if (!camera || camera->state != CameraState::kMoved || time_s <= 0) return std::nullopt;
  const Point speed = (1 / time_s) * camera->shift_px;
  const double least = kSwing_per_s * std::max(clip.width_px, clip.height_px);
  return geometry::norm_px(speed) >= least ? std::optional(speed) : std::nullopt;
}

/// The swing nearest to a frame whose own step can't be told, before (-1) or after it (+1).
std::optional<Point> swing_beside(const ClipObservations& clip, std::size_t frame,
                                  std::ptrdiff_t direction) {
  for (auto k = static_cast<std::ptrdiff_t>(frame) + direction;
       k > 0 && k < std::ssize(clip.frames); k += direction) {
    const auto at = static_cast<std::size_t>(k);
    if (std::abs((clip.frames[at].time - clip.frames[frame].time).seconds()) > kAround_s) break;
    if (!is_unknown(clip, at)) return swing_px_per_s(clip, at);
  }
  return std::nullopt;
}

struct Step {
  Point shift_px;
  double sigma_px = 0;
  bool swings = false;
};

Step step_of(const ClipObservations& clip, std::size_t frame) {
  const auto camera = motion(clip, frame);
  if (!camera || camera->state == CameraState::kStill) return {};
  if (camera->state == CameraState::kMoved) {
    return {camera->shift_px, kStepSigma * geometry::norm_px(camera->shift_px),
            swing_px_per_s(clip, frame).has_value()};
  }
  const auto before = swing_beside(clip, frame, -1);
  const auto after = swing_beside(clip, frame, +1);
  if (!before && !after) return {};
  const Point speed = before && after ? 0.5 * (*before + *after) : before ? *before : *after;
  const Point shift = seconds_before(clip, frame) * speed;
  return {shift, kGuessedStepSigma * geometry::norm_px(shift), true};
}

}  // namespace

CameraPath::CameraPath(const ClipObservations& clip) {
  steps_.resize(clip.frames.size());
  for (std::size_t k = 1; k < clip.frames.size(); ++k) {
    const auto step = step_of(clip, k);
    steps_[k].offset_px = steps_[k - 1].offset_px + step.shift_px;
    steps_[k].variance_px2 = steps_[k - 1].variance_px2 + step.sigma_px * step.sigma_px;
    steps_[k].swings = step.swings;
  }
}

const CameraPath::Step& CameraPath::at(base::FrameIndex frame) const {
  static const Step kStill;
  return steps_.empty() ? kStill : steps_.at(static_cast<std::size_t>(frame));
}

Point CameraPath::offset_px(base::FrameIndex frame) const { return at(frame).offset_px; }

Point CameraPath::step_px(base::FrameIndex frame) const {
  return frame == 0 ? Point{} : offset_px(frame) - offset_px(frame - 1);
}

bool CameraPath::swings(base::FrameIndex frame) const { return at(frame).swings; }

Point CameraPath::carried(Point place, base::FrameIndex from, base::FrameIndex to) const {
  return place + (offset_px(to) - offset_px(from));
}

geometry::Box CameraPath::carried(const geometry::Box& place, base::FrameIndex from,
                                  base::FrameIndex to) const {
  const Point way = offset_px(to) - offset_px(from);
  return {place.x1_px + way.x_px, place.y1_px + way.y_px, place.x2_px + way.x_px,
          place.y2_px + way.y_px};
}

double CameraPath::sigma_px(base::FrameIndex from, base::FrameIndex to) const {
  return std::sqrt(std::abs(at(to).variance_px2 - at(from).variance_px2));
}

std::vector<Point> CameraPath::offsets_px() const {
  std::vector<Point> offsets;
  offsets.reserve(steps_.size());
  for (const Step& step : steps_) offsets.push_back(step.offset_px);
  return offsets;
}

}  // namespace securepose::tracking
