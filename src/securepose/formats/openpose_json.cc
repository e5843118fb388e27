#include "securepose/formats/openpose_json.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "securepose/base/error.h"

namespace securepose::formats {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using kinematics::LandmarkPoint;
using kinematics::LandmarkSample;
using kinematics::LandmarkSeries;

struct FrameFile {
  std::int64_t number = 0;
  fs::path path;
};

/// One person in one file.
using People = std::vector<LandmarkSample>;

/// The last run of digits in the name, as in "walk_000000000012_keypoints.json".
std::optional<std::int64_t> number_in(const std::string& stem) {
  std::size_t end = stem.size();
  while (end > 0 && std::isdigit(static_cast<unsigned char>(stem[end - 1])) == 0) --end;
  std::size_t begin = end;
  while (begin > 0 && std::isdigit(static_cast<unsigned char>(stem[begin - 1])) != 0) --begin;
  std::int64_t number = 0;
  const auto [stop, error] = std::from_chars(stem.data() + begin, stem.data() + end, number);
  if (begin == end || error != std::errc() || stop != stem.data() + end) return std::nullopt;
  return number;
}

std::vector<FrameFile> frame_files(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    throw Error::about_file(ErrorKind::kInput, folder, "is not a folder that can be read",
                            "Give the folder that holds one JSON file per frame.");
  std::vector<FrameFile> files;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    const auto number = number_in(entry.path().stem().string());
    if (!number)
      throw Error::about_file(ErrorKind::kInput, entry.path(), "has no frame number in its name",
                              "OpenPose names files like walk_000000000012_keypoints.json.");
    files.push_back({*number, entry.path()});
  }
  if (error)
    throw Error::about_file(ErrorKind::kInput, folder, "can't be listed (" + error.message() + ")",
                            "Check the folder's permissions.");
  if (files.empty())
    throw Error::about_file(ErrorKind::kInput, folder, "holds no JSON file",
                            "Give the folder that holds one JSON file per frame.");
  std::sort(files.begin(), files.end(), [](const FrameFile& a, const FrameFile& b) {
    return a.number != b.number ? a.number < b.number : a.path < b.path;
  });
  for (std::size_t i = 1; i < files.size(); ++i)
    if (files[i].number == files[i - 1].number)
      throw Error::about_file(
          ErrorKind::kInput, files[i].path,
          "has the same frame number as " + files[i - 1].path.filename().string(),
          "Put the files of each video into a folder of its own.");
  constexpr std::int64_t kMostFrames = 10'000'000;
  if (files.back().number - files.front().number >= kMostFrames)
    throw Error::about_file(ErrorKind::kInput, files.back().path,
                            "has a frame number that is more than ten million after the first",
                            "Number the files frame by frame.");
  return files;
}

Error broken(const fs::path& file, const std::string& what) {
  return Error::about_file(ErrorKind::kInput, file, what,
                           "Export the pose files again, or remove this one.");
}

LandmarkSample read_person(const nlohmann::json& person, const fs::path& file,
                           std::optional<kinematics::KeypointSet>& set) {
  const auto found = person.is_object() ? person.find("pose_keypoints_2d") : person.end();
  if (!person.is_object() || found == person.end() || !found->is_array())
    throw broken(file, "has a person without pose_keypoints_2d");
  if (found->size() % 3 != 0)
    throw broken(file, "has " + std::to_string(found->size()) +
                           " numbers in pose_keypoints_2d, which is not x, y and confidence of "
                           "each point");
  const auto here = kinematics::keypoint_set_of_size(found->size() / 3);
  if (!here)
    throw broken(file, "has " + std::to_string(found->size() / 3) +
                           " points for a person; known are 17 (COCO-17), 25 (BODY_25), 26 "
                           "(HALPE_26) and 33 (BlazePose)");
  if (set && *set != *here)
    throw broken(file, "has " + std::string(name_of(*here)) + " points, but files before it " +
                           std::string(name_of(*set)));
  set = here;
  LandmarkSample sample;
  for (std::size_t k = 0; k < found->size() / 3; ++k) {
    std::array<double, 3> value{};
    for (std::size_t c = 0; c < 3; ++c) {
      const nlohmann::json& number = (*found)[3 * k + c];
      if (number.is_number())
        value[c] = number.get<double>();
      else if (number.is_null())
        value[c] = std::numeric_limits<double>::quiet_NaN();  // the point is missing
      else
        throw broken(file, "has something else than a number in pose_keypoints_2d");
    }
    const auto [x_px, y_px, confidence] = value;
    if (!std::isfinite(x_px) || !std::isfinite(y_px) || !(confidence > 0)) continue;
    if (x_px == 0 && y_px == 0) continue;
    sample[landmark_of(*here, k)] =
        LandmarkPoint{.point_px = {x_px, y_px}, .confidence = std::min(confidence, 1.0)};
  }
  return sample;
}

/// Python writes missing numbers as NaN or Infinity, which JSON does not know, as null.
std::string with_nulls(std::string text) {
  for (const std::string_view token : {"-Infinity", "Infinity", "NaN"})
    for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, at))
      text.replace(at, token.size(), "null");
  return text;
}

People read_frame(const fs::path& file, std::optional<kinematics::KeypointSet>& set) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw broken(file, "can't be opened");
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  nlohmann::json content = nlohmann::json::parse(text, nullptr, false);
  if (content.is_discarded())
    content = nlohmann::json::parse(with_nulls(std::move(text)), nullptr, false);
  if (content.is_discarded()) throw broken(file, "is not valid JSON");
  const auto found = content.is_object() ? content.find("people") : content.end();
  if (!content.is_object() || found == content.end() || !found->is_array())
    throw broken(file, "has no list of people");
  People people;
  for (const nlohmann::json& person : *found) {
    const LandmarkSample sample = read_person(person, file, set);
    const bool any = std::any_of(sample.points.begin(), sample.points.end(),
                                 [](const auto& point) { return point.has_value(); });
    if (any) people.push_back(sample);
  }
  return people;
}

