#include "scorer_regions.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "securepose/base/atomic_file.h"

namespace securepose::bench {

using nlohmann::ordered_json;

void write_scorer_regions(const covering::CoverPlan& plan, const std::string& clip,
                          const std::filesystem::path& file) {
  ordered_json frames = ordered_json::object();
  for (const auto& frame : plan.frames) {
    ordered_json regions = ordered_json::array();
    for (const auto& region : frame.regions) {
      const auto& e = region.ellipse;
      regions.push_back(
          {{"ellipse", {e.center.x_px, e.center.y_px, e.rx_px, e.ry_px, e.angle_deg}},
           {"person", region.person ? ordered_json(region.person->value) : ordered_json()},
           {"evidence", region.evidence},
           {"certainty", region.certainty}});
    }
    frames[fmt::to_string(frame.frame)] = std::move(regions);
  }
  base::write_file_atomically(file,
                              ordered_json{{"clip", clip}, {"frames", std::move(frames)}}.dump());
}

}  // namespace securepose::bench
