#include "securepose/formats/pose_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/testing/pose_json_text.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::formats {
namespace {

namespace fs = std::filesystem;
using kinematics::BodyLandmark;
using kinematics::KeypointSet;
using kinematics::LandmarkSeries;
using ::testing::HasSubstr;
using testing::openpose_frame;
using testing::openpose_person;

class PoseFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              ("securepose_poses_" + std::to_string(::getpid()) + "_" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
  }

  static LandmarkSeries walk(KeypointSet set = KeypointSet::kBody25, double duration_s = 1) {
    return testing::synthetic_walk({.duration_s = duration_s, .keypoint_set = set}, 1).series;
  }
  /// A person in mid-walk.
  static std::string person(KeypointSet set = KeypointSet::kBody25) {
    return openpose_person(walk(set).samples[15], set);
  }

  PoseRecording read(double fps = 25) const { return read_pose_files(folder_, {.fps = fps}); }

  static const PosePoint* find(const PosePerson& person, BodyLandmark landmark) {
    for (const PosePoint& point : person)
      if (point.landmark == landmark) return &point;
    return nullptr;
  }

  void expect_error(const std::string& part, PoseReadOptions options = {.fps = 25}) const {
    try {
      read_pose_files(folder_, options);
      ADD_FAILURE() << "no error; expected " << part;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), HasSubstr(part));
    }
  }

  fs::path folder_;
};

TEST_F(PoseFolder, ReadsEveryKnownSetWithItsOwnPoints) {
  for (const KeypointSet set : kinematics::kAllKeypointSets) {
    const LandmarkSeries truth = walk(set);
    for (std::size_t i = 0; i < truth.samples.size(); ++i)
      write("a_" + std::to_string(i) + "_keypoints.json",
            openpose_frame({openpose_person(truth.samples[i], set)}));
    const PoseRecording poses = read();
    EXPECT_EQ(poses.keypoint_set, set) << name_of(set);
    ASSERT_EQ(poses.seen.size(), truth.samples.size());
    for (std::size_t i = 0; i < truth.samples.size(); ++i)
      for (std::size_t k = 0; k < kinematics::kBodyLandmarks; ++k) {
        const PosePoint* point = find(poses.seen[i].people[0], static_cast<BodyLandmark>(k));
        ASSERT_EQ(point != nullptr, truth.samples[i].points[k].has_value()) << name_of(set) << k;
        if (point == nullptr) continue;
        EXPECT_NEAR(point->point_px.x_px, truth.samples[i].points[k]->point_px.x_px, 1e-5);
        EXPECT_DOUBLE_EQ(point->confidence, 0.9);
      }
  }
}

TEST_F(PoseFolder, OrdersByNumberAndKeepsLeftOutFrames) {
  write("walk_9_keypoints.json", openpose_frame({person()}));
  write("walk_10_keypoints.json", openpose_frame({person()}));
  write("walk_12_keypoints.json", openpose_frame({person()}));
  const PoseRecording poses = read(50);
  EXPECT_EQ(poses.frames, 4U);
  ASSERT_EQ(poses.seen.size(), 3U);
  EXPECT_EQ(poses.seen[2].frame, 3U);
  const LandmarkSeries series = series_of(poses, {{0, 0}, {1, 0}, {2, 0}});
  ASSERT_EQ(series.samples.size(), 4U);
  EXPECT_TRUE(series.samples[1][BodyLandmark::kNose]);
  EXPECT_FALSE(series.samples[2][BodyLandmark::kNose]);
  EXPECT_EQ(series.samples[3].frame, 3);
  EXPECT_EQ(series.samples[3].time.ns, 60'000'000);
  EXPECT_THAT(poses.notes, ::testing::Contains(HasSubstr("begin at number 9")));
}

TEST_F(PoseFolder, EveryThirdFrameIsARecordingAtAThirdOfTheRate) {
  const LandmarkSeries truth = walk();
  for (std::size_t i = 0; i < truth.samples.size(); i += 3)
    write("f_" + std::to_string(i) + ".json",
          openpose_frame({openpose_person(truth.samples[i], KeypointSet::kBody25)}));
  const PoseRecording poses = read(30);
  EXPECT_EQ(poses.stride, 3U);
  std::vector<PoseDetection> all;
  for (std::size_t k = 0; k < poses.seen.size(); ++k) all.push_back({k, 0});
  const LandmarkSeries series = series_of(poses, all);
  ASSERT_EQ(series.samples.size(), poses.seen.size());
  EXPECT_EQ(series.samples[2].frame, 6);
  EXPECT_NEAR(series.samples[2].time.seconds(), 0.2, 1e-9);
  EXPECT_TRUE(series.samples[2][BodyLandmark::kNose]);
}

