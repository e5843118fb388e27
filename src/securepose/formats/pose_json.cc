#include "securepose/formats/pose_json.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/formats/point_order.h"

namespace securepose::formats {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr double kNotGiven = -1000;  // a confidence that the document has not
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// Python writes missing numbers as NaN or Infinity, which JSON does not know, as null.
std::string with_nulls(std::string text) {
  for (const std::string_view token : {"-Infinity", "Infinity", "NaN"})
    for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, at))
      text.replace(at, token.size(), "null");
  return text;
}

json parsed(const std::string& text) {
  json content = json::parse(text, nullptr, false);
  if (content.is_discarded()) content = json::parse(with_nulls(text), nullptr, false);
  return content;
}

/// One JSON document in each line, as a list (OpenPifPaf's videos).
json parsed_lines(const std::string& text) {
  json list = json::array();
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    json content = parsed(line);
    if (content.is_discarded()) return content;
    list.push_back(std::move(content));
  }
  return list.empty() ? json(json::value_t::discarded) : list;
}

/// What to do with a file of poses that is no JSON.
std::string hint_for_other_kind(const std::string& extension) {
  static const std::map<std::string, const char*> kHints = {
      {".csv",
       "Tables of DeepLabCut, SLEAP, MediaPipe scripts and others are not read: nothing in them "
       "says which points of a body the columns are. Write the poses as COCO results or OpenPose "
       "JSON, in the order of a known set of points."},
      {".h5",
       "HDF5 of DeepLabCut, SLEAP and others is not read: nothing in it says which points of a "
       "body it holds. Write the poses as COCO results or OpenPose JSON, in the order of a known "
       "set of points."},
      {".slp", "SLEAP's own files are not read; write the poses as COCO results or OpenPose JSON."},
      {".txt",
       "Text files, such as YOLO's labels, are not read; write YOLO's results with to_json(), or "
       "the poses as COCO results or OpenPose JSON."},
      {".xml", "OpenPose's XML and YAML are not read; run it with --write_json."},
      {".npy", "NumPy arrays are not read; write the poses as COCO results or OpenPose JSON."},
      {".trc",
       "Markers in space are not read; give the points of one camera's picture, as COCO results "
       "or OpenPose JSON."},
  };
  static const std::map<std::string, std::string> kSame = {
      {".hdf5", ".h5"},     {".nwb", ".h5"},  {".xlsx", ".csv"}, {".tsv", ".csv"},
      {".parquet", ".csv"}, {".yml", ".xml"}, {".yaml", ".xml"}, {".npz", ".npy"},
      {".pkl", ".npy"},     {".mat", ".npy"}, {".c3d", ".trc"}};
  const auto same = kSame.find(extension);
  const auto hint = kHints.find(same == kSame.end() ? extension : same->second);
  return hint == kHints.end() ? "Give the folder that holds one JSON file per frame, or one file "
                                "with all frames."
                              : hint->second;
}

json read_json(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse_pose_file(file, "can't be opened");
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  json content = parsed(text);
  if (content.is_discarded()) content = parsed_lines(text);
  if (content.is_discarded() && file.extension() != ".json")
    throw base::Error::about_file(base::ErrorKind::kInput, file, "is no JSON",
                                  hint_for_other_kind(file.extension().string()));
  if (content.is_discarded()) refuse_pose_file(file, "is not valid JSON");
  return content;
}

/// The first of these members that is there and not null; null if there is none.
const json& member(const json& object, std::initializer_list<const char*> names) {
  static const json kNull;
  if (!object.is_object()) return kNull;
  for (const char* name : names)
    if (const auto found = object.find(name); found != object.end() && !found->is_null())
      return *found;
  return kNull;
}

bool empty(const json& value) { return value.is_null() || value.empty(); }

std::optional<std::int64_t> number_of(const json& value) {
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (value.is_number()) return static_cast<std::int64_t>(value.get<double>());
  if (value.is_string()) return last_number_in(fs::path(value.get<std::string>()).stem().string());
  return std::nullopt;
}

class DocumentReader {
 public:
  explicit DocumentReader(const fs::path& file) : file_(file) {}

  RawPoses read() {
    const json content = read_json(file_);
    if (content.is_array())
      read_list(content);
    else if (content.is_object())
      read_object(content);
    else
      refuse_form();
    return std::move(poses_);
  }

