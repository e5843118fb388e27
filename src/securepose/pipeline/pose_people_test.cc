#include "securepose/pipeline/pose_people.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::pipeline {
namespace {

using formats::PoseFrame;
using formats::PoseRecording;
using kinematics::BodyLandmark;
using ::testing::Contains;
using ::testing::HasSubstr;

constexpr double kFps = 30;

formats::PosePerson person_of(const kinematics::LandmarkSample& sample, double size) {
  formats::PosePerson person;
  for (std::size_t k = 0; k < sample.points.size(); ++k)
    if (sample.points[k])
      person.push_back({static_cast<BodyLandmark>(k), size * sample.points[k]->point_px, 0.9});
  return person;
}

/// Walks of four seconds, each `every` frames after the one before.
PoseRecording walks(std::size_t count, std::size_t every, double size_of_last = 1) {
  PoseRecording poses;
  poses.fps = kFps;
  const auto samples = testing::synthetic_walk(
                           {.duration_s = 4, .keypoint_set = kinematics::KeypointSet::kBody25}, 1)
                           .series.samples;
  for (std::size_t walk = 0; walk < count; ++walk)
    for (std::size_t i = 0; i < samples.size(); ++i)
      poses.seen.push_back(
          {walk * every + i, {person_of(samples[i], walk + 1 == count ? size_of_last : 1)}});
  poses.frames = poses.seen.back().frame + 1;
  return poses;
}

TEST(PosePeople, AllPassesOfOneWhoComesBackAreOneSeries) {
  const PoseRecording poses = walks(4, 300);
  const PosePeople people = people_of_poses(poses);
  ASSERT_EQ(people.bodies.size(), 1U);
  const auto series = series_of_person(poses, people, 0);
  ASSERT_EQ(series.samples.size(), poses.frames);
  for (const std::size_t first : {0U, 300U, 600U, 900U}) {
    EXPECT_TRUE(series.samples[first + 60][BodyLandmark::kLeftKnee]) << first;
    EXPECT_FALSE(first > 0 && series.samples[first - 1][BodyLandmark::kLeftKnee]) << first;
  }
  EXPECT_THAT(notes_about(poses, people, 0),
              Contains(HasSubstr("comes back (at 10.0 s, 20.0 s, 30.0 s)")));
}

TEST(PosePeople, SomebodyElseIsNamedAndCanBeChosen) {
  const PoseRecording poses = walks(2, 300, 0.7);
  const PosePeople people = people_of_poses(poses);
  ASSERT_EQ(people.bodies.size(), 2U);
  EXPECT_THAT(notes_about(poses, people, 0),
              Contains(HasSubstr("Others are in these poses and were not: person 2 from 10.0 to")));
  EXPECT_TRUE(series_of_person(poses, people, 1).samples[350][BodyLandmark::kLeftKnee]);
}

TEST(PosePeople, OfOnePersonThereIsNothingToSay) {
  const PoseRecording poses = walks(1, 300);
  EXPECT_TRUE(notes_about(poses, people_of_poses(poses), 0).empty());
}

}  // namespace
}  // namespace securepose::pipeline
