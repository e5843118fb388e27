#include "securepose/formats/pose_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/formats/picture_coordinates.h"
#include "securepose/formats/point_order.h"
#include "securepose/formats/pose_json.h"

namespace securepose::formats {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

constexpr const char* kFolderHint =
    "Give the folder that holds one JSON file per frame, or one file with all frames.";

struct FrameFile {
  std::optional<std::int64_t> number;
  fs::path path;
};

/// A name without its last number: the same in all files of one recording.
std::string recording_of(const fs::path& file) {
  std::string name = file.filename().string();
  std::size_t end = file.stem().string().size();
  while (end > 0 && std::isdigit(static_cast<unsigned char>(name[end - 1])) == 0) --end;
  std::size_t begin = end;
  while (begin > 0 && std::isdigit(static_cast<unsigned char>(name[begin - 1])) != 0) --begin;
  return name.erase(begin, end - begin);
}

std::vector<fs::path> json_files(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  std::set<std::string> others;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const fs::path& file = entry.path();
    if (file.filename().string().starts_with('.')) continue;  // ._ twins of a Mac, .DS_Store
    others.insert(file.extension().string());
    if (file.extension() == ".json" && !entry.is_directory(error)) files.push_back(file);
  }
  if (error)
    throw Error::about_file(ErrorKind::kInput, folder, "can't be listed (" + error.message() + ")",
                            "Check the folder's permissions.");
  if (files.empty())
    throw Error::about_file(ErrorKind::kInput, folder, "holds no JSON file",
                            hint_for_other_poses(others).value_or(kFolderHint));
  std::sort(files.begin(), files.end());
  return files;
}

/// In the order of their numbers.
std::vector<FrameFile> numbered(const std::vector<fs::path>& paths) {
  std::vector<FrameFile> files;
  for (const fs::path& path : paths) {
    const auto number = last_number_in(path.stem().string());
    if (!number)
      throw Error::about_file(ErrorKind::kInput, path, "has no frame number in its name",
                              "OpenPose names files like walk_000000000012_keypoints.json. Take "
                              "other files out of the folder.");
    files.push_back({number, path});
  }
  std::stable_sort(files.begin(), files.end(),
                   [](const FrameFile& a, const FrameFile& b) { return *a.number < *b.number; });
  constexpr const char* kOneRecording = "Put the files of each video into a folder of its own.";
  for (std::size_t i = 1; i < files.size(); ++i) {
    const fs::path& before = files[i - 1].path;
    if (files[i].number == files[i - 1].number)
      throw Error::about_file(ErrorKind::kInput, files[i].path,
                              "has the same frame number as " + before.filename().string(),
                              kOneRecording);
    if (recording_of(files[i].path) != recording_of(before))
      throw Error::about_file(
          ErrorKind::kInput, files[i].path,
          "is of another recording or camera than " + before.filename().string() + ", by its name",
          kOneRecording);
  }
  return files;
}

/// What is read before it is known which points these are.
struct RawRecording {
  std::vector<std::pair<std::int64_t, std::vector<RawPose>>> frames;  ///< in the order of reading
  std::size_t points = 0;                                             ///< of each person
  fs::path first_with_points;
  std::size_t in_space_only = 0;
  bool without_confidence = false;
  std::optional<int> width_px, height_px;

  void add(RawPoses&& poses, const FrameFile& file, bool alone) {
    if (!alone && poses.frames.size() > 1)
      refuse_pose_file(file.path, "holds many frames, but there are other files beside it");
    if (alone && poses.people_without_frame > 1)
      throw Error::about_file(
          ErrorKind::kInput, file.path,
          fmt::format("lists {} people, but not of which frames they are",
                      poses.people_without_frame),
          "Give each person its image_id, or each frame a list of its own people.");
    in_space_only += poses.people_in_space_only;
    without_confidence = without_confidence || poses.without_confidence;
    if (!width_px) std::tie(width_px, height_px) = std::pair(poses.width_px, poses.height_px);
    for (RawPoseFrame& frame : poses.frames) {
      check_points(frame, file.path);
      const std::int64_t number = alone ? frame.number.value_or(0) : *file.number;
      frames.emplace_back(number, std::move(frame.people));
    }
  }

