#include "securepose/formats/openpose_json.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <string>

#include "securepose/base/error.h"

namespace securepose::formats {
namespace {

namespace fs = std::filesystem;
using kinematics::BodyLandmark;
using kinematics::KeypointSet;
using kinematics::LandmarkSeries;

class OpenPoseFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("securepose_openpose_" + std::to_string(::getpid()) + "_" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name) << content;
  }

  /// People of `points` points each; the first stands at x, point k at (x + k, 100 + 10 k).
  static std::string person(std::size_t points, double x, double size = 1) {
    std::string text = "{\"person_id\":[-1],\"pose_keypoints_2d\":[";
    for (std::size_t k = 0; k < points; ++k) {
      if (k > 0) text += ",";
      text += std::to_string(x + static_cast<double>(k)) + "," +
              std::to_string(100 + size * 10 * static_cast<double>(k)) + ",0.8";
    }
    return text + "]}";
  }
  static std::string frame(const std::string& people) {
    return "{\"version\":1.3,\"people\":[" + people + "]}";
  }

  std::vector<LandmarkSeries> read(double fps = 25) const {
    return read_openpose_folder(folder_, {.fps = fps});
  }

  void expect_error(const std::string& part) const {
    try {
      read();
      FAIL() << "no error";
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kInput);
      EXPECT_NE(std::string(error.what()).find(part), std::string::npos) << error.what();
    }
  }

  fs::path folder_;
};

TEST_F(OpenPoseFolder, ReadsEveryKnownSet) {
  for (const KeypointSet set : {KeypointSet::kBody25, KeypointSet::kHalpe26, KeypointSet::kCoco17,
                                KeypointSet::kBlazePose33}) {
    write("a_000000000000_keypoints.json", frame(person(size_of(set), 50)));
    const auto all = read();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].keypoint_set, set);
    for (std::size_t k = 0; k < size_of(set); ++k) {
      const auto& point = all[0].samples[0][landmark_of(set, k)];
      ASSERT_TRUE(point.has_value()) << k;
      EXPECT_NEAR(point->point_px.x_px, 50 + static_cast<double>(k), 1e-6);
      EXPECT_DOUBLE_EQ(point->confidence, 0.8);
    }
  }
}

TEST_F(OpenPoseFolder, OrdersByNumberAndKeepsLeftOutFrames) {
  write("walk_9_keypoints.json", frame(person(25, 10)));
  write("walk_10_keypoints.json", frame(person(25, 20)));
  write("walk_12_keypoints.json", frame(person(25, 30)));
  const auto all = read(50);
  ASSERT_EQ(all.size(), 1U);
  ASSERT_EQ(all[0].samples.size(), 4U);
  EXPECT_NEAR(all[0].samples[1][BodyLandmark::kNose]->point_px.x_px, 20, 1e-6);
  EXPECT_FALSE(all[0].samples[2][BodyLandmark::kNose].has_value());
  EXPECT_EQ(all[0].samples[3].frame, 3);
  EXPECT_EQ(all[0].samples[3].time.ns, 60'000'000);
}

TEST_F(OpenPoseFolder, ZeroIsMissing) {
  write(
      "f_0.json", "{\"people\":[{\"pose_keypoints_2d\":[0,0,0,5,6,0.5,7,8,0" + [] {
        std::string rest;
        for (int k = 3; k < 25; ++k) rest += ",1,1,0.9";
        return rest;
      }() + "]}]}");
  const auto all = read();
  EXPECT_FALSE(all[0].samples[0][BodyLandmark::kNose].has_value());
  EXPECT_TRUE(all[0].samples[0][BodyLandmark::kNeck].has_value());
  EXPECT_FALSE(all[0].samples[0][BodyLandmark::kRightShoulder].has_value());
}

