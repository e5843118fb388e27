#include <fmt/format.h>

#include <charconv>
#include <map>
#include <string_view>

#include "securepose/validation/drawn_faces_formats.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct Place {
  std::string clip;
  base::FrameIndex frame = 0;
};

std::optional<std::int64_t> last_number(const std::string& text) {
  constexpr std::string_view kDigits = "0123456789";
  const std::size_t last = text.find_last_of(kDigits);
  if (last == std::string::npos) return std::nullopt;
  const std::size_t before = text.find_last_not_of(kDigits, last);
  const std::size_t first = before == std::string::npos ? 0 : before + 1;
  std::int64_t number = 0;
  const char* end = text.data() + last + 1;
  if (std::from_chars(text.data() + first, end, number).ec != std::errc()) return std::nullopt;
  return number;
}

// Reads one file; keeps what its parts refer to each other by.
class CocoReader {
 public:
  CocoReader(const fs::path& file, const json& json, const DrawnFacesOptions& options)
      : file_(file), json_(json), options_(options) {}

  std::vector<DrawnClip> read() {
    for (const json& category : list_at(json_, "categories")) {
      if (const auto id = integer_at(category, "id"))
        categories_[*id] = text_at(category, "name").value_or("");
    }
    for (const json& video : list_at(json_, "videos")) {
      if (const auto id = integer_at(video, "id"))
        videos_[*id] = text_at(video, "name").value_or(text_at(video, "file_name").value_or(""));
    }
    for (const json& image : list_at(json_, "images")) add_image(image);
    if (clips_.empty()) throw input_error(file_, "lists no images");
    for (const json& annotation : list_at(json_, "annotations")) add_annotation(annotation);
    std::vector<DrawnClip> clips;
    clips.reserve(clips_.size());
    for (auto& [name, clip] : clips_) clips.push_back(std::move(clip));
    return clips;
  }

 private:
  // An image belongs to its video; else to its folder; else all images are of one clip, named as
  // the file with the faces.
  std::string clip_of(const json& image, const fs::path& picture) const {
    if (const auto video = integer_at(image, "video_id")) {
      const auto found = videos_.find(*video);
      if (found != videos_.end() && !found->second.empty()) return found->second;
    }
    const std::string folder = picture.parent_path().filename().string();
    return folder.empty() ? file_.stem().string() : folder;
  }

  void add_image(const json& image) {
    const auto id = integer_at(image, "id");
    const std::string name = text_at(image, "file_name").value_or("");
    if (!id) throw input_error(file_, fmt::format("the image \"{}\" has no id", name));
    const fs::path picture(name);
    std::optional<std::int64_t> number = integer_at(image, "frame_id");
    if (!number) number = last_number(picture.stem().string());
    if (!number)
      throw input_error(file_, fmt::format("the image \"{}\" has neither \"frame_id\" nor a number "
                                           "in its name, so its frame is not known",
                                           name));
    const Place place{clip_of(image, picture), frame_from_zero(file_, *number, options_)};
    DrawnClip& clip = clips_[place.clip];
    clip.name = place.clip;
    clip.frames[place.frame];
    const auto width = integer_at(image, "width");
    const auto height = integer_at(image, "height");
    if (width && height && *width > 0 && *height > 0)
      clip.size = {static_cast<int>(*width), static_cast<int>(*height)};
    images_[*id] = place;
  }

  void add_annotation(const json& annotation) {
    const auto image = images_.find(integer_at(annotation, "image_id").value_or(-1));
    if (image == images_.end())
      throw input_error(file_, "has an annotation of an image that it does not list");
    const Place& place = image->second;
    const json& box = list_at(annotation, "bbox");
    bool numbers = box.size() == 4;
    for (const json& value : box) numbers = numbers && value.is_number();
    if (!numbers)
      throw input_error(file_, fmt::format("frame {} of \"{}\" has an annotation without \"bbox\": "
                                           "[x, y, width, height]",
                                           place.frame, place.clip));
    DrawnFace face;
    face.box_px = {box[0].get<double>(), box[1].get<double>(),
                   box[0].get<double>() + box[2].get<double>(),
                   box[1].get<double>() + box[3].get<double>()};
    face.kind = kind_of(annotation);
    face.person = person_of(annotation);
    add_face(file_, clips_[place.clip], place.frame, face);
  }

  FaceKind kind_of(const json& annotation) const {
    const json attributes = annotation.value("attributes", json::object());
    if (const auto kind = face_kind(text_at(attributes, "kind").value_or(""))) return *kind;
    const auto found = categories_.find(integer_at(annotation, "category_id").value_or(-1));
    if (found == categories_.end()) return FaceKind::kClear;
    return face_kind(found->second).value_or(FaceKind::kClear);
  }

  static std::string person_of(const json& annotation) {
    const json attributes = annotation.value("attributes", json::object());
    if (auto person = text_at(attributes, "person")) return *person;
    for (const json* object : {&annotation, &attributes}) {
      if (const auto track = integer_at(*object, "track_id")) return std::to_string(*track);
    }
    return "";
  }

  const fs::path& file_;
  const json& json_;
  const DrawnFacesOptions& options_;
  std::map<std::int64_t, std::string> categories_;
  std::map<std::int64_t, std::string> videos_;
  std::map<std::int64_t, Place> images_;
  std::map<std::string, DrawnClip> clips_;
};

}  // namespace

std::vector<DrawnClip> coco_faces(const fs::path& file, const json& json,
                                  const DrawnFacesOptions& options) {
  return CocoReader(file, json, options).read();
}

}  // namespace securepose::validation