TEST_F(PoseFolder, ZeroNullAndPythonsNaNAreMissing) {
  std::string text = person();
  const auto replace_number = [&](std::size_t index, const std::string& by) {
    std::size_t at = text.find("2d\":[") + 5;
    for (std::size_t k = 0; k < index; ++k) at = text.find(',', at) + 1;
    text.replace(at, text.find_first_of(",]", at) - at, by);
  };
  replace_number(0, "NaN");           // the nose's x
  replace_number(3 * 9 + 1, "null");  // the right hip's y
  replace_number(3 * 10, "-Infinity");
  replace_number(3 * 11 + 2, "0");  // the right ankle's confidence
  replace_number(3 * 12, "0");
  replace_number(3 * 12 + 1, "0");
  write("f_0.json", openpose_frame({text}));
  const PosePerson seen = read().seen.at(0).people.at(0);
  for (const auto missing : {BodyLandmark::kNose, BodyLandmark::kRightHip, BodyLandmark::kRightKnee,
                             BodyLandmark::kRightAnkle, BodyLandmark::kLeftHip})
    EXPECT_EQ(find(seen, missing), nullptr) << name_of(missing);
  EXPECT_NE(find(seen, BodyLandmark::kLeftKnee), nullptr);
}

TEST_F(PoseFolder, WhoIsNotSeenMayBeWrittenInAnyWay) {
  write("f_0.json", R"({"people":[{}]})");
  write("f_1.json", R"({"people":[null]})");
  write("f_2.json", R"({"people":[[]]})");
  write("f_3.json", R"({"people":[{"person_id":[-1],"pose_keypoints_2d":[]}]})");
  write("f_4.json", R"({"people":null})");
  write("f_5.json", R"({"people":[{},)" + person() + "]}");
  write("f_6.json", openpose_frame({}));
  const PoseRecording poses = read();
  EXPECT_EQ(poses.frames, 7U);
  ASSERT_EQ(poses.seen.size(), 1U);
  EXPECT_EQ(poses.seen[0].frame, 5U);
  EXPECT_EQ(poses.seen[0].people.size(), 1U);
}

TEST_F(PoseFolder, HiddenFilesAreLeftAlone) {
  write("f_0.json", openpose_frame({person()}));
  write("._f_0.json", std::string("\0\5\26\7\0\2\0\0Mac OS X", 16));
  write(".DS_Store", "x");
  EXPECT_EQ(read().frames, 1U);
}

TEST_F(PoseFolder, OneFileWithAllFramesIsRead) {
  const LandmarkSeries truth = walk(KeypointSet::kHalpe26);
  std::string text = "[";
  for (std::size_t i = 0; i < truth.samples.size(); ++i)
    text += (i == 0 ? "" : ",") + std::string(R"({"image_id":")") + std::to_string(i) +
            R"(.jpg","category_id":1,"score":2.9,"idx":1,"keypoints":[)" +
            testing::pose_numbers(truth.samples[i], KeypointSet::kHalpe26) + "]}";
  write("alphapose-results.json", text + "]");
  const PoseRecording poses = read();
  EXPECT_EQ(poses.frames, truth.samples.size());
  EXPECT_EQ(poses.keypoint_set, KeypointSet::kHalpe26);
  EXPECT_EQ(read_pose_files(folder_ / "alphapose-results.json", {.fps = 25}).seen.size(),
            truth.samples.size());
}

TEST_F(PoseFolder, SharesOfThePictureAreRefusedOrScaled) {
  LandmarkSeries truth = walk();
  LandmarkSeries shares = truth;
  for (std::size_t i = 0; i < truth.samples.size(); ++i)
    for (auto& point : shares.samples[i].points)
      if (point) point->point_px = {point->point_px.x_px / 1920, point->point_px.y_px / 1080};
  for (std::size_t i = 0; i < shares.samples.size(); ++i)
    write("f_" + std::to_string(i) + ".json",
          openpose_frame({openpose_person(shares.samples[i], KeypointSet::kBody25)}));
  expect_error("shares of the picture");
  const PoseRecording poses =
      read_pose_files(folder_, {.fps = 25, .width_px = 1920, .height_px = 1080});
  const PosePoint* knee = find(poses.seen[7].people[0], BodyLandmark::kLeftKnee);
  ASSERT_NE(knee, nullptr);
  EXPECT_NEAR(knee->point_px.x_px, truth.samples[7][BodyLandmark::kLeftKnee]->point_px.x_px, 0.01);
}

