#pragma once

#include <string>

#include "securepose/deidentification/regions.h"

namespace securepose::pipeline {

/// The text of regions.json: `{"frames": [{"frame", "time_s", "regions": [{"person", "ellipse":
/// {"cx_px", "cy_px", "rx_px", "ry_px", "angle_deg"}, "evidence", "certainty"}]}]}`, an entry for
/// every frame, one frame a line. Pixels to a thousandth. A frame that is covered as a whole has
/// one region, the ellipse around the whole picture, with the evidence "whole".
std::string regions_json(const deidentification::CoverPlan& plan, int width_px, int height_px);

}  // namespace securepose::pipeline
