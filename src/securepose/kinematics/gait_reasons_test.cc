// Every reason for a missing value, each with an input that brings it about and of which it is
// true.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "securepose/kinematics/measure.h"
#include "securepose/kinematics/world_angles.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using L = BodyLandmark;
using Change = std::function<void(LandmarkSeries&)>;

testing::WalkerOptions walker() { return {}; }

testing::WalkerOptions from_the_front() {
  testing::WalkerOptions options;
  options.camera.view = testing::WalkerView::kFront;
  options.camera.orthographic = false;
  return options;
}

testing::WalkerOptions for_seconds(double duration_s) { return {.duration_s = duration_s}; }

testing::WalkerOptions coco() { return {.keypoint_set = KeypointSet::kCoco17}; }

void nothing(LandmarkSeries&) {}

void stand(LandmarkSeries& series) {
  for (auto& sample : series.samples) sample.points = series.samples[0].points;
}

constexpr std::array kLeftLeg = {L::kLeftKnee, L::kLeftAnkle, L::kLeftHeel, L::kLeftBigToe};
constexpr std::array kRightLeg = {L::kRightKnee, L::kRightAnkle, L::kRightHeel, L::kRightBigToe};

void hide_left_leg(LandmarkSeries& series) {
  for (auto& sample : series.samples)
    for (const L landmark : kLeftLeg) sample[landmark].reset();
}

void both_legs_together(LandmarkSeries& series) {
  for (auto& sample : series.samples)
    for (std::size_t k = 0; k < kLeftLeg.size(); ++k) sample[kLeftLeg[k]] = sample[kRightLeg[k]];
}

void hide_arms(LandmarkSeries& series) {
  for (auto& sample : series.samples)
    for (const L landmark : {L::kLeftElbow, L::kRightElbow}) sample[landmark].reset();
}

void doubt_toes(LandmarkSeries& series) {
  for (auto& sample : series.samples)
    for (const L landmark : {L::kLeftBigToe, L::kRightBigToe})
      if (sample[landmark]) sample[landmark]->confidence = 0.01;
}

struct Case {
  const char* parameter;
  testing::WalkerOptions walker;
  Change change;
  const char* reason;
};

TEST(GaitReasons, AreTrueAndReachable) {
  const std::vector<Case> cases = {
      {"cadence_steps_min", walker(), stand, "No walking was found."},
      {"stride_time_s", walker(), stand, "No walking was found."},
      {"stride_time_s", for_seconds(1.2), nothing,
       "No foot was seen from one initial contact to its next."},
      {"knee_flexion_range_deg", for_seconds(1.2), nothing,
       "No foot was seen from one initial contact to its next."},
      {"step_time_s", walker(), both_legs_together,
       "Both feet come down together, so there is no step from one to the other."},
      {"cadence_steps_min", walker(), both_legs_together,
       "Both feet come down together, so there is no step from one to the other."},
      {"step_length_body_heights", walker(), both_legs_together,
       "Both feet come down together, so there is no step from one to the other."},
      {"single_support_percent", walker(), both_legs_together,
       "Both feet come down together, so no foot carries the body alone."},
      {"step_time_s", walker(), hide_left_leg, "The left foot was not seen."},
      {"single_support_percent", walker(), hide_left_leg, "The left foot was not seen."},
      {"stride_time_s", walker(), hide_left_leg, "The left foot was not seen."},
      {"step_length_body_heights", walker(), hide_left_leg, "The left foot was not seen."},
      {"knee_flexion_range_deg", walker(), hide_left_leg, "The left foot was not seen."},
      {"stride_length_m", walker(), nothing,
       "Nothing tells how large a pixel is; give the patient's height or a known distance. Lengths "
       "in body heights are reported."},
      {"stride_length_m", from_the_front(), nothing,
       "The person is not seen from the side; without depth, lengths along the way can't be "
       "measured."},
      {"step_width_m", walker(), nothing, "The person is not seen from the front or back."},
      {"knee_flexion_range_deg", from_the_front(), nothing,
       "The person is not seen from the side, so this angle can't be seen."},
      {"ankle_dorsiflexion_range_deg", coco(), nothing,
       "The landmarks that this angle needs are not in the data."},
      {"ankle_dorsiflexion_range_deg", walker(), doubt_toes,
       "The landmarks that this angle needs were never seen together surely enough."},
      {"arm_swing_deg", walker(), hide_arms,
       "The landmarks that this angle needs are not in the data."},
  };
  for (const Case& c : cases) {
    auto walk = testing::synthetic_walk(c.walker, 1);
    c.change(walk.series);
    const MovementResult result = measure(walk.series, {});
    const GaitParameter* row = result.gait.find(c.parameter);
    ASSERT_NE(row, nullptr) << c.parameter;
    EXPECT_EQ(row->missing_reason, c.reason) << c.parameter;
  }
}

TEST(GaitReasons, TheSeenSideIsWholeWhereTheOtherIsNot) {
  auto walk = testing::synthetic_walk({}, 1);
  const MovementResult both = measure(walk.series, {});
  hide_left_leg(walk.series);
  const MovementResult one = measure(walk.series, {});
  for (const char* name : {"stride_time_s", "stance_percent", "stride_length_body_heights",
                           "knee_flexion_swing_peak_deg"}) {
    ASSERT_TRUE(one.gait.find(name)->right) << name;
    EXPECT_FALSE(one.gait.find(name)->left) << name;
    EXPECT_EQ(one.gait.find(name)->right->count, both.gait.find(name)->right->count) << name;
  }
}

TEST(GaitReasons, FeetThatComeDownTogetherHaveNoStepTime) {
  auto walk = testing::synthetic_walk({}, 1);
  both_legs_together(walk.series);
  const MovementResult result = measure(walk.series, {});
  ASSERT_FALSE(result.gait.strides.empty());
  for (const Stride& stride : result.gait.strides) {
    EXPECT_TRUE(stride.feet_together);
    EXPECT_FALSE(stride.step_time_s);
  }
  EXPECT_TRUE(result.gait.find("stride_time_s")->both);
  EXPECT_TRUE(result.gait.find("stance_percent")->both);
}

TEST(Estimate3d, IsLeftOutUnlessAskedFor) {
  auto walk = testing::synthetic_walk({}, 1);
  for (auto& sample : walk.series.samples) sample.world.emplace();
  const MovementResult plain = measure(walk.series, {});
  EXPECT_EQ(plain.angles.find("right_knee_flexion_3d_deg"), nullptr);
  MovementOptions options;
  options.estimate_3d = true;
  const MovementResult asked = measure(walk.series, options);
  EXPECT_NE(asked.angles.find("right_knee_flexion_3d_deg"), nullptr);
  ASSERT_FALSE(asked.notes.empty());
  EXPECT_EQ(asked.notes.back(), kEstimate3dNote);
}

}  // namespace
}  // namespace securepose::kinematics
