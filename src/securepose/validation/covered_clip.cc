#include "securepose/validation/covered_clip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "securepose/media/video_reader.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::optional<PictureSize> size_in(const json& object) {
  const auto width = integer_at(object, "width_px");
  const auto height = integer_at(object, "height_px");
  constexpr std::int64_t kLargest = 65535;
  if (!width || !height || *width <= 0 || *height <= 0 || *width > kLargest || *height > kLargest)
    return std::nullopt;
  return PictureSize{static_cast<int>(*width), static_cast<int>(*height)};
}

std::optional<CoveredShape> shape_of(const json& region) {
  // A box is covered as it is; the ellipse beside it only tells of about where it lies.
  if (const json& box = list_at(region, "box_px"); !box.empty()) {
    if (box.size() != 4) return std::nullopt;
    for (const json& value : box) {
      if (!value.is_number()) return std::nullopt;
    }
    return geometry::Box{box[0].get<double>(), box[1].get<double>(), box[2].get<double>(),
                         box[3].get<double>()};
  }
  if (!region.is_object() || !region.contains("ellipse")) return std::nullopt;
  const json& ellipse = region["ellipse"];
  const auto x = number_at(ellipse, "cx_px");
  const auto y = number_at(ellipse, "cy_px");
  const auto rx = number_at(ellipse, "rx_px");
  const auto ry = number_at(ellipse, "ry_px");
  if (!x || !y || !rx || !ry) return std::nullopt;
  return geometry::Ellipse{{*x, *y}, *rx, *ry, number_at(ellipse, "angle_deg").value_or(0)};
}

void read_regions(const fs::path& file, CoveredClip& clip) {
  const json regions = input_json(file, input_text(file));
  if (!regions.is_object() || !regions.contains("frames") || !regions["frames"].is_array())
    throw input_error(file, "is no regions.json: it has no list of \"frames\"");
  clip.size = size_in(regions);
  for (const json& entry : regions["frames"]) {
    const auto frame = integer_at(entry, "frame");
    if (frame != static_cast<std::int64_t>(clip.frames.size()))
      throw input_error(file, fmt::format("has no entry for frame {}; every frame must have one",
                                          clip.frames.size()));
    std::vector<CoveredShape>& shapes = clip.frames.emplace_back();
    for (const json& region : list_at(entry, "regions")) {
      const std::optional<CoveredShape> shape = shape_of(region);
      if (!shape)
        throw input_error(file,
                          fmt::format("frame {} has a region that is neither an \"ellipse\" nor a "
                                      "\"box_px\"",
                                      *frame));
      shapes.push_back(*shape);
    }
  }
}

void read_record(const fs::path& file, CoveredClip& clip) {
  const json record = input_json(file, input_text(file));
  const json input = record.is_object() ? record.value("input", json::object()) : json::object();
  clip.id = text_at(input, "id").value_or("");
  clip.source_sha256 = text_at(input, "sha256").value_or("");
  if (!clip.size) clip.size = size_in(input);
  for (const json& moment : list_at(record, "doubtful")) {
    const auto first = integer_at(moment, "first_frame");
    const auto last = integer_at(moment, "last_frame");
    if (!first || !last)
      throw input_error(file, "has a doubtful moment without \"first_frame\" and \"last_frame\"");
    clip.doubtful.push_back({*first, *last});
  }
}

bool has_regions(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / "regions.json", error);
}

}  // namespace

bool CoveredClip::is_doubtful(base::FrameIndex frame) const {
  return std::any_of(doubtful.begin(), doubtful.end(), [&](const DoubtfulFrames& moment) {
    return frame >= moment.first_frame && frame <= moment.last_frame;
  });
}

CoveredClip read_covered_clip(const fs::path& result) {
  CoveredClip clip;
  clip.folder = result;
  std::error_code error;
  if (!fs::is_directory(result, error)) {
    read_regions(result, clip);
    return clip;
  }
  read_regions(result / "regions.json", clip);
  if (const fs::path record = result / "run.json"; fs::exists(record, error))
    read_record(record, clip);
  if (const fs::path video = result / "deidentified.mp4"; fs::exists(video, error)) {
    clip.video = video;
    if (!clip.size) {
      const media::VideoInfo info = media::VideoReader(video).info();
      clip.size = {info.width_px, info.height_px};
    }
  }
  return clip;
}

std::vector<fs::path> find_results(const std::vector<std::string>& names) {
  std::vector<fs::path> results;
  for (const fs::path name : names) {
    std::error_code error;
    if (!fs::exists(name, error)) throw input_error(name, "there is no such result");
    if (!fs::is_directory(name, error) || has_regions(name)) {
      results.push_back(name);
      continue;
    }
    std::vector<fs::path> inside;
    for (const auto& entry : fs::directory_iterator(name, error)) {
      if (has_regions(entry.path())) inside.push_back(entry.path());
    }
    if (inside.empty())
      throw input_error(name, "is no result of `securepose run`: there is no regions.json in it");
    std::sort(inside.begin(), inside.end());
    results.insert(results.end(), inside.begin(), inside.end());
  }
  return results;
}

}  // namespace securepose::validation