/// Where a person is and how large.
struct Extent {
  geometry::Point centre;
  double size_px = 0;
};

Extent extent_of(const LandmarkSample& sample) {
  double left = std::numeric_limits<double>::infinity(), top = left;
  double right = -left, bottom = -left;
  Extent extent;
  double count = 0;
  for (const auto& point : sample.points) {
    if (!point) continue;
    left = std::min(left, point->point_px.x_px);
    right = std::max(right, point->point_px.x_px);
    top = std::min(top, point->point_px.y_px);
    bottom = std::max(bottom, point->point_px.y_px);
    extent.centre = extent.centre + point->point_px;
    count += 1;
  }
  extent.centre = (1 / count) * extent.centre;
  extent.size_px = std::hypot(right - left, bottom - top);
  return extent;
}

/// Joins people of successive frames, nearest pairs first.
class PersonJoiner {
 public:
  PersonJoiner(std::size_t frames, double fps) : frames_(frames), fps_(fps) {}

  void add(std::size_t frame, const People& people) {
    struct Pair {
      double distance = 0;
      std::size_t track = 0;
      std::size_t person = 0;
    };
    std::vector<Pair> pairs;
    std::vector<Extent> extents;
    extents.reserve(people.size());
    for (const LandmarkSample& person : people) extents.push_back(extent_of(person));
    for (std::size_t t = 0; t < tracks_.size(); ++t)
      for (std::size_t p = 0; p < people.size(); ++p) {
        const double away_s = static_cast<double>(frame - tracks_[t].last_frame) / fps_;
        const double size_px = std::max(tracks_[t].last.size_px, extents[p].size_px);
        const double share =
            geometry::distance_px(tracks_[t].last.centre, extents[p].centre) / size_px;
        // A body's own size per second (about 1.8 m/s), and some for the first moment.
        if (away_s <= kLongestAbsence_s && share <= 0.25 + 1.5 * away_s)
          pairs.push_back({share, t, p});
      }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
      return std::tie(a.distance, a.track, a.person) < std::tie(b.distance, b.track, b.person);
    });
    std::vector<bool> taken(people.size(), false), busy(tracks_.size(), false);
    for (const Pair& pair : pairs) {
      if (taken[pair.person] || busy[pair.track]) continue;
      taken[pair.person] = busy[pair.track] = true;
      put(pair.track, frame, people[pair.person], extents[pair.person]);
    }
    for (std::size_t p = 0; p < people.size(); ++p) {
      if (taken[p]) continue;
      tracks_.emplace_back();
      put(tracks_.size() - 1, frame, people[p], extents[p]);
    }
  }

  /// The person with the greatest sum of sizes over all frames first.
  std::vector<LandmarkSeries> series(kinematics::KeypointSet set,
                                     const OpenPoseReadOptions& options) {
    std::stable_sort(tracks_.begin(), tracks_.end(),
                     [](const Track& a, const Track& b) { return a.weight > b.weight; });
    std::vector<LandmarkSeries> all;
    for (const Track& track : tracks_) {
      LandmarkSeries one;
      one.keypoint_set = set;
      one.width_px = options.width_px;
      one.height_px = options.height_px;
      one.samples.resize(frames_);
      for (const auto& [frame, sample] : track.samples) one.samples[frame] = sample;
      for (std::size_t i = 0; i < frames_; ++i) {
        one.samples[i].frame = static_cast<base::FrameIndex>(i);
        one.samples[i].time = base::Timestamp::from_seconds(static_cast<double>(i) / fps_);
      }
      all.push_back(std::move(one));
    }
    return all;
  }

 private:
  static constexpr double kLongestAbsence_s = 1.0;

  struct Track {
    std::vector<std::pair<std::size_t, LandmarkSample>> samples;
    std::size_t last_frame = 0;
    Extent last;
    double weight = 0;
  };

  void put(std::size_t track, std::size_t frame, const LandmarkSample& sample,
           const Extent& extent) {
    Track& t = tracks_[track];
    t.samples.emplace_back(frame, sample);
    t.last_frame = frame;
    t.last = extent;
    t.weight += extent.size_px;
  }

  std::size_t frames_;
  double fps_;
  std::vector<Track> tracks_;
};

}  // namespace

std::vector<LandmarkSeries> read_openpose_folder(const fs::path& folder,
                                                 const OpenPoseReadOptions& options) {
  if (!(options.fps > 0 && options.fps <= 1000))
    throw Error(ErrorKind::kUsage,
                "The frame rate must lie above 0 and up to 1000 pictures per second.");
  const std::vector<FrameFile> files = frame_files(folder);
  const std::int64_t first = files.front().number;
  PersonJoiner joiner(static_cast<std::size_t>(files.back().number - first) + 1, options.fps);
  std::optional<kinematics::KeypointSet> set;
  for (const FrameFile& file : files)
    joiner.add(static_cast<std::size_t>(file.number - first), read_frame(file.path, set));
  if (!set)
    throw Error::about_file(ErrorKind::kInput, folder, "holds no person in any file",
                            "Check that the pose estimator found somebody.");
  std::vector<LandmarkSeries> series = joiner.series(*set, options);
  if (series.empty())
    throw Error::about_file(ErrorKind::kInput, folder, "holds no point in any file",
                            "Check that the pose estimator found somebody.");
  return series;
}

}  // namespace securepose::formats
