#include "securepose/result/regions_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numbers>

#include "securepose/base/error.h"

namespace securepose::result {
namespace {

using Buffer = std::back_insert_iterator<std::string>;

void write_region(Buffer out, const covering::Region& region) {
  const geometry::Ellipse& ellipse = region.ellipse;
  fmt::format_to(out, R"({{"person": {}, )",
                 region.person ? std::to_string(region.person->value) : "null");
  fmt::format_to(out,
                 R"("ellipse": {{"cx_px": {:.3f}, "cy_px": {:.3f}, "rx_px": {:.3f}, )"
                 R"("ry_px": {:.3f}, "angle_deg": {:.3f}}}, )",
                 ellipse.center.x_px, ellipse.center.y_px, ellipse.rx_px, ellipse.ry_px,
                 ellipse.angle_deg);
  if (region.box_px)
    fmt::format_to(out, R"("box_px": [{:.3f}, {:.3f}, {:.3f}, {:.3f}], )", region.box_px->x1_px,
                   region.box_px->y1_px, region.box_px->x2_px, region.box_px->y2_px);
  fmt::format_to(out, R"("evidence": [)");
  for (std::size_t i = 0; i < region.evidence.size(); ++i)
    fmt::format_to(out, "{}{}", i == 0 ? "" : ", ", nlohmann::json(region.evidence[i]).dump());
  fmt::format_to(out, R"(], "certainty": {:.3f}}})", region.certainty);
}

covering::Region whole_frame(int width_px, int height_px) {
  const geometry::Box box{0, 0, static_cast<double>(width_px), static_cast<double>(height_px)};
  covering::Region region;
  region.ellipse = geometry::inscribed(box).scaled(std::numbers::sqrt2);
  region.evidence = {"whole"};
  return region;
}

void write_frame(Buffer out, const covering::FrameRegions& frame, const covering::Region& whole) {
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

covering::Region region_of(const nlohmann::json& json) {
  covering::Region region;
  if (!json.at("person").is_null())
    region.person = base::PersonId{json.at("person").get<std::int64_t>()};
  const nlohmann::json& ellipse = json.at("ellipse");
  ellipse.at("cx_px").get_to(region.ellipse.center.x_px);
  ellipse.at("cy_px").get_to(region.ellipse.center.y_px);
  ellipse.at("rx_px").get_to(region.ellipse.rx_px);
  ellipse.at("ry_px").get_to(region.ellipse.ry_px);
  ellipse.at("angle_deg").get_to(region.ellipse.angle_deg);
  json.at("evidence").get_to(region.evidence);
  json.at("certainty").get_to(region.certainty);
  if (json.contains("box_px")) {
    const auto& box = json.at("box_px");
    region.box_px = geometry::Box{box.at(0), box.at(1), box.at(2), box.at(3)};
  }
  return region;
}

covering::FrameRegions frame_of(const nlohmann::json& json) {
  covering::FrameRegions frame;
  json.at("frame").get_to(frame.frame);
  frame.time = base::Timestamp::from_seconds(json.at("time_s").get<double>());
  for (const auto& region : json.at("regions")) frame.regions.push_back(region_of(region));
  if (frame.regions.size() == 1 && frame.regions[0].evidence == std::vector<std::string>{"whole"}) {
    frame.cover_everything = true;
    frame.regions.clear();
  }
  return frame;
}

}  // namespace

std::string regions_json(const covering::CoverPlan& plan, int width_px, int height_px) {
  const covering::Region whole = whole_frame(width_px, height_px);
  std::string text = "{\"frames\": [\n";
  for (std::size_t i = 0; i < plan.frames.size(); ++i) {
    write_frame(std::back_inserter(text), plan.frames[i], whole);
    text += i + 1 < plan.frames.size() ? ",\n" : "\n";
  }
  text += "]}\n";
  return text;
}

covering::CoverPlan read_regions_json(const std::filesystem::path& file) {
  std::ifstream in(file);
  const auto json = nlohmann::json::parse(in, nullptr, /*allow_exceptions=*/false);
  try {
    covering::CoverPlan plan;
    for (const auto& frame : json.at("frames")) plan.frames.push_back(frame_of(frame));
    return plan;
  } catch (const nlohmann::json::exception&) {
    throw base::Error::about_file(base::ErrorKind::kInput, file,
                                  "the covered regions can't be read",
                                  "Put the file back as it was, or run again with --force.");
  }
}

}  // namespace securepose::result
