#include "securepose/kinematics/body_landmark.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace securepose::kinematics {
namespace {

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
  for (const KeypointSet set : kAllKeypointSets) {
    std::set<BodyLandmark> landmarks;
    std::size_t known = 0;
    for (std::size_t i = 0; i < size_of(set); ++i) {
      if (!landmark_of(set, i)) continue;
      landmarks.insert(*landmark_of(set, i));
      ++known;
    }
    EXPECT_EQ(landmarks.size(), known) << name_of(set);
    EXPECT_GE(known, 14U) << name_of(set);
  }
}

TEST(KeypointSet, EverySetHasBothLegsAndAName) {
  for (const KeypointSet set : kAllKeypointSets) {
    EXPECT_FALSE(name_of(set).empty());
    std::set<BodyLandmark> landmarks;
    for (std::size_t i = 0; i < size_of(set); ++i)
      if (landmark_of(set, i)) landmarks.insert(*landmark_of(set, i));
    for (const auto needed :
         {BodyLandmark::kLeftHip, BodyLandmark::kRightHip, BodyLandmark::kLeftKnee,
          BodyLandmark::kRightKnee, BodyLandmark::kLeftAnkle, BodyLandmark::kRightAnkle})
      EXPECT_TRUE(landmarks.contains(needed)) << name_of(set) << ' ' << name_of(needed);
  }
}

TEST(KeypointSet, HasTheDocumentedOrder) {
  EXPECT_EQ(landmark_of(KeypointSet::kBody25, 8), BodyLandmark::kMidHip);
  EXPECT_EQ(landmark_of(KeypointSet::kBody25, 11), BodyLandmark::kRightAnkle);
  EXPECT_EQ(landmark_of(KeypointSet::kBody25, 22), BodyLandmark::kRightBigToe);
  EXPECT_EQ(landmark_of(KeypointSet::kHalpe26, 17), BodyLandmark::kHeadTop);
  EXPECT_EQ(landmark_of(KeypointSet::kHalpe26, 25), BodyLandmark::kRightHeel);
  EXPECT_EQ(landmark_of(KeypointSet::kCoco17, 13), BodyLandmark::kLeftKnee);
  EXPECT_EQ(landmark_of(KeypointSet::kBlazePose33, 31), BodyLandmark::kLeftBigToe);
  EXPECT_EQ(landmark_of(KeypointSet::kBody25B, 15), BodyLandmark::kLeftAnkle);
  EXPECT_EQ(landmark_of(KeypointSet::kBody25B, 17), std::nullopt);
  EXPECT_EQ(landmark_of(KeypointSet::kBody19, 8), BodyLandmark::kMidHip);
  EXPECT_EQ(landmark_of(KeypointSet::kCoco18, 13), BodyLandmark::kLeftAnkle);
  EXPECT_EQ(landmark_of(KeypointSet::kMpi15, 0), BodyLandmark::kHeadTop);
  EXPECT_EQ(landmark_of(KeypointSet::kHuman36M17, 3), BodyLandmark::kRightAnkle);
  EXPECT_EQ(landmark_of(KeypointSet::kCocoWholeBody133, 19), BodyLandmark::kLeftHeel);
  EXPECT_EQ(landmark_of(KeypointSet::kCocoWholeBody133, 60), std::nullopt);
  EXPECT_EQ(landmark_of(KeypointSet::kHalpe136, 25), BodyLandmark::kRightHeel);
}

}  // namespace
}  // namespace securepose::kinematics
