#include "securepose/tracking/bone_lengths.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace securepose::tracking {
namespace {

constexpr auto kNone = std::numeric_limits<float>::quiet_NaN();

TEST(BoneLengths, OfBothLegsTheLonger) {
  detection::PersonDetection body;
  body.keypoints[11] = {{0, 0}, 1};    // left hip
  body.keypoints[12] = {{10, 0}, 1};   // right hip
  body.keypoints[13] = {{0, 100}, 1};  // left knee
  body.keypoints[14] = {{10, 60}, 1};
  body.keypoints[16] = {{10, 130}, 1};  // right ankle
  const BoneLengths bones = bone_lengths_of(body);
  EXPECT_FLOAT_EQ(bones[0], 100);
  EXPECT_FLOAT_EQ(bones[1], 70);
  EXPECT_TRUE(std::isnan(bones[2]));  // no shoulders
}

TEST(BoneLengths, TypicalOnesNeedSomeFrames) {
  std::vector<BoneLengths> frames(4, BoneLengths{100, 90, kNone});
  EXPECT_FALSE(typical_bones(frames).length_px[0]);
  frames.push_back({100, kNone, kNone});
  const TypicalBones typical = typical_bones(frames);
  EXPECT_EQ(typical.length_px[0], 100);
  EXPECT_FALSE(typical.length_px[1]);
  EXPECT_FALSE(typical.length_px[2]);
}

TEST(BoneLengths, DifferAsMuchAsTheMostUnlikeBone) {
  const std::vector<BoneLengths> a(9, {100, 100, kNone}), b(9, {95, 80, 100}), c(9, {kNone, 80, 1});
  const auto apart = difference(typical_bones(a), typical_bones(b));
  ASSERT_TRUE(apart);
  EXPECT_NEAR(*apart, 0.2, 1e-6);
  EXPECT_FALSE(difference(typical_bones(a), typical_bones(c)));  // one bone is not enough
}

}  // namespace
}  // namespace securepose::tracking
