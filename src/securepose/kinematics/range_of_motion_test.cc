#include "securepose/kinematics/range_of_motion.h"

#include <gtest/gtest.h>

#include "securepose/base/error.h"

namespace securepose::kinematics {
namespace {

AngleTable table() {
  AngleTable t;
  AngleColumn elbow{"left_elbow_flexion_deg", {}, {}, ""};
  AngleColumn unseen{"left_knee_flexion_deg", {}, {}, "not seen"};
  for (int i = 0; i <= 200; ++i) {
    t.frames.push_back(i);
    t.times.push_back(base::Timestamp::from_seconds(i / 50.0));
    elbow.values_deg.emplace_back(i <= 100 ? 1.2 * i : 1.2 * (200 - i));
    unseen.values_deg.emplace_back();
  }
  t.columns = {elbow, unseen};
  return t;
}

TEST(RangeOfMotion, LeastGreatestAndWhen) {
  const auto ranges = ranges_of_motion(table(), {});
  ASSERT_EQ(ranges.size(), 1U);
  EXPECT_EQ(ranges[0].angle, "left_elbow_flexion_deg");
  EXPECT_DOUBLE_EQ(ranges[0].range_deg(), 120);
  EXPECT_DOUBLE_EQ(ranges[0].at_most.seconds(), 2);
  EXPECT_NEAR(ranges[0].robust_range_deg, 114, 1);
  EXPECT_EQ(ranges[0].samples, 201U);
}

TEST(RangeOfMotion, OnlyTheAngleAskedFor) {
  TaskRequest knee;
  knee.signal = "left_knee_flexion_deg";
  EXPECT_TRUE(ranges_of_motion(table(), knee).empty());
  knee.signal = "knee";
  EXPECT_THROW(ranges_of_motion(table(), knee), base::Error);
}

}  // namespace
}  // namespace securepose::kinematics