  void check_points(const RawPoseFrame& frame, const fs::path& file) {
    for (const RawPose& pose : frame.people) {
      if (points == 0) {
        if (!known_number_of_points(pose.size()))
          refuse_pose_file(file, fmt::format("has {} points for a person; known are {}",
                                             pose.size(), known_numbers_of_points()));
        points = pose.size();
        first_with_points = file;
      }
      if (pose.size() != points)
        refuse_pose_file(file,
                         fmt::format("has a person with {} points, but {} has {}", pose.size(),
                                     first_with_points.filename().string(), points));
    }
  }

  void sort_and_check_numbers(const fs::path& path) {
    std::stable_sort(frames.begin(), frames.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 1; i < frames.size(); ++i)
      if (frames[i].first == frames[i - 1].first)
        throw Error::about_file(
            ErrorKind::kInput, path, fmt::format("has frame {} twice", frames[i].first),
            "It may hold several recordings or cameras; export each by itself.");
    constexpr std::int64_t kMostFrames = 10'000'000;
    if (frames.back().first - frames.front().first >= kMostFrames)
      throw Error::about_file(ErrorKind::kInput, path,
                              "has a frame number that is more than ten million after the first",
                              "Number the frames one by one.");
  }
};

/// Some of the people, spread over the recording.
std::vector<RawPose> examples(const RawRecording& raw) {
  constexpr std::size_t kExamples = 200;
  std::vector<const RawPose*> all;
  for (const auto& [number, people] : raw.frames)
    for (const RawPose& pose : people)
      if (std::any_of(pose.begin(), pose.end(), [](const auto& p) { return std::isfinite(p[0]); }))
        all.push_back(&pose);
  std::vector<RawPose> some;
  const std::size_t step = std::max<std::size_t>(1, all.size() / kExamples);
  for (std::size_t i = 0; i < all.size(); i += step) some.push_back(*all[i]);
  return some;
}

kinematics::KeypointSet set_of(const RawRecording& raw, const fs::path& path) {
  const std::vector<RawPose> some = examples(raw);
  if (some.empty()) {
    if (raw.in_space_only > 0)
      throw Error::about_file(ErrorKind::kInput, path,
                              "holds points in space only (pose_keypoints_3d)",
                              "Export the points of each camera's picture (pose_keypoints_2d).");
    throw Error::about_file(ErrorKind::kInput, path, "holds no person in any file",
                            "Check that the pose estimator found somebody.");
  }
  const auto set = point_order_of(some);
  if (!set)  // the files were checked one by one
    throw Error::about_file(ErrorKind::kInput, path, "holds points of no known set",
                            "Known are " + known_numbers_of_points() + ".");
  return *set;
}

PosePerson person_of(const RawPose& pose, kinematics::KeypointSet set) {
  PosePerson person;
  for (std::size_t k = 0; k < pose.size(); ++k) {
    const auto landmark = kinematics::landmark_of(set, k);
    if (!landmark || !std::isfinite(pose[k][0])) continue;
    person.push_back({*landmark, {pose[k][0], pose[k][1]}, pose[k][2]});
  }
  return person;
}

/// Numbers that grow in steps of more than one: an estimator looked at every n-th frame.
std::size_t stride_of(const RawRecording& raw) {
  constexpr std::size_t kFewest = 10;
  std::int64_t step = 0;
  for (const auto& [number, people] : raw.frames)
    step = std::gcd(step, number - raw.frames.front().first);
  return raw.frames.size() >= kFewest && step > 1 ? static_cast<std::size_t>(step) : 1;
}

void check_options(const PoseReadOptions& options) {
  if (!(options.fps > 0 && options.fps <= 1000))
    throw Error(ErrorKind::kUsage,
                "The frame rate must lie above 0 and up to 1000 pictures per second.");
  if (options.width_px.has_value() != options.height_px.has_value())
    throw Error(ErrorKind::kUsage,
                "Of the picture's size only one side is given; give --width-px and --height-px.");
}

