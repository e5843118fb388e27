#include "securepose/formats/pose_json.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "securepose/base/error.h"

namespace securepose::formats {
namespace {

namespace fs = std::filesystem;

class PoseJsonTest : public ::testing::Test {
 protected:
  ~PoseJsonTest() override { fs::remove(file_); }
  RawPoses read(const std::string& text) const {
    std::ofstream(file_, std::ios::binary) << text;
    return read_pose_json(file_);
  }
  /// Frames with these numbers, and one person of two points, (10, 20) and (30, 40), in each.
  static void expect_frames(const RawPoses& poses, const std::vector<std::int64_t>& numbers,
                            double confidence = 0.5) {
    ASSERT_EQ(poses.frames.size(), numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      EXPECT_EQ(poses.frames[i].number, numbers[i]);
      ASSERT_EQ(poses.frames[i].people.size(), 1U);
      const RawPose& pose = poses.frames[i].people[0];
      ASSERT_EQ(pose.size(), 2U);
      EXPECT_EQ(pose[1][0], 30);
      EXPECT_EQ(pose[1][1], 40);
      EXPECT_EQ(pose[1][2], confidence);
    }
  }

  const fs::path file_ =
      fs::path(::testing::TempDir()) /
      (std::string("pose_json_") + ::testing::UnitTest::GetInstance()->current_test_info()->name() +
       ".json");
};

constexpr const char* kFlat = "[10,20,0.5,30,40,0.5]";
constexpr const char* kPairs = "[[10,20],[30,40]],\"keypoint_scores\":[0.5,0.5]";

TEST_F(PoseJsonTest, OpenPoseOldAndNew) {
  for (const char* key : {"pose_keypoints_2d", "pose_keypoints"}) {
    const RawPoses poses = read(fmt::format(R"({{"people":[{{"{}":{}}}]}})", key, kFlat));
    ASSERT_EQ(poses.frames.size(), 1U);
    EXPECT_FALSE(poses.frames[0].number);
    EXPECT_EQ(poses.frames[0].people.at(0).at(0)[0], 10);
  }
}

TEST_F(PoseJsonTest, AlphaPosesForms) {
  expect_frames(read(fmt::format(R"([{{"image_id":"f_7.jpg","keypoints":{0}}},
                                     {{"image_id":"f_8.jpg","keypoints":{0}}}])",
                                 kFlat)),
                {7, 8});
  expect_frames(
      read(fmt::format(R"({{"3.jpg":{{"version":"AlphaPose v0.3","bodies":[{{"joints":{0}}}]}},
                                      "4.jpg":{{"bodies":[{{"joints":{0}}}]}}}})",
                       kFlat)),
      {3, 4});
  const RawPoses together = read(fmt::format(
      R"([{{"image_id":"1.jpg","keypoints":{0}}},{{"image_id":"1.jpg","keypoints":{0}}}])", kFlat));
  ASSERT_EQ(together.frames.size(), 1U);
  EXPECT_EQ(together.frames[0].people.size(), 2U);
}

TEST_F(PoseJsonTest, MMPosesForms) {
  expect_frames(read(fmt::format(R"([{{"frame_id":0,"instances":[{{"keypoints":{0}}}]}},
                                     {{"frame_id":1,"instances":[{{"keypoints":{0}}}]}}])",
                                 kPairs)),
                {0, 1});
  expect_frames(read(fmt::format(R"({{"meta_info":{{}},"instance_info":[
                                     {{"frame_id":5,"instances":[{{"keypoints":{0}}}]}}]}})",
                                 kPairs)),
                {5});
  const RawPoses picture = read(fmt::format(R"([{{"keypoints":{0},"bbox":[[1,2,3,4]]}}])", kPairs));
  ASSERT_EQ(picture.frames.size(), 1U);
  EXPECT_FALSE(picture.frames[0].number);
  EXPECT_EQ(picture.frames[0].people.size(), 1U);
}

TEST_F(PoseJsonTest, OpenPifPafsLines) {
  expect_frames(read(fmt::format("{{\"frame\":1,\"predictions\":[{{\"keypoints\":{0}}}]}}\n"
                                 "{{\"frame\":2,\"predictions\":[{{\"keypoints\":{0}}}]}}\n",
                                 kFlat)),
                {1, 2});
}

