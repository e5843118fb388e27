#include "securepose/identity/patient_choice.h"

#include <gtest/gtest.h>

#include <cmath>

#include "securepose/base/error.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/identity/patient.h"
#include "securepose/testing/observed_person.h"
#include "securepose/testing/turned_clip.h"

namespace securepose::identity {
namespace {

using base::PersonId;

// 1 stands at the left and is tall, 2 is shorter and walks to the right, 3 waves both hands.
struct Clip {
  observation::ClipObservations observations = testing::empty_clip(60, 30);
  tracking::People people;

  Clip() {
    for (int id = 1; id <= 3; ++id) {
      auto& person = people.people.emplace_back();
      person.id = PersonId{id};
      person.certainty = 0.9;
    }
    for (auto& frame : observations.frames) {
      const double t = frame.time.seconds();
      add(1, frame, testing::observed({.feet = {200, 650}, .height_px = 500}));
      add(2, frame, testing::observed({.feet = {500 + 60 * t, 650}, .height_px = 300}));
      auto waving = testing::observed({.feet = {900, 650}, .height_px = 400});
      for (const auto wrist : {pose::BlazePose::kLeftWrist, pose::BlazePose::kRightWrist})
        waving.landmarks->landmarks[static_cast<std::size_t>(wrist)].point.y_px -=
            150 * std::abs(std::sin(4 * t));
      add(3, frame, waving);
    }
  }

  void add(int id, observation::FrameObservations& frame, observation::PersonObservation seen) {
    people.people[static_cast<std::size_t>(id) - 1].samples.push_back(
        {frame.frame, frame.people.size(), {}, true});
    frame.people.push_back(std::move(seen));
  }

  PersonId chosen(const std::string& text) const {
    return chosen_patient(parse_patient_choice(text), observations, people);
  }
};

TEST(ChosenPatient, ByNumber) { EXPECT_EQ(Clip().chosen("2"), PersonId{2}); }

TEST(ChosenPatient, BySize) {
  EXPECT_EQ(Clip().chosen("largest"), PersonId{1});
  EXPECT_EQ(Clip().chosen("tallest"), PersonId{1});
  EXPECT_EQ(Clip().chosen("shortest"), PersonId{2});
}

TEST(ChosenPatient, ByMovementOfLimbsAndBody) {
  EXPECT_EQ(Clip().chosen("moves-most"), PersonId{3});
}

TEST(ChosenPatient, ByPlaceAndTime) {
  EXPECT_EQ(Clip().chosen("left-most@1.5"), PersonId{1});
  EXPECT_EQ(Clip().chosen("510,500@0"), PersonId{2});
  EXPECT_EQ(Clip().chosen("900,500@1"), PersonId{3});
}

TEST(ChosenPatient, TheNearerOfTwoBoxesIsTheSmaller) {
  Clip clip;
  for (auto& frame : clip.observations.frames)
    frame.people[1] = testing::observed({.feet = {220, 650}, .height_px = 300});
  EXPECT_EQ(clip.chosen("215,600@1"), PersonId{2});
}

TEST(ChosenPatient, SaysWhatIsWrong) {
  const Clip clip;
  for (const char* text : {"4", "900,500@0.5e9", "20,20@1", "left-most@99"})
    EXPECT_THROW(clip.chosen(text), base::Error) << text;
  Clip faces;
  for (auto& person : faces.people.people) person.has_body = false;
  EXPECT_THROW(faces.chosen("largest"), base::Error);
  EXPECT_THROW(faces.chosen("left-most@1"), base::Error);
}

class EveryTurn : public ::testing::TestWithParam<int> {};

TEST_P(EveryTurn, TheSamePersonHoweverTheCameraWasHeld) {
  const Clip upright;
  Clip turned;
  turned.observations = testing::recorded_turned(upright.observations, GetParam());
  for (const char* text : {"largest", "tallest", "shortest", "moves-most", "left-most@1.5"})
    EXPECT_EQ(turned.chosen(text), upright.chosen(text)) << text;
  const auto expected = suggest_patient(upright.observations, upright.people);
  const auto found = suggest_patient(turned.observations, turned.people);
  EXPECT_EQ(found->person, expected->person);
  EXPECT_NEAR(found->certainty, expected->certainty, 1e-9);
  EXPECT_EQ(found->reasons, expected->reasons);
}

TEST_P(EveryTurn, APointIsOneOfTheRecordedPicture) {
  Clip clip;
  clip.observations = testing::recorded_turned(clip.observations, GetParam());
  const geometry::RecordedFromTurned recorded(GetParam(), clip.observations.width_px,
                                              clip.observations.height_px);
  const geometry::Point p = recorded(geometry::Point{900, 500});
  EXPECT_EQ(chosen_patient(PersonAt{p, 1}, clip.observations, clip.people), PersonId{3});
}

INSTANTIATE_TEST_SUITE_P(ChosenPatient, EveryTurn, ::testing::Values(0, 90, 180, 270));

TEST(ParsePatientChoice, RefusesWhatIsNoChoice) {
  for (const char* text : {"", "0", "-1", "1.5", "biggest", "left-most", "left-most@",
                           "left-most@-1", "1,2", "1,2@x", "1@2", "a,2@3", "1,2,3@4"})
    EXPECT_THROW(parse_patient_choice(text), base::Error) << text;
}

}  // namespace
}  // namespace securepose::identity
