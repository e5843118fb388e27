#include "securepose/tracking/trajectory.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::observed;

// A person who walks 100 px a second, seen in every tenth frame; the third time only a face.
class TrajectoryTest : public ::testing::Test {
 protected:
  TrajectoryTest() : clip(testing::empty_clip(40, 10)) {
    person.id = base::PersonId{1};
    for (const base::FrameIndex f : {0, 10, 20, 30}) {
      auto& frame = clip.frames[static_cast<std::size_t>(f)];
      const testing::StandingPerson standing{.feet = {200 + 100 * frame.time.seconds(), 600}};
      PersonSample sample;
      sample.frame = f;
      if (f == 20) {
        frame.faces.push_back(testing::observed_face(standing, 0.7));
        sample.face_indices = {0};
      } else {
        frame.people.push_back(observed(standing));
        sample.person_index = 0;
      }
      person.samples.push_back(sample);
    }
  }

  observation::ClipObservations clip;
  Person person;
  std::vector<base::FrameIndex> cuts;
};

TEST_F(TrajectoryTest, ObservedFramesAreAsObserved) {
  const Trajectory way(clip, cuts, person);
  const auto box = way.box_at(10);
  ASSERT_TRUE(box);
  EXPECT_DOUBLE_EQ(box->gap_s, 0);
  EXPECT_EQ(box->box_px, clip.frames[10].people[0].box_px);
  EXPECT_DOUBLE_EQ(way.landmarks_at(10)->gap_s, 0);
}

TEST_F(TrajectoryTest, BetweenThemItIsLinearInTime) {
  clip.frames[5].time = base::Timestamp::from_seconds(0.8);  // late, so farther on the way
  const Trajectory way(clip, cuts, person);
  const auto box = way.box_at(5);
  ASSERT_TRUE(box);
  EXPECT_NEAR(box->box_px.center().x_px, 280, 1e-9);
  EXPECT_NEAR(box->gap_s, 1, 1e-9);
  const auto landmarks = way.landmarks_at(5);
  ASSERT_TRUE(landmarks);
  EXPECT_NEAR(landmarks->landmarks[pose::BlazePose::kNose].point.x_px, 280, 1e-6);
}

TEST_F(TrajectoryTest, AFaceTellsTheHeadWhereTheBodyIsMissing) {
  const Trajectory way(clip, cuts, person);
  EXPECT_DOUBLE_EQ(way.head_at(20)->gap_s, 0);
  EXPECT_NEAR(way.head_at(20)->head.center.x_px, 400, 1e-9);
  EXPECT_NEAR(way.box_at(20)->gap_s, 2, 1e-9);  // of the body, from 10 to 30
}

TEST_F(TrajectoryTest, NothingBeforeAndAfter) {
  const Trajectory way(clip, cuts, person);
  EXPECT_FALSE(way.box_at(31));
  EXPECT_FALSE(way.head_at(35));
  person.samples.erase(person.samples.begin());
  EXPECT_FALSE(Trajectory(clip, cuts, person).box_at(5));
}

TEST_F(TrajectoryTest, NothingAcrossACut) {
  cuts = {5};
  const Trajectory way(clip, cuts, person);
  EXPECT_FALSE(way.box_at(3));
  EXPECT_FALSE(way.head_at(7));
  EXPECT_TRUE(way.box_at(15));
}

TEST_F(TrajectoryTest, UntrustedLandmarksAreSomebodyElses) {
  person.samples[1].landmarks_trusted = false;
  const Trajectory way(clip, cuts, person);
  EXPECT_NEAR(way.landmarks_at(10)->gap_s, 3, 1e-9);
  EXPECT_DOUBLE_EQ(way.box_at(10)->gap_s, 0);
}

TEST_F(TrajectoryTest, APersonWithoutSamples) {
  const Person nobody;
  EXPECT_FALSE(Trajectory(clip, cuts, nobody).head_at(0));
}

}  // namespace
}  // namespace securepose::tracking
