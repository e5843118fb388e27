#pragma once

#include "securepose/observation/observations.h"

namespace securepose::observation {

/// Takes everything that was seen in a picture turned clockwise by `turn_deg` (0, 90, 180 or 270)
/// back to the pixels of the picture as it is recorded, `width_px` x `height_px`. Boxes stay
/// upright boxes, landmark squares are turned.
void turn_back(FrameObservations& seen, int turn_deg, int width_px, int height_px);

}  // namespace securepose::observation