 private:
  [[noreturn]] void refuse_form() const {
    refuse_pose_file(file_,
                     "has neither a list of people nor any other form of poses that is known "
                     "(OpenPose, AlphaPose, MMPose, OpenPifPaf, COCO, YOLO, MediaPipe)");
  }

  static constexpr std::initializer_list<const char*> kPeople = {
      "people", "bodies", "instances", "predictions", "persons", "annotations"};
  static constexpr std::initializer_list<const char*> kLandmarks = {
      "pose_landmarks", "poseLandmarks", "landmarks", "keypoints", "joints"};
  /// MediaPipe's results, each of a frame; its people have no object of their own.
  static constexpr std::initializer_list<const char*> kMediaPipe = {"pose_landmarks",
                                                                    "poseLandmarks", "landmarks"};
  static constexpr std::initializer_list<const char*> kNumber = {
      "frame_id", "frame", "frame_index", "frame_idx", "frame_number", "image_id"};

  void read_object(const json& content) {
    if (const json& list = member(content, {"instance_info"}); list.is_array()) {  // MMPose
      read_frames(list);
    } else if (content.contains("images") && content.contains("annotations")) {
      read_coco(content);
    } else if (const json& frames = member(content, {"frames", "data"}); frames.is_array()) {
      read_frames(frames);
    } else if (is_frame(content)) {
      add_frame(content, number_of(member(content, kNumber)));
    } else if (is_named_frames(content)) {  // AlphaPose's cmu form in one file
      for (const auto& [name, frame] : content.items())
        add_frame(frame, last_number_in(fs::path(name).stem().string()));
    } else {
      refuse_form();
    }
  }

  static bool is_frame(const json& value) {
    return value.is_object() &&
           (std::any_of(kPeople.begin(), kPeople.end(),
                        [&](const char* name) {
                          const auto found = value.find(name);
                          return found != value.end() && (found->is_array() || found->is_null());
                        }) ||
            std::any_of(kLandmarks.begin(), kLandmarks.end(),
                        [&](const char* name) { return value.contains(name); }));
  }

  static bool is_named_frames(const json& content) {
    return !content.empty() &&
           std::all_of(content.begin(), content.end(), [](const json& f) { return is_frame(f); });
  }

  void read_list(const json& list) {
    const auto first =
        std::find_if(list.begin(), list.end(), [](const json& value) { return !empty(value); });
    if (first == list.end()) {  // nobody
      poses_.frames.emplace_back();
      return;
    }
    if (first->is_object() && first->contains("image_id") &&
        !empty(member(*first, {"keypoints"}))) {
      read_results(list);
    } else if (first->is_array() || (is_frame(*first) && has_number_or_people(*first)) ||
               !member(*first, kMediaPipe).is_null()) {
      read_frames(list);
    } else if (is_frame(*first)) {  // a list of people: one frame
      RawPoseFrame& frame = poses_.frames.emplace_back();
      for (const json& person : list) add_person(person, frame);
      poses_.people_without_frame = frame.people.size();
    } else if (first->is_object() && first->contains("x") && first->contains("y")) {
      RawPoseFrame& frame = poses_.frames.emplace_back();
      add_points(list, json(), frame);
    } else {
      refuse_form();
    }
  }

  static bool has_number_or_people(const json& frame) {
    return !member(frame, kNumber).is_null() || !member(frame, kPeople).is_null();
  }

  /// AlphaPose and COCO results: a list of people with the picture that each belongs to.
  void read_results(const json& list) {
    std::map<std::string, std::size_t> frame_of_image;
    for (const json& person : list) {
      if (empty(person)) continue;
      const json& image = member(person, {"image_id"});
      if (image.is_null()) refuse_pose_file(file_, "has a person without image_id");
      add_person(person, frame_for(image.dump(), number_of(image), frame_of_image));
    }
  }

  RawPoseFrame& frame_for(const std::string& key, std::optional<std::int64_t> number,
                          std::map<std::string, std::size_t>& known) {
    const auto [at, is_new] = known.emplace(key, poses_.frames.size());
    if (is_new) {
      RawPoseFrame& frame = poses_.frames.emplace_back();
      frame.number = number.value_or(static_cast<std::int64_t>(at->second));
    }
    return poses_.frames[at->second];
  }

