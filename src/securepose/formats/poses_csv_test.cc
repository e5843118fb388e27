#include "securepose/formats/poses_csv.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <sstream>

#include "securepose/base/error.h"

namespace securepose::formats {
namespace {

namespace fs = std::filesystem;
using kinematics::BodyLandmark;
using kinematics::LandmarkPoint;
using kinematics::LandmarkSeries;

class PosesCsv : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("securepose_poses_" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  static LandmarkSeries series(base::FrameIndex first, std::size_t count) {
    LandmarkSeries s;
    s.samples.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      s.samples[i].frame = first + static_cast<base::FrameIndex>(i);
      s.samples[i].time =
          base::Timestamp::from_seconds(static_cast<double>(s.samples[i].frame) / 25);
    }
    return s;
  }

  /// Rows by column name.
  std::vector<std::map<std::string, std::string>> write(const std::vector<PersonPoses>& people) {
    write_poses_csv(people, folder_ / "poses.csv");
    std::ifstream stream(folder_ / "poses.csv");
    std::vector<std::string> header;
    std::vector<std::map<std::string, std::string>> rows;
    for (std::string line; std::getline(stream, line);) {
      std::vector<std::string> cells(1);
      for (const char c : line)
        if (c == ',')
          cells.emplace_back();
        else
          cells.back() += c;
      if (header.empty()) {
        header = cells;
        continue;
      }
      EXPECT_EQ(cells.size(), header.size());
      auto& row = rows.emplace_back();
      for (std::size_t i = 0; i < header.size(); ++i) row[header[i]] = cells[i];
    }
    EXPECT_EQ(header.size(), 3 + 33 * 7 + 1U);
    return rows;
  }

  fs::path folder_;
};

TEST_F(PosesCsv, OrdersByFrameThenPersonAndLeavesOutWhatIsUnknown) {
  LandmarkSeries a = series(0, 3), b = series(0, 3);
  a.samples[0][BodyLandmark::kNose] = LandmarkPoint{.point_px = {1, 2}, .confidence = 0.5};
  a.samples[2][BodyLandmark::kNose] = LandmarkPoint{.point_px = {3, 4}, .confidence = 0.5};
  b.samples[0][BodyLandmark::kLeftHip] = LandmarkPoint{.point_px = {5, 6}, .confidence = 0.5};
  const auto rows = write({poses_of(base::PersonId{2}, b), poses_of(base::PersonId{1}, a)});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].at("person"), "1");
  EXPECT_EQ(rows[1].at("person"), "2");
  EXPECT_EQ(rows[2].at("frame"), "2");
  EXPECT_EQ(rows[2].at("time_s"), "0.080000");
  EXPECT_EQ(rows[0].at("nose_x_px"), "1.00");
  EXPECT_EQ(rows[0].at("left_hip_x_px"), "");
  EXPECT_EQ(rows[0].at("left_hip_visibility"), "");
}

TEST(PosesOf, KeepsNoMoreThanTheFramesOfThePerson) {
  LandmarkSeries s;
  s.samples.resize(100000);
  for (const std::size_t i : {70, 71, 99999}) {
    s.samples[i].frame = static_cast<base::FrameIndex>(i);
    s.samples[i][BodyLandmark::kNose] = LandmarkPoint{.point_px = {1, 2}, .confidence = 0.5};
  }
  const PersonPoses poses = poses_of(base::PersonId{1}, s);
  ASSERT_EQ(poses.samples.size(), 3U);
  EXPECT_EQ(poses.samples.capacity(), 3U);
  EXPECT_EQ(poses.samples[2].frame, 99999);
}

TEST_F(PosesCsv, HasMetresWithTheirRightSide) {
  LandmarkSeries s = series(7, 1);
  auto& sample = s.samples[0];
  sample.world.emplace();
  (*sample.world)[index_of(BodyLandmark::kLeftKnee)] = {0.1, 0.2, 0.3};
  (*sample.world)[index_of(BodyLandmark::kRightKnee)] = {-0.1, -0.2, -0.3};
  sample[BodyLandmark::kLeftKnee] =
      LandmarkPoint{.point_px = {9, 9}, .confidence = 0.25, .swap_mended = true};
  sample[BodyLandmark::kNose] =
      LandmarkPoint{.point_px = {8, 8}, .confidence = 1, .interpolated = true};
  const auto rows = write({poses_of(base::PersonId{1}, s)});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("left_knee_z_m"), "-0.3000");
  EXPECT_EQ(rows[0].at("left_knee_visibility"), "0.250");
  EXPECT_EQ(rows[0].at("left_knee_interpolated"), "0");
  EXPECT_EQ(rows[0].at("nose_interpolated"), "1");
  EXPECT_EQ(rows[0].at("nose_x_m"), "0.0000");
}

TEST_F(PosesCsv, OfNobodyIsItsHeader) {
  EXPECT_TRUE(write({}).empty());
  EXPECT_FALSE(fs::exists(folder_ / ".poses.csv.partial"));
}

TEST_F(PosesCsv, NeedsAFolder) {
  EXPECT_THROW(write_poses_csv({}, folder_ / "nowhere" / "poses.csv"), base::Error);
}

}  // namespace
}  // namespace securepose::formats
