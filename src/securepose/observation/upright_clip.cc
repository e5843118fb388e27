#include "securepose/observation/upright_clip.h"

#include <utility>

#include "securepose/observation/turned_frame.h"

namespace securepose::observation {
namespace {

geometry::RecordedFromTurned inverse_of(const ClipObservations& recorded) {
  const bool sideways = recorded.upright_turn_deg % 180 != 0;
  return {(360 - recorded.upright_turn_deg) % 360,
          sideways ? recorded.height_px : recorded.width_px,
          sideways ? recorded.width_px : recorded.height_px};
}

ClipObservations turned_upright(const ClipObservations& recorded) {
  ClipObservations upright = recorded;
  upright.upright_turn_deg = 0;
  if (recorded.upright_turn_deg % 180 != 0) std::swap(upright.width_px, upright.height_px);
  const geometry::RecordedFromTurned turn = inverse_of(recorded);
  const geometry::Point origin = turn(geometry::Point{});
  for (FrameObservations& frame : upright.frames) {
    turn_back(frame, turn.turn_deg(), upright.width_px, upright.height_px);
    if (frame.camera) frame.camera->shift_px = turn(frame.camera->shift_px) - origin;
    if (!frame.change) continue;
    const geometry::Point shift =
        turn(geometry::Point{frame.change->shift_x_px, frame.change->shift_y_px}) - origin;
    frame.change->shift_x_px = shift.x_px;
    frame.change->shift_y_px = shift.y_px;
  }
  return upright;
}

}  // namespace

UprightClip::UprightClip(const ClipObservations& recorded)
    : recorded_(&recorded),
      to_recorded_(recorded.upright_turn_deg, recorded.width_px, recorded.height_px),
      to_upright_(inverse_of(recorded)) {
  if (recorded.upright_turn_deg != 0) turned_ = turned_upright(recorded);
}

}  // namespace securepose::observation
