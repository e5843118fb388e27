// Every reason for a missing value, each with an input that brings it about and of which it is
// true.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "securepose/kinematics/measure.h"
#include "securepose/kinematics/world_angles.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using L = BodyLandmark;
using Change = std::function<void(LandmarkSeries&)>;

testing::WalkerOptions walker() { return {}; }

testing::WalkerOptions from_the_front(double duration_s = 5) {
  testing::WalkerOptions options;
  options.duration_s = duration_s;
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

template <L... kLandmarks>
void hide(LandmarkSeries& series) {
  for (auto& sample : series.samples)
    for (const L landmark : {kLandmarks...}) sample[landmark].reset();
}

/// Unseen for half of every second.
template <L... kLandmarks>
void blink(LandmarkSeries& series) {
  for (std::size_t i = 0; i < series.samples.size(); ++i)
    if (i % 30 < 15)
      for (const L landmark : {kLandmarks...}) series.samples[i][landmark].reset();
}

void forget_the_picture(LandmarkSeries& series) {
  series.width_px.reset();
  series.height_px.reset();
}

void doubt_toes(LandmarkSeries& series) {
  for (auto& sample : series.samples)
    for (const L landmark : {L::kLeftBigToe, L::kRightBigToe})
      if (sample[landmark]) sample[landmark]->confidence = 0.01;
}

/// Feet that are carried along, as of someone in a wheelchair.
void slide(LandmarkSeries& series) {
  const auto& first = series.samples.front();
  const double start_px = first[L::kRightHip]->point_px.x_px;
  for (auto& sample : series.samples) {
    const double way_px = sample[L::kRightHip]->point_px.x_px - start_px;
    sample.points = first.points;
    for (auto& point : sample.points)
      if (point) point->point_px.x_px += way_px;
  }
}

/// Feet that go up and down in one place, and nothing that points forward: neither face, feet nor
/// knees.
void step_in_place(LandmarkSeries& series) {
  constexpr std::array kLeft = {L::kLeftHip,   L::kRightHip,   L::kLeftShoulder, L::kRightShoulder,
                                L::kLeftElbow, L::kRightElbow, L::kLeftAnkle,    L::kRightAnkle};
  const auto first = series.samples.front().points;
  for (auto& sample : series.samples) {
    for (auto& point : sample.points) point.reset();
    for (const L landmark : kLeft) sample[landmark] = first[index_of(landmark)];
    const double lift_px = 80 * std::sin(6 * sample.time.seconds());
    sample[lift_px > 0 ? L::kLeftAnkle : L::kRightAnkle]->point_px.y_px -= std::abs(lift_px);
  }
}

/// The picture grows as that of somebody who comes as much nearer as aside.
void approach_obliquely(LandmarkSeries& series) {
  for (std::size_t i = 0; i < series.samples.size(); ++i) {
    const double growth = 8 / (8 - 1.1 * static_cast<double>(i) / 30);
    for (auto& point : series.samples[i].points)
      if (point)
        point->point_px = {960 + growth * (point->point_px.x_px - 960),
                           540 + growth * (point->point_px.y_px - 540)};
  }
}

constexpr const char* kNoStride =
    "No foot was seen from one initial contact to its next within four seconds.";

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
      {"walking_speed_m_s", walker(), stand, "No walking was found."},
      {"stride_length_m", walker(), stand, "No walking was found."},
      {"step_width_m", walker(), stand, "No walking was found."},
      {"stride_time_s", for_seconds(1.2), nothing, kNoStride},
      {"knee_flexion_range_deg", for_seconds(1.2), nothing, kNoStride},
      {"stride_length_m", for_seconds(1.2), nothing, kNoStride},
      {"step_time_s", walker(), slide, "No contact of a foot with the floor was found."},
      {"stride_length_m", walker(), slide, "No contact of a foot with the floor was found."},
      {"cadence_steps_min", for_seconds(0.9), nothing,
       "No initial contact of the right foot was found."},
      {"cadence_steps_min", walker(), step_in_place,
       "From which side the person is seen could not be determined."},
      {"arm_swing_deg", walker(), step_in_place,
       "From which side the person is seen could not be determined."},
      {"stride_length_m", walker(), step_in_place,
       "From which side the person is seen could not be determined."},
      {"foot_clearance_m", coco(), nothing, "The toes were not seen."},
      {"foot_clearance_m", walker(), blink<L::kLeftBigToe, L::kRightBigToe>,
       "No toe was seen both in stance and in the swing that follows."},
      {"arm_swing_deg", walker(), blink<L::kLeftElbow, L::kRightElbow>,
       "The arms were not seen over a whole stride."},
      {"arm_swing_deg", walker(), blink<L::kLeftElbow>,
       "On the left side it could not be read off any stride."},
      {"knee_flexion_range_deg", walker(), blink<L::kLeftKnee, L::kRightKnee>,
       "This part of a stride was never seen as a whole."},
      {"knee_flexion_range_deg", walker(), blink<L::kRightKnee>,
       "On the right side it could not be read off any stride."},
      {"knee_flexion_range_deg", walker(), hide<L::kLeftKnee>,
       "On the left side: The landmarks that this angle needs are not in the data."},
      {"step_width_m", from_the_front(), nothing,
       "The distance from the camera changes, so only the patient's height gives a scale; it was "
       "not given."},
      {"step_width_m", from_the_front(), forget_the_picture, "The picture's width is not known."},
      {"step_width_body_heights", from_the_front(1.5), nothing,
       "Fewer than three steps in a row were seen."},
      {"stride_length_m", walker(), approach_obliquely,
       "The person is seen obliquely; lengths in the picture would be too short."},
      {"knee_flexion_range_deg", walker(), approach_obliquely,
       "The person is seen obliquely; angles in the picture would be too small or too large."},
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

struct Contact {
  Side side;
  double initial_s;
  std::optional<double> final_s;
};

struct GivenCase {
  const char* parameter;
  std::vector<Contact> contacts;
  const char* reason;
};

TEST(GaitReasons, OfContactsThatAreThere) {
  const auto l = Side::kLeft, r = Side::kRight;
  const std::vector<Contact> initial_only = {{l, 0.5, {}}, {r, 1.1, {}}, {l, 1.7, {}}};
  const std::vector<GivenCase> cases = {
      {"cadence_steps_min",
       {{l, 0.5, 1.2}, {r, 3, 3.7}},
       "No two initial contacts, one of each foot, were found within two seconds."},
      {"step_time_s",
       {{l, 0.5, 1.2}, {r, 3, 3.7}},
       "No two initial contacts, one of each foot, were found within two seconds."},
      {"stride_time_s", {{l, 0.1, 0.8}, {l, 4.5, 4.8}}, kNoStride},
      {"step_time_s",
       {{l, 0.5, 1.2}, {r, 1.1, 1.8}, {r, 2.3, 3}},
       "No step that ends with the left foot was found."},
      {"stride_time_s",
       {{l, 0.5, 1.2}, {r, 1.1, 1.8}, {r, 2.3, 3}},
       "No whole stride of the left foot was found."},
      {"stance_percent", initial_only, "No final contact was found within a stride."},
      {"double_support_percent", initial_only, "No final contact was found within a stride."},
      {"single_support_percent", initial_only,
       "Within no stride were the other foot's final and initial contact found in turn."},
  };
  const auto walk = testing::synthetic_walk({}, 1);
  for (const GivenCase& c : cases) {
    MovementOptions options;
    options.events.emplace();
    for (const Contact& contact : c.contacts) {
      const auto add = [&](GaitEventKind kind, double time_s) {
        options.events->push_back(
            {.side = contact.side, .kind = kind, .time = base::Timestamp::from_seconds(time_s)});
      };
      add(GaitEventKind::kInitialContact, contact.initial_s);
      if (contact.final_s) add(GaitEventKind::kFinalContact, *contact.final_s);
    }
    const MovementResult result = measure(walk.series, options);
    EXPECT_EQ(result.gait.find(c.parameter)->missing_reason, c.reason) << c.parameter;
  }
}

TEST(GaitReasons, AFootThatIsNotSeenAtRestHasNoLength) {
  auto walk = testing::synthetic_walk({}, 1);
  MovementOptions options;
  options.events = std::vector<GivenEvent>{
      {.side = Side::kLeft, .time = base::Timestamp::from_seconds(2)},
      {.side = Side::kRight, .time = base::Timestamp::from_seconds(2.6)},
      {.side = Side::kLeft, .time = base::Timestamp::from_seconds(3.2)},
  };
  for (auto& sample : walk.series.samples)
    if (sample.time.seconds() > 1)
      for (const L heel : {L::kLeftHeel, L::kRightHeel}) sample[heel].reset();
  const MovementResult result = measure(walk.series, options);
  for (const char* length : {"stride_length_m", "stride_length_body_heights"})
    EXPECT_EQ(result.gait.find(length)->missing_reason,
              "No stride shows where the foot rests at both of its ends.");
  EXPECT_EQ(result.gait.find("step_length_m")->missing_reason,
            "No step shows where both feet rest.");
}

TEST(GaitReasons, OfAngles) {
  struct AngleCase {
    const char* column;
    Change change;
    const char* reason;
  };
  const std::vector<AngleCase> cases = {
      {"trunk_lateral_lean_deg", nothing,
       "The person is not seen from the front or back, so this angle can't be seen."},
      {"right_elbow_flexion_deg", hide<L::kLeftHip, L::kRightHip>,
       "The landmarks that this angle needs were seen only where neither direction nor view could "
       "be determined."},
      {"right_knee_flexion_deg", hide<L::kLeftHip, L::kRightHip>,
       "The landmarks that this angle needs are not in the data."},
      {"right_knee_flexion_3d_deg", hide<L::kRightKnee>,
       "The landmarks that this angle needs were never seen together."},
  };
  for (const AngleCase& c : cases) {
    auto walk = testing::synthetic_walk({}, 1);
    for (auto& sample : walk.series.samples) sample.world.emplace();
    c.change(walk.series);
    MovementOptions options;
    options.estimate_3d = true;
    const MovementResult result = measure(walk.series, options);
    ASSERT_NE(result.angles.find(c.column), nullptr) << c.column;
    EXPECT_EQ(result.angles.find(c.column)->missing_reason, c.reason) << c.column;
  }
}

TEST(GaitReasons, WithoutHipsOrWithoutALimbANoteSaysSo) {
  const auto first_note = [](const Change& change) {
    auto walk = testing::synthetic_walk({}, 1);
    change(walk.series);
    const MovementResult result = measure(walk.series, {});
    return result.notes.empty() ? "" : result.notes.front();
  };
  EXPECT_EQ(first_note(hide<L::kRightHip>),
            "The middle between both hips is never seen, so neither direction nor view could be "
            "determined.");
  EXPECT_EQ(first_note(hide<L::kLeftKnee, L::kRightKnee, L::kLeftShoulder, L::kRightShoulder>),
            "Neither a leg nor the trunk is ever seen whole, so neither direction nor view could "
            "be determined.");
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
