// The networks together on a frame of the demonstration video that the set-up fetches.
#include <gtest/gtest.h>

#include <filesystem>

#include "securepose/detection/blazeface.h"
#include "securepose/detection/centerface.h"
#include "securepose/detection/movenet_multipose.h"
#include "securepose/media/video_reader.h"
#include "securepose/pose/blazepose_landmarker.h"

namespace securepose::pose {
namespace {

using geometry::Point;

/// Frame 60: one person stands on a roof with raised arms, one walks to the left in front of it.
const cv::Mat& frame_60() {
  static const cv::Mat rgb = [] {
    media::VideoReader reader(std::filesystem::path(SECUREPOSE_DEPS) / "demo/demo.mp4");
    for (int i = 0; i < 60; ++i) reader.skip();
    return reader.next().value().rgb;
  }();
  return rgb;
}

/// Read off the frame by eye.
constexpr Point kFaceOnRoof{628, 138};
constexpr Point kFaceOfWalker{1390, 583};

void expect_near(Point found, Point expected, double tolerance_px, const char* what) {
  EXPECT_NEAR(found.x_px, expected.x_px, tolerance_px) << what;
  EXPECT_NEAR(found.y_px, expected.y_px, tolerance_px) << what;
}

TEST(DemonstrationVideo, BothPeopleAreFound) {
  detection::MoveNetMultiPose movenet({}, {});
  const auto people = movenet.detect(frame_60());
  ASSERT_EQ(people.size(), 2);
  for (const auto& person : people) {
    EXPECT_GT(person.score, 0.5);
    const bool walker = person.box_px.center().x_px > 1000;
    expect_near(person.keypoints[0].point, walker ? kFaceOfWalker : kFaceOnRoof, 20, "nose");
  }
}

TEST(DemonstrationVideo, BothFacesAreFound) {
  detection::CenterFace centerface({.min_score = 0.3}, {});
  const auto faces = centerface.detect(frame_60(), 1920, detection::FaceSource::kCenterFaceFull);
  ASSERT_EQ(faces.size(), 2);
  for (const auto& face : faces) {
    EXPECT_TRUE(face.box_px.contains(kFaceOnRoof) || face.box_px.contains(kFaceOfWalker));
  }
  detection::BlazeFace blazeface({}, {});
  const auto heads = blazeface.detect(frame_60(), {kFaceOfWalker, 120, 0});
  ASSERT_FALSE(heads.empty());
  EXPECT_TRUE(heads[0].box_px.contains(kFaceOfWalker));
}

TEST(DemonstrationVideo, WalkersLandmarksLieWhereTheyWereChecked) {
  BlazePoseLandmarker network(BlazePoseSize::kHeavy, {});
  const PoseLandmarks pose = network.estimate(frame_60(), {{1387, 742}, 500, 0});
  EXPECT_GT(pose.presence, 0.9);
  // Stored from this network; each was seen to lie on the joint in an enlarged picture.
  expect_near(pose[BlazePose::kNose].point, {1382.3, 583.7}, 3, "nose");
  expect_near(pose[BlazePose::kLeftShoulder].point, {1433.6, 619.7}, 4, "left shoulder");
  expect_near(pose[BlazePose::kLeftHip].point, {1432.4, 748.0}, 4, "left hip");
  expect_near(pose[BlazePose::kLeftKnee].point, {1451.4, 833.6}, 4, "left knee");
  expect_near(pose[BlazePose::kRightKnee].point, {1348.7, 813.6}, 4, "right knee");
  expect_near(pose[BlazePose::kLeftAnkle].point, {1486.1, 916.8}, 4, "left ankle");
  expect_near(pose[BlazePose::kRightAnkle].point, {1321.7, 902.5}, 4, "right ankle");
}

TEST(DemonstrationVideo, BareGrassIsNobody) {
  BlazePoseLandmarker network(BlazePoseSize::kHeavy, {});
  EXPECT_LT(network.estimate(frame_60(), {{1000, 850}, 200, 0}).presence, 0.3);
}

}  // namespace
}  // namespace securepose::pose
