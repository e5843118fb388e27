#include "securepose/validation/drawn_faces.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/validation/drawn_faces_formats.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<FaceKind, std::string_view>, 8> kNames = {
    {{FaceKind::kClear, "clear"},
     {FaceKind::kProfile, "profile"},
     {FaceKind::kPartial, "partial"},
     {FaceKind::kTiny, "tiny"},
     {FaceKind::kUnsure, "unsure"},
     {FaceKind::kPrinted, "printed"},
     {FaceKind::kBack, "back"},
     {FaceKind::kMasked, "masked"}}};

// A recording of two days at 60 frames a second; larger numbers are no frame numbers.
constexpr base::FrameIndex kLargestFrame = 10'000'000;

std::vector<DrawnClip> read_file(const fs::path& file, const DrawnFacesOptions& options) {
  const std::string text = input_text(file);
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos) throw input_error(file, "is empty");
  if (text[first] == '<') return cvat_faces(file, text, options);
  const nlohmann::json json = input_json(file, text);
  if (json.is_object() && json.contains("images")) return coco_faces(file, json, options);
  if (json.is_object() && json.contains("clip") && json.contains("frames"))
    return plain_faces(file, json, options);
  throw input_error(file,
                    "holds no faces drawn by hand: neither \"clip\" with \"frames\", nor COCO's "
                    "\"images\", nor CVAT's XML");
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const fs::path ending = entry.path().extension();
    if (ending == ".json" || ending == ".xml") files.push_back(entry.path());
  }
  if (error) throw input_error(folder, "can't be listed (" + error.message() + ")");
  if (files.empty()) throw input_error(folder, "holds no .json and no .xml with drawn faces");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

std::string_view name_of(FaceKind kind) {
  return std::find_if(kNames.begin(), kNames.end(),
                      [&](const auto& entry) { return entry.first == kind; })
      ->second;
}

std::optional<FaceKind> face_kind(std::string_view name) {
  const auto found = std::find_if(kNames.begin(), kNames.end(),
                                  [&](const auto& entry) { return entry.second == name; });
  if (found == kNames.end()) return std::nullopt;
  return found->first;
}

bool must_be_covered(FaceKind kind) {
  return std::find(std::begin(kMustBeCovered), std::end(kMustBeCovered), kind) !=
         std::end(kMustBeCovered);
}

void add_face(const fs::path& file, DrawnClip& clip, base::FrameIndex frame, DrawnFace face) {
  const geometry::Box& box = face.box_px;
  const double limit_px = 1e6;
  for (const double value : {box.x1_px, box.y1_px, box.x2_px, box.y2_px}) {
    if (!std::isfinite(value) || std::abs(value) > limit_px)
      throw input_error(file, fmt::format("frame {} has a face at no possible place", frame));
  }
  if (box.empty())
    throw input_error(
        file, fmt::format("frame {} has a face of no size ({:g}, {:g}, {:g}, {:g}); a box is left, "
                          "top, right, bottom",
                          frame, box.x1_px, box.y1_px, box.x2_px, box.y2_px));
  clip.frames[frame].push_back(std::move(face));
}

base::FrameIndex frame_from_zero(const fs::path& file, std::int64_t number,
                                 const DrawnFacesOptions& options) {
  const base::FrameIndex frame = number - options.first_frame;
  if (frame < 0 || frame > kLargestFrame)
    throw input_error(
        file, fmt::format("frame {} can't be: frames are counted from {} (--first-frame)", number,
                          options.first_frame));
  return frame;
}

std::vector<DrawnClip> read_drawn_faces(const fs::path& file, const DrawnFacesOptions& options) {
  std::error_code error;
  std::vector<DrawnClip> clips;
  if (fs::is_directory(file, error)) {
    for (const fs::path& each : files_in(file)) {
      std::vector<DrawnClip> more = read_file(each, options);
      std::move(more.begin(), more.end(), std::back_inserter(clips));
    }
  } else {
    clips = read_file(file, options);
  }
  std::set<std::string> names;
  for (const DrawnClip& clip : clips) {
    if (!names.insert(clip.name).second)
      throw input_error(file, fmt::format("has the clip \"{}\" twice", clip.name));
  }
  return clips;
}

}  // namespace securepose::validation
