#include <fmt/format.h>

#include <charconv>

#include "securepose/validation/drawn_faces_formats.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::int64_t frame_number(const fs::path& file, const std::string& key) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
  if (error != std::errc() || end != key.data() + key.size())
    throw input_error(file, fmt::format("\"{}\" is not the number of a frame", key));
  return number;
}

DrawnFace face_of(const fs::path& file, base::FrameIndex frame, const json& entry) {
  DrawnFace face;
  const json& box = list_at(entry, "box");
  bool numbers = box.size() == 4;
  for (const json& value : box) numbers = numbers && value.is_number();
  if (!numbers)
    throw input_error(file,
                      fmt::format("frame {} has a face without \"box\": [x1, y1, x2, y2]", frame));
  face.box_px = {box[0].get<double>(), box[1].get<double>(), box[2].get<double>(),
                 box[3].get<double>()};
  const std::string kind = text_at(entry, "kind").value_or("clear");
  const std::optional<FaceKind> known = face_kind(kind);
  if (!known)
    throw input_error(file, fmt::format("frame {} has a face of the unknown kind \"{}\"; kinds are "
                                        "clear, profile, partial, tiny, unsure, printed, back and "
                                        "masked",
                                        frame, kind));
  face.kind = *known;
  face.person = text_at(entry, "person").value_or("");
  return face;
}

}  // namespace

std::vector<DrawnClip> plain_faces(const fs::path& file, const json& json,
                                   const DrawnFacesOptions& options) {
  DrawnClip clip;
  const std::optional<std::string> name = text_at(json, "clip");
  if (!name || !json["frames"].is_object())
    throw input_error(file, "\"clip\" must be a name and \"frames\" an object of frame numbers");
  clip.name = *name;
  for (const auto& [key, faces] : json["frames"].items()) {
    const base::FrameIndex frame = frame_from_zero(file, frame_number(file, key), options);
    if (!faces.is_array())
      throw input_error(file, fmt::format("frame {} holds no list of faces", frame));
    clip.frames[frame];  // looked at, whatever is in it
    for (const auto& entry : faces) add_face(file, clip, frame, face_of(file, frame, entry));
  }
  return {clip};
}

}  // namespace securepose::validation
