#include "securepose/pipeline/poses_run.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"
#include "securepose/testing/pose_json_text.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

class PosesRunTest : public ::testing::Test {
 protected:
  PosesRunTest() {
    fs::remove_all(folder_);
    fs::create_directories(request_.poses);
    const auto walk = testing::synthetic_walk(
        {.duration_s = 0.8, .fps = 25, .keypoint_set = kinematics::KeypointSet::kBody25}, 1);
    for (const auto& sample : walk.series.samples)
      std::ofstream(request_.poses / fmt::format("p_{:012d}_keypoints.json", sample.frame))
          << testing::openpose_frame(
                 {testing::openpose_person(sample, kinematics::KeypointSet::kBody25)});
    request_.reading.fps = 25;
  }
  ~PosesRunTest() override { fs::remove_all(folder_); }

  base::ErrorKind error() const {
    try {
      run_poses(request_);
    } catch (const base::Error& error) {
      return error.kind();
    }
    ADD_FAILURE() << "no error";
    return {};
  }

  const fs::path folder_ = fs::path(::testing::TempDir()) /
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  PosesRunRequest request_{folder_ / "poses", folder_ / "out", {}, {}, std::nullopt, false};
};

TEST_F(PosesRunTest, WritesTheFilesOfMovement) {
  const auto outcome = run_poses(request_);
  EXPECT_EQ(outcome.frames, 21u);
  EXPECT_EQ(outcome.people, 1u);
  EXPECT_THAT(outcome.files,
              ::testing::ElementsAre("angles.csv", "cycles.csv", "events.csv", "gait.json",
                                     "poses.csv", "report.html", "strides.csv"));
  for (const auto& name : outcome.files) EXPECT_TRUE(fs::exists(request_.out / name)) << name;
  EXPECT_FALSE(fs::exists(request_.out / ".securepose"));
}

TEST_F(PosesRunTest, OfASlowMotionVideoHasBothTimes) {
  request_.reading.fps = 6.25;  // of the video
  request_.slow_motion = {kinematics::SlowMotionRequest::Kind::kFactor, 4};
  const auto outcome = run_poses(request_);
  EXPECT_THAT(outcome.notes, ::testing::Contains(::testing::HasSubstr("4 times slower")));
  std::ifstream angles(request_.out / "angles.csv");
  std::string header, row;
  std::getline(angles, header);
  EXPECT_THAT(header, ::testing::EndsWith(",movement_time_s"));
  while (std::getline(angles, row) && !row.starts_with("20,")) {
  }
  EXPECT_THAT(row, ::testing::StartsWith("20,3.200000,"));
  EXPECT_THAT(row, ::testing::EndsWith(",0.800000"));
  std::ifstream gait(request_.out / "gait.json");
  const auto json = nlohmann::json::parse(gait);
  EXPECT_EQ(json["slow_motion_factor"], 4);
  EXPECT_EQ(json["summary"]["median_rate_hz"], 25);
}

TEST_F(PosesRunTest, KeepsAnExistingResult) {
  run_poses(request_);
  EXPECT_EQ(error(), base::ErrorKind::kInput);
  request_.force = true;
  EXPECT_NO_THROW(run_poses(request_));
}

TEST_F(PosesRunTest, APersonWhoIsNotThereIsWrongUsage) {
  request_.person = 2;
  EXPECT_EQ(error(), base::ErrorKind::kUsage);
  EXPECT_FALSE(fs::exists(request_.out));
}

TEST_F(PosesRunTest, AMissingFolderIsAnInputError) {
  request_.poses = folder_ / "none";
  EXPECT_EQ(error(), base::ErrorKind::kInput);
  EXPECT_FALSE(fs::exists(request_.out));
}

}  // namespace
}  // namespace securepose::pipeline