TEST_F(PoseFolder, ASizeThatThePointsDoNotFitIsRefused) {
  write("f_0.json", openpose_frame({person()}));
  expect_error("does not fit", {.fps = 25, .width_px = 64, .height_px = 48});
  expect_error("only one side", {.fps = 25, .width_px = 1920});
}

TEST_F(PoseFolder, SaysWhatIsWrongAndWhere) {
  expect_error("holds no JSON file");
  write("walk.csv", "x");
  expect_error("Tables of DeepLabCut");
  write("list.json", R"([{"keypoints":[[1,2,1]]},{"keypoints":[[3,4,1]]}])");
  expect_error("lists 2 people, but not of which frames");
  fs::remove(folder_ / "list.json");
  write("f_0.json", openpose_frame({}));
  expect_error("holds no person");
  write("f_1.json", "not json");
  expect_error("f_1.json: is not valid JSON");
  write("f_1.json", "[1, 2]");
  expect_error("neither a list of people");
  write("f_1.json", R"({"people":[{"pose":[]}]})");
  expect_error("without pose_keypoints_2d");
  write("f_1.json", R"({"people":[{"pose_keypoints_2d":[],"pose_keypoints_3d":[1,2,3,1]}]})");
  expect_error("points in space only");
  write("f_1.json", R"({"people":[{"pose_keypoints_2d":[1,1,1,2,2,1]}]})");
  expect_error("2 points for a person; known are 15 (MPI-15), 17 (COCO-17, Human3.6M-17)");
  write("f_1.json", R"({"people":[{"pose_keypoints_2d":[1,2]}]})");
  expect_error("2 numbers");
  write("f_1.json", R"({"people":[{"pose_keypoints_2d":["a",1,1]}]})");
  expect_error("something else than a number");
  write("f_1.json", openpose_frame({person()}));
  write("f_2.json", openpose_frame({person(KeypointSet::kCoco17)}));
  expect_error("f_2.json: has a person with 17 points, but f_1.json has 25");
}

TEST_F(PoseFolder, FilesOfOtherKindsAreRefusedWithWhatToDo) {
  const std::vector<std::pair<std::string, std::string>> kinds = {
      {"walkDLC_resnet50.csv", "Tables of DeepLabCut"},
      {"walkDLC.h5", "HDF5 of DeepLabCut"},
      {"walk.slp", "SLEAP's own files"},
      {"walk_1.txt", "YOLO's labels"},
      {"0_pose.yml", "run it with --write_json"},
      {"poses.npz", "NumPy arrays"},
      {"markers.c3d", "Markers in space"},
  };
  for (const auto& [name, hint] : kinds) {
    write(name, "x");
    expect_error(hint);
    try {
      read_pose_files(folder_ / name, {.fps = 30});
      ADD_FAILURE() << "no error for " << name;
    } catch (const base::Error& error) {
      EXPECT_THAT(error.what(), ::testing::AllOf(HasSubstr("is no JSON"), HasSubstr(hint)));
    }
    fs::remove(folder_ / name);
  }
}

TEST_F(PoseFolder, FilesOfTwoRecordingsAreRefused) {
  write("keypoints.json", openpose_frame({}));
  write("a_1.json", openpose_frame({person()}));
  expect_error("no frame number");
  fs::remove(folder_ / "keypoints.json");
  write("b_1.json", openpose_frame({person()}));
  expect_error("same frame number");
  fs::remove(folder_ / "b_1.json");
  write("b_2.json", openpose_frame({person()}));
  expect_error("another recording or camera");
  fs::remove(folder_ / "b_2.json");
  write("a_99999999999.json", openpose_frame({person()}));
  expect_error("ten million");
}

TEST_F(PoseFolder, RefusesRatesOutOfRange) {
  write("f_0.json", openpose_frame({person()}));
  for (const double fps : {0.0, -30.0, 1e6, std::nan("")})
    EXPECT_THROW(read(fps), base::Error) << fps;
  EXPECT_THROW(read_pose_files(folder_ / "nowhere", {.fps = 30}), base::Error);
}

}  // namespace
}  // namespace securepose::formats