RawRecording read_all(const fs::path& path) {
  std::error_code error;
  std::vector<fs::path> paths;
  if (fs::is_directory(path, error))
    paths = json_files(path);
  else if (fs::is_regular_file(path, error))
    paths = {path};
  else
    throw Error::about_file(ErrorKind::kInput, path, "is no folder or file that can be read",
                            kFolderHint);
  const bool alone = paths.size() == 1;
  RawRecording raw;
  for (const FrameFile& file : alone ? std::vector{FrameFile{{}, paths.front()}} : numbered(paths))
    raw.add(read_pose_json(file.path), file, alone);
  raw.sort_and_check_numbers(path);
  return raw;
}

void add_notes(const RawRecording& raw, PoseRecording& recording) {
  const std::int64_t first = raw.frames.front().first;
  if (first > 1)
    recording.notes.push_back(
        fmt::format("The poses begin at number {}; that is frame 0 at 0 s here.", first));
  if (recording.stride > 1)
    recording.notes.push_back(fmt::format(
        "The numbers of the frames grow by {}: the poses are of every {}{} frame, {:g} a second.",
        recording.stride, recording.stride,
        recording.stride == 2 ? "nd" : (recording.stride == 3 ? "rd" : "th"),
        recording.fps / static_cast<double>(recording.stride)));
  if (raw.without_confidence)
    recording.notes.emplace_back("The points have no confidence; all of them were believed.");
  if (raw.in_space_only > 0)
    recording.notes.push_back(fmt::format(
        "{} times somebody has points in space only; they were left out.", raw.in_space_only));
}

}  // namespace

PoseRecording read_pose_files(const fs::path& path, const PoseReadOptions& options) {
  check_options(options);
  RawRecording raw = read_all(path);
  PoseRecording recording;
  recording.keypoint_set = set_of(raw, path);
  recording.fps = options.fps;
  recording.width_px = options.width_px ? options.width_px : raw.width_px;
  recording.height_px = options.height_px ? options.height_px : raw.height_px;
  recording.frames =
      static_cast<std::size_t>(raw.frames.back().first - raw.frames.front().first) + 1;
  recording.stride = stride_of(raw);
  add_notes(raw, recording);
  const std::int64_t first = raw.frames.front().first;
  for (auto& [number, people] : raw.frames) {
    PoseFrame frame{static_cast<std::size_t>(number - first), {}};
    for (const RawPose& pose : people) {
      PosePerson person = person_of(pose, recording.keypoint_set);
      if (!person.empty()) frame.people.push_back(std::move(person));
    }
    people = {};
    if (!frame.people.empty()) recording.seen.push_back(std::move(frame));
  }
  if (lies_in_unit_square(recording)) {
    if (!recording.width_px)
      throw Error::about_file(
          ErrorKind::kInput, path,
          "holds shares of the picture (0 to 1 or -1 to 1), not pixels, so neither angles nor "
          "lengths can be taken from it",
          "Give the picture's size with --width-px and --height-px.");
    scale_unit_square(recording);
  }
  if (drop_border_points(recording))
    throw Error(ErrorKind::kUsage,
                fmt::format("Most points lie outside of a picture of {}x{} px: the size does not "
                            "fit the poses. Correct --width-px and --height-px, or leave them out.",
                            *recording.width_px, *recording.height_px));
  for (PoseFrame& frame : recording.seen)
    std::erase_if(frame.people, [](const PosePerson& person) { return person.empty(); });
  std::erase_if(recording.seen, [](const PoseFrame& frame) { return frame.people.empty(); });
  if (recording.seen.empty())
    throw Error::about_file(ErrorKind::kInput, path,
                            "holds no point that lies clear of the picture's border",
                            "Check the poses and the picture's size.");
  return recording;
}

}  // namespace securepose::formats