TEST_F(OpenPoseFolder, NullAndPythonsNaNAreMissing) {
  std::string one = person(25, 50);
  one.replace(one.find("50.0"), 9, "NaN");  // x of the first point
  one.replace(one.find("53.0"), 9, "null");
  one.replace(one.find("54.0"), 9, "-Infinity");
  write("a_000000000000_keypoints.json", frame(one));
  const LandmarkSeries series = read().front();
  const auto seen = [&](std::size_t k) {
    return series.samples[0][landmark_of(KeypointSet::kBody25, k)].has_value();
  };
  for (const std::size_t k : {0U, 3U, 4U}) EXPECT_FALSE(seen(k)) << k;
  for (const std::size_t k : {1U, 2U, 5U}) EXPECT_TRUE(seen(k)) << k;
}

TEST_F(OpenPoseFolder, JoinsPeopleByNearnessAndPutsTheMainOneFirst) {
  for (int i = 0; i < 10; ++i) {
    const std::string small = person(25, 600 - 2 * i, 0.3), large = person(25, 100 + 5 * i);
    // OpenPose changes the order of people as it likes.
    write("f_" + std::to_string(i) + ".json",
          frame(i % 2 == 0 ? small + "," + large : large + "," + small));
  }
  const auto all = read();
  ASSERT_EQ(all.size(), 2U);
  for (int i = 0; i < 10; ++i) {
    const auto at = static_cast<std::size_t>(i);
    EXPECT_NEAR(all[0].samples[at][BodyLandmark::kNose]->point_px.x_px, 100 + 5 * i, 1e-6);
    EXPECT_NEAR(all[1].samples[at][BodyLandmark::kNose]->point_px.x_px, 600 - 2 * i, 1e-6);
  }
}

TEST_F(OpenPoseFolder, FramesWithoutAPersonAreKept) {
  write("f_0.json", frame(""));
  write("f_1.json", frame(person(26, 5)));
  write("f_2.json", frame(""));
  const auto all = read();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].samples.size(), 3U);
  EXPECT_FALSE(all[0].samples[0][BodyLandmark::kNose].has_value());
}

TEST_F(OpenPoseFolder, SaysWhatIsWrongAndWhere) {
  expect_error("holds no JSON file");
  write("f_0.json", frame(""));
  expect_error("holds no person");
  write("f_1.json", "not json");
  expect_error("f_1.json: is not valid JSON");
  write("f_1.json", "[1, 2]");
  expect_error("no list of people");
  write("f_1.json", "{\"people\":[{\"pose\":[]}]}");
  expect_error("without pose_keypoints_2d");
  write("f_1.json", frame(person(18, 0)));
  expect_error("18 points");
  write("f_1.json", "{\"people\":[{\"pose_keypoints_2d\":[1,2]}]}");
  expect_error("2 numbers");
  write(
      "f_1.json", "{\"people\":[{\"pose_keypoints_2d\":[\"a\",1,1" + [] {
        std::string rest;
        for (int k = 1; k < 17; ++k) rest += ",1,1,1";
        return rest;
      }() + "]}]}");
  expect_error("something else than a number");
  write("f_1.json", frame(person(25, 0)));
  write("f_2.json", frame(person(17, 0)));
  expect_error("f_2.json: has COCO-17 points, but files before it BODY_25");
}

TEST_F(OpenPoseFolder, RefusesNamesWithoutNumbersAndDoubles) {
  write("keypoints.json", frame(""));
  expect_error("no frame number");
  fs::remove(folder_ / "keypoints.json");
  write("a_1.json", frame(person(25, 0)));
  write("b_1.json", frame(person(25, 0)));
  expect_error("same frame number");
  fs::remove(folder_ / "b_1.json");
  write("b_99999999999.json", frame(person(25, 0)));
  expect_error("ten million");
}

TEST_F(OpenPoseFolder, RefusesRatesOutOfRange) {
  write("f_0.json", frame(person(25, 0)));
  for (const double fps : {0.0, -30.0, 1e6, std::nan("")})
    EXPECT_THROW(read(fps), base::Error) << fps;
}

TEST_F(OpenPoseFolder, MissingFolderIsAnError) {
  EXPECT_THROW(read_openpose_folder(folder_ / "nowhere", {.fps = 30}), base::Error);
}

}  // namespace
}  // namespace securepose::formats
