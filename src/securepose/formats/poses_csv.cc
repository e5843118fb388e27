#include "securepose/formats/poses_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <tuple>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"

namespace securepose::formats {

namespace {

using kinematics::BodyLandmark;
using kinematics::LandmarkSample;

constexpr std::size_t kLandmarks = kinematics::kBlazePoseBodyLandmarks;

std::string header() {
  std::string text = "frame,time_s,person";
  for (std::size_t k = 0; k < kLandmarks; ++k)
    for (const char* what :
         {"_x_px", "_y_px", "_x_m", "_y_m", "_z_m", "_visibility", "_interpolated"})
      text.append(",").append(name_of(static_cast<BodyLandmark>(k))).append(what);
  return text + ",movement_time_s\n";
}

bool anything_known(const LandmarkSample& sample) {
  return std::any_of(sample.points.begin(), sample.points.begin() + kLandmarks,
                     [](const auto& point) { return point.has_value(); });
}

void append_row(const LandmarkSample& sample, base::PersonId person,
                const kinematics::MovementClock& clock, std::string& text) {
  auto out = std::back_inserter(text);
  fmt::format_to(out, "{},{:.6f},{}", sample.frame, sample.time.seconds(), person.value);
  for (std::size_t k = 0; k < kLandmarks; ++k) {
    const auto& point = sample.points[k];
    if (!point) {
      text += ",,,,,,,";
      continue;
    }
    fmt::format_to(out, ",{:.2f},{:.2f}", point->point_px.x_px, point->point_px.y_px);
    if (sample.world) {
      // A swapped point's metres stand under the other side's name.
      const auto from = static_cast<BodyLandmark>(k);
      const std::size_t w = index_of(point->swap_mended ? mirrored(from) : from);
      const pose::WorldPoint& world = (*sample.world)[w];
      fmt::format_to(out, ",{:.4f},{:.4f},{:.4f}", world.x_m, world.y_m, world.z_m);
    } else {
      text += ",,,";
    }
    fmt::format_to(out, ",{:.3f},{}", point->confidence,
                   point->interpolated || point->outlier ? 1 : 0);
  }
  fmt::format_to(out, ",{:.6f}\n", clock.movement_time(sample.time).seconds());
}

struct Row {
  base::FrameIndex frame = 0;
  base::PersonId person;
  const LandmarkSample* sample = nullptr;
};

}  // namespace

PersonPoses poses_of(base::PersonId person, const kinematics::LandmarkSeries& series) {
  PersonPoses poses;
  poses.person = person;
  // Counted first: a vector that grows takes up to twice what it holds.
  poses.samples.reserve(static_cast<std::size_t>(
      std::count_if(series.samples.begin(), series.samples.end(), anything_known)));
  std::copy_if(series.samples.begin(), series.samples.end(), std::back_inserter(poses.samples),
               anything_known);
  return poses;
}

void write_poses_csv(const std::vector<PersonPoses>& people, const std::filesystem::path& file,
                     const kinematics::MovementClock& clock) {
  std::vector<Row> rows;
  for (const PersonPoses& one : people)
    for (const LandmarkSample& sample : one.samples)
      rows.push_back({sample.frame, one.person, &sample});
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.frame, a.person) < std::tie(b.frame, b.person);
  });
  const auto fail = [&file] {
    return base::Error::about_file(base::ErrorKind::kEnvironment, file, "can't be written",
                                   "Check the folder's permissions and the free space.");
  };
  // Written row by row: a long video with several people has more text than memory should hold.
  const std::filesystem::path partial = base::partial_name(file);
  base::write_file_atomically(partial, header());  // owner-only rights from the first byte on
  std::ofstream stream(partial, std::ios::binary | std::ios::app);
  if (!stream) throw fail();
  std::string text;
  for (const Row& row : rows) {
    text.clear();
    append_row(*row.sample, row.person, clock, text);
    stream << text;
  }
  stream.close();
  if (!stream) throw fail();
  base::publish_file(partial, file);
}

}  // namespace securepose::formats
