#include "securepose/pipeline/person_series.h"

#include <gtest/gtest.h>

namespace securepose::pipeline {
namespace {

using kinematics::BodyLandmark;

observation::ClipObservations four_frames() {
  observation::ClipObservations clip;
  clip.width_px = 100;
  clip.height_px = 50;
  clip.upright_turn_deg = 90;
  for (base::FrameIndex i = 0; i < 4; ++i) {
    auto& frame = clip.frames.emplace_back();
    frame.frame = i;
    frame.time = {i * 40'000'000};
    auto& landmarks = frame.people.emplace_back().landmarks.emplace();
    landmarks.landmarks[0].point = {static_cast<double>(i), 7};
    landmarks.landmarks[0].visibility = 1;
  }
  clip.frames[1].people[0].landmarks.reset();
  return clip;
}

tracking::People somebody_in_all_frames() {
  tracking::People people;
  people.cuts = {2};
  auto& person = people.people.emplace_back();
  person.id = {1};
  for (base::FrameIndex i = 0; i < 4; ++i) {
    auto& sample = person.samples.emplace_back();
    sample.frame = i;
    if (i != 2) sample.person_index = 0;
    if (i == 3) sample.landmarks_trusted = false;
  }
  return people;
}

TEST(PersonSeries, HasASampleForEveryFrameAndPointsWhereLandmarksWereSeen) {
  const auto people = somebody_in_all_frames();
  const auto series = person_series(four_frames(), people, people.people[0]);
  ASSERT_EQ(series.samples.size(), 4u);
  ASSERT_TRUE(series.samples[0][BodyLandmark::kNose].has_value());
  EXPECT_EQ(series.samples[0][BodyLandmark::kNose]->point_px, (geometry::Point{0, 7}));
  EXPECT_FALSE(series.samples[1][BodyLandmark::kNose].has_value());  // no landmarks
  EXPECT_FALSE(series.samples[2][BodyLandmark::kNose].has_value());  // a face only
  EXPECT_FALSE(series.samples[3][BodyLandmark::kNose].has_value());  // of somebody else
  EXPECT_EQ(series.samples[2].time.ns, 80'000'000);
}

TEST(PersonSeries, CarriesSizeTurnAndCuts) {
  const auto people = somebody_in_all_frames();
  const auto series = person_series(four_frames(), people, people.people[0]);
  EXPECT_EQ(series.width_px, 100);
  EXPECT_EQ(series.height_px, 50);
  EXPECT_EQ(series.upright_turn_deg, 90);
  EXPECT_EQ(series.cuts, std::vector<std::size_t>{2});
}

TEST(PersonSeries, WhilePresentEndsWithThePerson) {
  auto people = somebody_in_all_frames();
  people.people[0].samples.erase(people.people[0].samples.begin());
  people.people[0].samples.pop_back();
  people.cuts = {1, 2, 3};
  const auto whole = person_series(four_frames(), people, people.people[0]);
  const auto series = while_present(whole, people.people[0]);
  ASSERT_EQ(series.samples.size(), 2u);
  EXPECT_EQ(series.samples[0].frame, 1);
  EXPECT_EQ(series.samples[1].time.ns, 80'000'000);
  EXPECT_EQ(series.cuts, std::vector<std::size_t>{1});  // the one within
  EXPECT_EQ(series.upright_turn_deg, 90);
  people.people[0].samples.clear();
  EXPECT_TRUE(while_present(whole, people.people[0]).samples.empty());
}

TEST(PersonSeries, OfNobodyHasTimesOnly) {
  const auto series = series_of_nobody(four_frames());
  ASSERT_EQ(series.samples.size(), 4u);
  EXPECT_FALSE(series.samples[0][BodyLandmark::kNose].has_value());
  EXPECT_EQ(series.samples[1].time.ns, 40'000'000);
}

}  // namespace
}  // namespace securepose::pipeline
