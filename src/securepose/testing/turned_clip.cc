#include "securepose/testing/turned_clip.h"

#include <utility>

#include "securepose/geometry/quarter_turn.h"
#include "securepose/observation/turned_frame.h"

namespace securepose::testing {

observation::ClipObservations recorded_turned(observation::ClipObservations upright,
                                              int upright_turn_deg) {
  observation::ClipObservations recorded = std::move(upright);
  recorded.upright_turn_deg = upright_turn_deg;
  if (upright_turn_deg % 180 != 0) std::swap(recorded.width_px, recorded.height_px);
  const geometry::RecordedFromTurned back(upright_turn_deg, recorded.width_px, recorded.height_px);
  for (auto& frame : recorded.frames) {
    observation::turn_back(frame, upright_turn_deg, recorded.width_px, recorded.height_px);
    if (frame.camera)
      frame.camera->shift_px = back(frame.camera->shift_px) - back(geometry::Point{});
    if (!frame.change) continue;
    const auto shift = back(geometry::Point{frame.change->shift_x_px, frame.change->shift_y_px}) -
                       back(geometry::Point{});
    frame.change->shift_x_px = shift.x_px;
    frame.change->shift_y_px = shift.y_px;
  }
  return recorded;
}

}  // namespace securepose::testing
