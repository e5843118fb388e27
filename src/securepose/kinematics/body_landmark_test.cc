#include "securepose/kinematics/body_landmark.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace securepose::kinematics {
namespace {

constexpr std::array kAllSets = {KeypointSet::kBlazePose33, KeypointSet::kBody25,
                                 KeypointSet::kHalpe26, KeypointSet::kCoco17};

TEST(BodyLandmark, NamesAreDistinct) {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < kBodyLandmarks; ++i)
    names.insert(name_of(static_cast<BodyLandmark>(i)));
  EXPECT_EQ(names.size(), kBodyLandmarks);
  EXPECT_FALSE(names.contains(""));
}

TEST(BodyLandmark, MirroringTwiceIsNothing) {
  for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
    const auto landmark = static_cast<BodyLandmark>(i);
    EXPECT_EQ(mirrored(mirrored(landmark)), landmark);
  }
}

TEST(BodyLandmark, MirroringSwapsLeftAndRightInTheName) {
  for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
    const auto landmark = static_cast<BodyLandmark>(i);
    std::string name(name_of(landmark));
    if (const auto at = name.find("left"); at != std::string::npos) {
      name.replace(at, 4, "right");
      EXPECT_EQ(name_of(mirrored(landmark)), name);
    } else if (name.find("right") == std::string::npos) {
      EXPECT_EQ(mirrored(landmark), landmark);
    }
  }
}

TEST(KeypointSet, PointsAreDistinctLandmarks) {
  for (const KeypointSet set : kAllSets) {
    std::set<BodyLandmark> landmarks;
    for (std::size_t i = 0; i < size_of(set); ++i) landmarks.insert(landmark_of(set, i));
    EXPECT_EQ(landmarks.size(), size_of(set)) << name_of(set);
  }
}

TEST(KeypointSet, IsKnownByItsSize) {
  for (const KeypointSet set : kAllSets) EXPECT_EQ(keypoint_set_of_size(size_of(set)), set);
  EXPECT_EQ(keypoint_set_of_size(18), std::nullopt);
}

TEST(KeypointSet, HasTheDocumentedOrder) {
  EXPECT_EQ(landmark_of(KeypointSet::kBody25, 8), BodyLandmark::kMidHip);
  EXPECT_EQ(landmark_of(KeypointSet::kBody25, 11), BodyLandmark::kRightAnkle);
  EXPECT_EQ(landmark_of(KeypointSet::kBody25, 22), BodyLandmark::kRightBigToe);
  EXPECT_EQ(landmark_of(KeypointSet::kHalpe26, 17), BodyLandmark::kHeadTop);
  EXPECT_EQ(landmark_of(KeypointSet::kHalpe26, 25), BodyLandmark::kRightHeel);
  EXPECT_EQ(landmark_of(KeypointSet::kCoco17, 13), BodyLandmark::kLeftKnee);
  EXPECT_EQ(landmark_of(KeypointSet::kBlazePose33, 31), BodyLandmark::kLeftBigToe);
}

}  // namespace
}  // namespace securepose::kinematics