  /// COCO annotations, as CVAT and other editors write them.
  void read_coco(const json& content) {
    std::map<std::string, std::size_t> frame_of_image;
    std::map<std::string, std::optional<std::int64_t>> number_of_image;
    for (const json& image : content["images"]) {
      const json& name = member(image, {"file_name"});
      number_of_image[member(image, {"id"}).dump()] =
          name.is_string() ? number_of(name) : number_of(member(image, {"id"}));
      if (!poses_.width_px && member(image, {"width"}).is_number_integer() &&
          member(image, {"height"}).is_number_integer()) {
        poses_.width_px = image["width"].get<int>();
        poses_.height_px = image["height"].get<int>();
      }
    }
    for (const json& person : content["annotations"]) {
      if (empty(member(person, {"keypoints"}))) continue;  // a box or an outline only
      const json& image = member(person, {"image_id"});
      const auto known = number_of_image.find(image.dump());
      const auto number = known == number_of_image.end() ? number_of(image) : known->second;
      add_person(person, frame_for(image.dump(), number, frame_of_image));
    }
    if (poses_.frames.empty()) poses_.frames.emplace_back();
  }

  /// A list with an entry for each frame.
  void read_frames(const json& list) {
    std::int64_t position = 0;
    for (const json& frame : list) {
      std::optional<std::int64_t> number = number_of(member(frame, kNumber));
      if (empty(frame))
        poses_.frames.push_back({position, {}});
      else if (frame.is_array())
        read_people_or_points(frame, position);
      else if (is_frame(frame))
        add_frame(frame, number.value_or(position));
      else
        refuse_form();
      ++position;
    }
  }

  void read_people_or_points(const json& list, std::int64_t number) {
    RawPoseFrame& frame = poses_.frames.emplace_back();
    frame.number = number;
    const bool points = list.front().is_object() && list.front().contains("x");
    if (points) {
      add_points(list, json(), frame);
      return;
    }
    for (const json& person : list) add_person(person, frame);
  }

  void add_frame(const json& content, std::optional<std::int64_t> number) {
    RawPoseFrame& frame = poses_.frames.emplace_back();
    frame.number = number;
    const json& people = member(content, kPeople);
    if (people.is_array()) {
      for (const json& person : people) add_person(person, frame);
      return;
    }
    const json& landmarks = member(content, kLandmarks);
    if (empty(landmarks)) return;
    // MediaPipe's result holds a list of people, each a list of points; older ones one list.
    const json& list =
        member(landmarks, {"landmark"}).is_array() ? landmarks["landmark"] : landmarks;
    if (list.is_array() && list.front().is_array() && !list.front().empty() &&
        list.front().front().is_object()) {
      for (const json& person : list) add_person(person, frame);
      return;
    }
    add_points(list, scores_of(content), frame);
  }

  static const json& scores_of(const json& person) {
    return member(person, {"keypoint_scores", "keypoints_scores", "keypoints_visible", "scores"});
  }

  void add_person(const json& person, RawPoseFrame& frame) {
    if (empty(person)) return;
    if (person.is_array()) {
      add_points(person, json(), frame);
      return;
    }
    if (!person.is_object()) refuse_pose_file(file_, "has a person that is no object");
    const json& points = member(person, {"pose_keypoints_2d", "pose_keypoints", "keypoints",
                                         "joints", "pose_landmarks", "landmarks"});
    if (!empty(points)) {
      add_points(points, scores_of(person), frame);
      return;
    }
    if (!empty(member(person, {"pose_keypoints_3d", "body_keypoints_3d", "keypoints_3d"}))) {
      ++poses_.people_in_space_only;
      return;
    }
    for (const char* name : {"pose_keypoints_2d", "pose_keypoints", "keypoints", "joints"})
      if (person.contains(name)) return;  // a person without any point
    refuse_pose_file(file_, "has a person without pose_keypoints_2d");
  }

  static double number_or_missing(const json& value) {
    return value.is_number() ? value.get<double>() : kMissing;
  }

