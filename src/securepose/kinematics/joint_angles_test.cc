#include "securepose/kinematics/joint_angles.h"

#include <gtest/gtest.h>

#include "securepose/kinematics/angle_definitions.h"

namespace securepose::kinematics {
namespace {

using L = BodyLandmark;

/// One sample of a right leg: hip above knee, ankle behind the knee, foot flat; facing `facing`.
struct Scene {
  LandmarkTracks tracks;
  LandmarkSeries series;
  std::vector<PassGeometry> passes;
};

Scene scene(ViewKind view, int facing) {
  Scene s;
  s.series.samples.resize(1);
  s.tracks.time_s = {0};
  s.tracks.shot_starts = {0};
  for (LandmarkTrack& track : s.tracks.tracks) track.resize(1);
  const auto put = [&](L landmark, double forward, double down) {
    LandmarkTrack& track = s.tracks[landmark];
    track.x_px[0] = 500 + facing * forward;
    track.y_px[0] = down;
    track.state[0] = PointState::kSeen;
  };
  put(L::kNeck, 0, 100);
  put(L::kMidHip, 0, 300);
  put(L::kRightHip, 0, 300);
  put(L::kRightKnee, 0, 400);
  put(L::kRightAnkle, -100, 400);  // shank points backwards: knee bent by 90 degrees
  put(L::kRightHeel, -110, 400);
  put(L::kRightBigToe, -110, 430);  // foot points down, at right angles to the shank
  PassGeometry pass;
  pass.pass.view = view;
  pass.pass.facing = facing;
  s.passes = {pass};
  return s;
}

std::optional<double> value(const AngleTable& table, const char* name) {
  return table.find(name)->values_deg[0];
}

TEST(JointAngles, AreTheSameWhicheverWayThePersonGoes) {
  for (const int facing : {1, -1}) {
    const Scene s = scene(facing > 0 ? ViewKind::kSagittalRight : ViewKind::kSagittalLeft, facing);
    const AngleTable table = joint_angles(s.tracks, s.series, s.passes, 0);
    EXPECT_NEAR(value(table, "right_knee_flexion_deg").value(), 90, 1e-9);
    EXPECT_NEAR(value(table, "right_hip_flexion_deg").value(), 0, 1e-9);
    EXPECT_NEAR(value(table, "right_ankle_dorsiflexion_deg").value(), 0, 1e-9);
    EXPECT_NEAR(value(table, "trunk_lean_deg").value(), 0, 1e-9);
    EXPECT_NEAR(value(table, "right_shank_segment_deg").value(), -180, 1e-9);
  }
}

TEST(JointAngles, TheFloorsSlopeMovesOnlyAnglesAgainstTheVertical) {
  const Scene s = scene(ViewKind::kSagittalRight, 1);
  const AngleTable table = joint_angles(s.tracks, s.series, s.passes, 10);
  EXPECT_NEAR(value(table, "right_knee_flexion_deg").value(), 90, 1e-9);
  // The picture shows upright what, with the floor level, leans backwards by the slope.
  EXPECT_NEAR(value(table, "trunk_lean_deg").value(), -10, 1e-9);
  EXPECT_NEAR(value(table, "right_hip_flexion_deg").value(), 10, 1e-9);
}

TEST(JointAngles, AViewTellsOnlyItsPlane) {
  const Scene front = scene(ViewKind::kFrontalTowards, 1);
  const AngleTable from_front = joint_angles(front.tracks, front.series, front.passes, 0);
  EXPECT_FALSE(value(from_front, "right_knee_flexion_deg").has_value());
  EXPECT_NE(from_front.find("right_knee_flexion_deg")->missing_reason.find("side"),
            std::string::npos);
  EXPECT_TRUE(value(from_front, "trunk_lateral_lean_deg").has_value());
  const Scene oblique = scene(ViewKind::kOblique, 1);
  const AngleTable from_oblique = joint_angles(oblique.tracks, oblique.series, oblique.passes, 0);
  EXPECT_NE(from_oblique.find("right_knee_flexion_deg")->missing_reason.find("obliquely"),
            std::string::npos);
}

TEST(JointAngles, SayWhichValuesRestOnFilledPoints) {
  Scene s = scene(ViewKind::kSagittalRight, 1);
  s.tracks[L::kRightAnkle].state[0] = PointState::kFilled;
  const AngleTable table = joint_angles(s.tracks, s.series, s.passes, 0);
  EXPECT_TRUE(table.find("right_knee_flexion_deg")->interpolated[0]);
  EXPECT_FALSE(table.find("right_hip_flexion_deg")->interpolated[0]);
}

TEST(JointAngles, MissingLandmarksHaveTheirReason) {
  const Scene s = scene(ViewKind::kSagittalRight, 1);
  const AngleTable table = joint_angles(s.tracks, s.series, s.passes, 0);
  EXPECT_FALSE(value(table, "left_knee_flexion_deg").has_value());
  EXPECT_EQ(table.find("left_knee_flexion_deg")->missing_reason,
            "The landmarks that this angle needs are not in the data.");
  EXPECT_TRUE(table.find("right_knee_flexion_deg")->missing_reason.empty());
  EXPECT_EQ(table.columns.size(), angle_definitions().size());
}

}  // namespace
}  // namespace securepose::kinematics
