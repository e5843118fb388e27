#include "securepose/detection/face_descriptor.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "securepose/testing/drawn_person.h"

namespace securepose::detection {
namespace {

const geometry::Box kFace{427, 112, 533, 218};  // as the face detectors see it

TEST(FaceDescriptor, DrawnFaceGivesTheStoredNumbers) {
  // Stored from this network on OpenVINO 2026.4.1.
  FaceDescriptor network({});
  const FaceEmbedding face = network.describe(testing::draw_person(1.5).rgb, kFace);
  ASSERT_EQ(face.numbers.size(), 1024u);
  EXPECT_NEAR(similarity(face, face), 1, 1e-5);
  EXPECT_NEAR(face.numbers[10], 0.0554, 0.002);
  EXPECT_NEAR(face.numbers[100], 0.0240, 0.002);
}

TEST(FaceDescriptor, TheSameFaceShiftedAndDarkerIsAlikeAWallIsNot) {
  const testing::DrawnPerson drawn = testing::draw_person(1.5);
  FaceDescriptor network({});
  const FaceEmbedding face = network.describe(drawn.rgb, kFace);
  cv::Mat darker;
  drawn.rgb.convertTo(darker, -1, 0.8);
  EXPECT_GT(similarity(face, network.describe(darker, {432, 108, 540, 216})), 0.8);
  const cv::Mat wall(400, 400, CV_8UC3, cv::Scalar(200, 196, 190));
  EXPECT_LT(similarity(face, network.describe(wall, {100, 100, 200, 200})), 0.2);
  const geometry::Box shirt{430, 330, 530, 430};
  EXPECT_LT(similarity(face, network.describe(drawn.rgb, shirt)), 0.2);
}

TEST(FaceDescriptor, AnEmptyEmptyEmbeddingResemblesNothing) {
  EXPECT_EQ(similarity({}, {}), 0);
  EXPECT_EQ(similarity({{1, 0}}, {}), 0);
  EXPECT_DOUBLE_EQ(similarity({{0.6F, 0.8F}}, {{1, 0}}), static_cast<double>(0.6F));
}

}  // namespace
}  // namespace securepose::detection