  void add_points(const json& points, const json& scores, RawPoseFrame& frame) {
    const bool columns = member(points, {"x"}).is_array() && member(points, {"y"}).is_array();
    if (points.is_object() && !columns)
      refuse_pose_file(file_,
                       "names its points; they are read as a list in the order of a known set only "
                       "(" +
                           known_numbers_of_points() + ")");
    if (!points.is_array() && !columns) refuse_pose_file(file_, "has points that are no list");
    RawPose pose;
    if (columns)
      pose = pose_of_columns(points);
    else if (points.front().is_array() || points.front().is_object())
      pose = pose_of_points(points);
    else
      pose = pose_of_numbers(points);
    if (scores.is_array() && scores.size() == pose.size())
      for (std::size_t k = 0; k < pose.size(); ++k) pose[k][2] = number_or_missing(scores[k]);
    for (auto& [x, y, confidence] : pose) {
      if (confidence == kNotGiven) {
        confidence = 1;
        poses_.without_confidence = true;
      }
      const bool missing = !(confidence > 0) || !std::isfinite(x) || !std::isfinite(y);
      if (missing || (x == 0 && y == 0)) x = kMissing;
      confidence = std::min(confidence, 1.0);
    }
    frame.people.push_back(std::move(pose));
  }

  RawPose pose_of_numbers(const json& numbers) const {
    if (numbers.size() % 3 != 0)
      refuse_pose_file(file_, "has " + std::to_string(numbers.size()) +
                                  " numbers for a person, which is not x, y and confidence of each "
                                  "point");
    RawPose pose(numbers.size() / 3);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      if (!numbers[i].is_number() && !numbers[i].is_null())
        refuse_pose_file(file_, "has something else than a number among its points");
      pose[i / 3][i % 3] = number_or_missing(numbers[i]);
    }
    return pose;
  }

  /// YOLO's form: all x, all y and all confidences.
  RawPose pose_of_columns(const json& points) const {
    const json &x = points["x"], &y = points["y"];
    const json& confidence = member(points, {"visible", "confidence", "conf", "visibility"});
    const bool known = confidence.is_array();
    if (x.size() != y.size() || (known && confidence.size() != x.size()))
      refuse_pose_file(file_, "has a person with more x than y or confidences, or less");
    RawPose pose(x.size());
    for (std::size_t k = 0; k < pose.size(); ++k)
      pose[k] = {number_or_missing(x[k]), number_or_missing(y[k]),
                 known ? number_or_missing(confidence[k]) : kNotGiven};
    return pose;
  }

  RawPose pose_of_points(const json& points) const {
    RawPose pose;
    for (const json& point : points) {
      if (point.is_array() && (point.size() == 2 || point.size() == 3)) {
        pose.push_back({number_or_missing(point[0]), number_or_missing(point[1]),
                        point.size() == 3 ? number_or_missing(point[2]) : kNotGiven});
      } else if (point.is_object() && point.contains("x") && point.contains("y")) {
        const json& confidence =
            member(point, {"visibility", "confidence", "score", "presence", "c"});
        pose.push_back({number_or_missing(point["x"]), number_or_missing(point["y"]),
                        confidence.is_number() ? confidence.get<double>() : kNotGiven});
      } else if (point.is_null()) {
        pose.push_back({kMissing, kMissing, kMissing});
      } else {
        refuse_pose_file(file_, "has a point that is not x, y and a confidence");
      }
    }
    return pose;
  }

  const fs::path& file_;
  RawPoses poses_;
};

}  // namespace

std::optional<std::string> hint_for_other_poses(const std::set<std::string>& extensions) {
  for (const char* known :
       {".csv", ".tsv", ".xlsx", ".parquet", ".h5", ".hdf5", ".nwb", ".slp", ".xml", ".yml",
        ".yaml", ".npy", ".npz", ".pkl", ".mat", ".trc", ".c3d", ".txt"})
    if (extensions.contains(known)) return hint_for_other_kind(known);
  return std::nullopt;
}

std::optional<std::int64_t> last_number_in(const std::string& name) {
  std::size_t end = name.size();
  while (end > 0 && std::isdigit(static_cast<unsigned char>(name[end - 1])) == 0) --end;
  std::size_t begin = end;
  while (begin > 0 && std::isdigit(static_cast<unsigned char>(name[begin - 1])) != 0) --begin;
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(name.data() + begin, name.data() + end, number);
  if (begin == end || error != std::errc() || stop != name.data() + end) return std::nullopt;
  return number;
}

void refuse_pose_file(const fs::path& file, const std::string& what) {
  throw base::Error::about_file(base::ErrorKind::kInput, file, what,
                                "Export the poses again, or remove this file.");
}

RawPoses read_pose_json(const fs::path& file) { return DocumentReader(file).read(); }

}  // namespace securepose::formats
