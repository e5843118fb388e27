#include "securepose/pipeline/regions_json.h"

#include <fmt/format.h>

#include <iterator>
#include <nlohmann/json.hpp>
#include <numbers>

namespace securepose::pipeline {
namespace {

using Buffer = std::back_insert_iterator<std::string>;

void write_region(Buffer out, const deidentification::Region& region) {
  const geometry::Ellipse& ellipse = region.ellipse;
  fmt::format_to(out, R"({{"person": {}, )",
                 region.person ? std::to_string(region.person->value) : "null");
  fmt::format_to(out,
                 R"("ellipse": {{"cx_px": {:.3f}, "cy_px": {:.3f}, "rx_px": {:.3f}, )"
                 R"("ry_px": {:.3f}, "angle_deg": {:.3f}}}, "evidence": [)",
                 ellipse.center.x_px, ellipse.center.y_px, ellipse.rx_px, ellipse.ry_px,
                 ellipse.angle_deg);
  for (std::size_t i = 0; i < region.evidence.size(); ++i)
    fmt::format_to(out, "{}{}", i == 0 ? "" : ", ", nlohmann::json(region.evidence[i]).dump());
  fmt::format_to(out, R"(], "certainty": {:.3f}}})", region.certainty);
}

deidentification::Region whole_frame(int width_px, int height_px) {
  const geometry::Box box{0, 0, static_cast<double>(width_px), static_cast<double>(height_px)};
  deidentification::Region region;
  region.ellipse = geometry::inscribed(box).scaled(std::numbers::sqrt2);
  region.evidence = {"whole"};
  return region;
}

void write_frame(Buffer out, const deidentification::FrameRegions& frame,
                 const deidentification::Region& whole) {
  fmt::format_to(out, R"({{"frame": {}, "time_s": {:.9f}, "regions": [)", frame.frame,
                 frame.time.seconds());
  if (frame.cover_everything) {
    write_region(out, whole);
  } else {
    for (std::size_t i = 0; i < frame.regions.size(); ++i) {
      if (i > 0) fmt::format_to(out, ", ");
      write_region(out, frame.regions[i]);
    }
  }
  fmt::format_to(out, "]}}");
}

}  // namespace

std::string regions_json(const deidentification::CoverPlan& plan, int width_px, int height_px) {
  const deidentification::Region whole = whole_frame(width_px, height_px);
  std::string text = "{\"frames\": [\n";
  for (std::size_t i = 0; i < plan.frames.size(); ++i) {
    write_frame(std::back_inserter(text), plan.frames[i], whole);
    text += i + 1 < plan.frames.size() ? ",\n" : "\n";
  }
  text += "]}\n";
  return text;
}

}  // namespace securepose::pipeline
