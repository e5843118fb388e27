#include "securepose/observation/upright_clip.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"
#include "securepose/testing/synthetic_scene.h"
#include "securepose/testing/turned_clip.h"

namespace securepose::observation {
namespace {

class EveryTurn : public ::testing::TestWithParam<int> {};

TEST_P(EveryTurn, GivesTheClipInWhichPeopleStand) {
  ClipObservations upright = testing::empty_clip(2, 30);
  upright.frames[1].people.push_back(testing::observed({.feet = {200, 650}, .height_px = 500}));
  upright.frames[1].faces.push_back(testing::observed_face({200, 200}, 60, 0.9));
  upright.frames[1].change.emplace();
  upright.frames[1].change->shift_x_px = 7;
  upright.frames[1].change->shift_y_px = 2;
  upright.frames[1].camera = {detection::CameraState::kMoved, {7, 2}};
  const ClipObservations recorded = testing::recorded_turned(upright, GetParam());
  const UprightClip found(recorded);
  EXPECT_EQ(found.clip().upright_turn_deg, 0);
  EXPECT_EQ(found.clip().width_px, 1280);
  EXPECT_EQ(found.clip().height_px, 720);
  const FrameObservations& frame = found.clip().frames[1];
  EXPECT_EQ(frame.people[0].box_px, upright.frames[1].people[0].box_px);
  EXPECT_EQ(frame.people[0].landmarks->landmarks[0].point,
            upright.frames[1].people[0].landmarks->landmarks[0].point);
  EXPECT_EQ(frame.people[0].landmarks->world[5].x_m,
            upright.frames[1].people[0].landmarks->world[5].x_m);
  EXPECT_EQ(frame.faces[0].detection.points.nose, upright.frames[1].faces[0].detection.points.nose);
  EXPECT_DOUBLE_EQ(frame.change->shift_x_px, 7);
  EXPECT_DOUBLE_EQ(frame.change->shift_y_px, 2);
  EXPECT_EQ(frame.camera->shift_px, (geometry::Point{7, 2}));
}

TEST_P(EveryTurn, MapsBothWays) {
  const ClipObservations recorded =
      testing::recorded_turned(testing::empty_clip(1, 30), GetParam());
  const UprightClip upright(recorded);
  const geometry::Point p{31, 7};
  EXPECT_EQ(upright.to_upright()(upright.to_recorded()(p)), p);
  EXPECT_EQ(upright.to_recorded()(upright.to_upright()(p)), p);
  EXPECT_EQ(geometry::RecordedFromTurned(GetParam(), recorded.width_px, recorded.height_px)(p),
            upright.to_recorded()(p));
}

INSTANTIATE_TEST_SUITE_P(UprightClip, EveryTurn, ::testing::Values(0, 90, 180, 270));

}  // namespace
}  // namespace securepose::observation
