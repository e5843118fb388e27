#pragma once

#include <filesystem>
#include <string>

#include "securepose/covering/regions.h"

namespace securepose::result {

/// The text of regions.json: `{"frames": [{"frame", "time_s", "regions": [{"person", "ellipse":
/// {"cx_px", "cy_px", "rx_px", "ry_px", "angle_deg"}, "evidence", "certainty"}]}]}`, an entry for
/// every frame, one frame a line. Pixels to a thousandth. A frame that is covered as a whole has
/// one region, the ellipse around the whole picture, with the evidence "whole".
std::string regions_json(const covering::CoverPlan& plan, int width_px, int height_px);

/// The plan that a regions.json tells, to the thousandth of a pixel.
/// @throws base::Error(kInput) if the file is missing or damaged.
covering::CoverPlan read_regions_json(const std::filesystem::path& file);

}  // namespace securepose::result