TEST_F(PoseJsonTest, CocoAnnotations) {
  const RawPoses poses = read(
      R"({"images":[{"id":1,"file_name":"a/f_20.png","width":640,"height":480}],
          "annotations":[{"image_id":1,"keypoints":[10,20,2,30,40,1]},{"image_id":1,"bbox":[1]}]})");
  expect_frames(poses, {20}, 1);
  EXPECT_EQ(poses.width_px, 640);
}

TEST_F(PoseJsonTest, MediaPipesLists) {
  const std::string points =
      R"([{"x":10,"y":20,"z":0.1,"visibility":0.5},{"x":30,"y":40,"z":0.1,"visibility":0.5}])";
  expect_frames(read("[" + points + "," + points + "]"), {0, 1});
  expect_frames(read(R"({"frames":[{"frame":4,"pose_landmarks":[)" + points + "]}]}"), {4});
  expect_frames(read(R"([{"frame":4,"landmarks":)" + points + "}]"), {4});
}

TEST_F(PoseJsonTest, MediaPipesTasks) {
  const std::string points =
      R"([{"x":10,"y":20,"visibility":0.5},{"x":30,"y":40,"visibility":0.5}])";
  const std::string frame = R"({"pose_landmarks":[)" + points + "]}";
  expect_frames(read("[" + frame + "," + frame + "]"), {0, 1});
  const RawPoses late = read(R"([{"pose_landmarks":[]},)" + frame + "]");
  ASSERT_EQ(late.frames.size(), 2U);
  EXPECT_TRUE(late.frames[0].people.empty());
  EXPECT_EQ(late.frames[1].people.size(), 1U);
  expect_frames(read(R"([{"landmarks":)" + points + R"(},{"landmarks":)" + points + "}]"), {0, 1});
}

TEST_F(PoseJsonTest, YolosColumns) {
  const std::string frame =
      R"([{"name":"person","class":0,"keypoints":{"x":[10,30],"y":[20,40],"visible":[0.5,0.5]}}])";
  expect_frames(read("[" + frame + "," + frame + "]"), {0, 1});
  EXPECT_TRUE(read(R"([[{"keypoints":{"x":[10,30],"y":[20,40]}}]])").without_confidence);
  EXPECT_THROW(read(R"([[{"keypoints":{"x":[10,30],"y":[20]}}]])"), base::Error);
}

TEST_F(PoseJsonTest, CountsPeopleWhoseFrameIsNotSaid) {
  const std::string person = fmt::format(R"({{"keypoints":{}}})", kFlat);
  EXPECT_EQ(read("[" + person + "," + person + "]").people_without_frame, 2U);
  EXPECT_EQ(read("[[" + person + "],[" + person + "]]").people_without_frame, 0U);
}

TEST_F(PoseJsonTest, PointsThatAreNamedAreRefused) {
  try {
    read(R"([{"frame":0,"joints":{"left_knee":{"x":1,"y":2}}}])");
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_NE(std::string(error.what()).find("names its points"), std::string::npos);
  }
}

TEST_F(PoseJsonTest, PointsWithoutConfidenceAreBelievedAndTold) {
  const RawPoses poses = read(R"([{"keypoints":[[10,20],[30,40]]}])");
  EXPECT_TRUE(poses.without_confidence);
  EXPECT_EQ(poses.frames.at(0).people.at(0).at(0)[2], 1);
}

TEST_F(PoseJsonTest, NobodyIsNoPerson) {
  EXPECT_EQ(read("[]").frames.size(), 1U);
  const RawPoses poses = read(R"([{"frame_id":0,"instances":[]},{"frame_id":1,"instances":[{}]}])");
  ASSERT_EQ(poses.frames.size(), 2U);
  EXPECT_TRUE(poses.frames[0].people.empty());
  EXPECT_TRUE(poses.frames[1].people.empty());
}

TEST_F(PoseJsonTest, OtherDocumentsAreRefused) {
  for (const char* text : {"3", "[1,2]", R"({"a":1})", R"([{"frame_id":0,"boxes":[]}])", "{", ""})
    EXPECT_THROW(read(text), base::Error) << text;
}

TEST(LastNumberIn, TakesTheLastRunOfDigits) {
  EXPECT_EQ(last_number_in("cam2_walk_000000000012_keypoints"), 12);
  EXPECT_EQ(last_number_in("keypoints"), std::nullopt);
}

}  // namespace
}  // namespace securepose::formats
