#include "securepose/tracking/identity_edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/base/error.h"

namespace securepose::tracking {
namespace {

using observation::ClipObservations;
using ::testing::HasSubstr;

constexpr base::PersonId kOne{1};
constexpr base::PersonId kTwo{2};
constexpr base::PersonId kThree{3};

base::Timestamp seconds(double s) { return base::Timestamp::from_seconds(s); }

// Frames at 0, 0.1, 0.2, ... s, each with as many observations as anybody asks for.
ClipObservations ten_frames() {
  ClipObservations clip;
  for (int i = 0; i < 10; ++i) {
    observation::FrameObservations frame;
    frame.frame = i;
    frame.time = seconds(0.1 * i);
    frame.people.resize(3);
    frame.faces.resize(3);
    clip.frames.push_back(frame);
  }
  return clip;
}

Person person(std::int64_t id, base::FrameIndex first, base::FrameIndex last, bool body = true) {
  Person result;
  result.id = base::PersonId{id};
  result.certainty = 0.5 + 0.1 * static_cast<double>(id);
  result.has_body = body;
  const auto index = static_cast<std::size_t>(id - 1);
  for (base::FrameIndex f = first; f <= last; ++f) {
    PersonSample sample;
    sample.frame = f;
    if (body) {
      sample.person_index = index;
    } else {
      sample.face_indices = {index};
    }
    result.samples.push_back(sample);
  }
  return result;
}

People two_people() {
  People people;
  people.people = {person(1, 0, 9), person(2, 0, 9)};
  return people;
}

std::vector<std::size_t> bodies(const People& people, base::PersonId id) {
  std::vector<std::size_t> indices;
  for (const Person& p : people.people) {
    if (p.id != id) continue;
    for (const auto& sample : p.samples) indices.push_back(sample.person_index.value_or(99));
  }
  return indices;
}

std::vector<base::FrameIndex> frames(const People& people, base::PersonId id) {
  std::vector<base::FrameIndex> result;
  for (const Person& p : people.people)
    if (p.id == id)
      for (const auto& sample : p.samples) result.push_back(sample.frame);
  return result;
}

EditedPeople edited(People people, std::vector<IdentityEdit> edits) {
  return apply_edits(ten_frames(), std::move(people), edits);
}

std::string refusal(People people, std::vector<IdentityEdit> edits) {
  try {
    edited(std::move(people), std::move(edits));
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kUsage);
    return error.what();
  }
  return {};
}

TEST(ApplyEdits, WithoutEditsNothingChanges) {
  const EditedPeople result = edited(two_people(), {});
  EXPECT_EQ(result.people.people.size(), 2u);
  EXPECT_TRUE(result.applied.empty());
}

TEST(ApplyEdits, ASplitGivesANewNumberFromItsTimeOn) {
  const auto result = edited(two_people(), {{EditKind::kSplit, kOne, {}, seconds(0.4), {}}});
  EXPECT_EQ(frames(result.people, kOne), (std::vector<base::FrameIndex>{0, 1, 2, 3}));
  EXPECT_EQ(frames(result.people, kThree), (std::vector<base::FrameIndex>{4, 5, 6, 7, 8, 9}));
  EXPECT_EQ(frames(result.people, kTwo).size(), 10u);
  EXPECT_EQ(result.applied.at(0).new_person, kThree);
}

TEST(ApplyEdits, ASplitThatChangesNothingIsRefused) {
  EXPECT_THAT(refusal(two_people(), {{EditKind::kSplit, kOne, {}, seconds(0), {}}}),
              HasSubstr("can't be split at 0 s"));
  EXPECT_THAT(refusal(two_people(), {{EditKind::kSplit, kOne, {}, seconds(0.95), {}}}),
              HasSubstr("before it"));
}

TEST(ApplyEdits, MergeJoinsPeopleWhoAreNeverSeenTogether) {
  People people;
  people.people = {person(1, 0, 3), person(2, 0, 9), person(3, 6, 9)};
  const auto result = edited(people, {{EditKind::kMerge, kOne, kThree, {}, {}}});
  EXPECT_EQ(frames(result.people, kOne), (std::vector<base::FrameIndex>{0, 1, 2, 3, 6, 7, 8, 9}));
  EXPECT_EQ(result.people.people.size(), 2u);
  EXPECT_DOUBLE_EQ(result.people.people[0].certainty, 0.8);
}

TEST(ApplyEdits, MergeRefusesPeopleWhoAreSeenTogether) {
  EXPECT_THAT(refusal(two_people(), {{EditKind::kMerge, kOne, kTwo, {}, {}}}),
              HasSubstr("both are seen at 0 s"));
  EXPECT_THAT(refusal(two_people(), {{EditKind::kMerge, kOne, kOne, {}, {}}}), HasSubstr("itself"));
}

TEST(ApplyEdits, ALoneFaceJoinsTheBodyOfTheSameFrames) {
  People people;
  people.people = {person(1, 0, 5), person(2, 4, 7, /*body=*/false)};
  const auto result = edited(people, {{EditKind::kMerge, kTwo, kOne, {}, {}}});
  ASSERT_EQ(result.people.people.size(), 1u);
  const Person& joined = result.people.people[0];
  EXPECT_EQ(joined.id, kTwo);
  EXPECT_TRUE(joined.has_body);
  EXPECT_EQ(joined.samples.size(), 8u);
  EXPECT_EQ(joined.samples[4].person_index, std::optional<std::size_t>(0));
  EXPECT_EQ(joined.samples[4].face_indices, std::vector<std::size_t>{1});
}

TEST(ApplyEdits, OneHeadThatWasSeenTwiceCanBeMergedAndTwoHeadsCanNot) {
  ClipObservations clip = ten_frames();
  for (auto& frame : clip.frames) {
    frame.faces[0].detection.box_px = {100, 100, 140, 150};
    frame.faces[1].detection.box_px = {105, 110, 145, 160};
    frame.faces[2].detection.box_px = {150, 100, 190, 150};
  }
  People people;
  people.people = {person(1, 0, 5, false), person(2, 4, 7, false), person(3, 0, 9, false)};
  const std::vector<IdentityEdit> one_head = {{EditKind::kMerge, kOne, kTwo, {}, {}}};
  const auto result = apply_edits(clip, people, one_head);
  EXPECT_EQ(result.people.people.at(0).samples.size(), 8u);
  EXPECT_EQ(result.people.people.at(0).samples.at(4).face_indices.size(), 2u);
  const std::vector<IdentityEdit> two_heads = {{EditKind::kMerge, kOne, kThree, {}, {}}};
  EXPECT_THROW(apply_edits(clip, people, two_heads), base::Error);
}

TEST(ApplyEdits, SwapExchangesBetweenItsTimes) {
  const auto result =
      edited(two_people(), {{EditKind::kSwap, kOne, kTwo, seconds(0.3), seconds(0.5)}});
  EXPECT_EQ(bodies(result.people, kOne), (std::vector<std::size_t>{0, 0, 0, 1, 1, 1, 0, 0, 0, 0}));
  EXPECT_EQ(bodies(result.people, kTwo), (std::vector<std::size_t>{1, 1, 1, 0, 0, 0, 1, 1, 1, 1}));
}

TEST(ApplyEdits, ASwapThatMeansNothingIsRefused) {
  EXPECT_THAT(refusal(two_people(), {{EditKind::kSwap, kOne, kTwo, seconds(5), seconds(6)}}),
              HasSubstr("Neither person 1 nor person 2"));
  EXPECT_THAT(refusal(two_people(), {{EditKind::kSwap, kOne, kTwo, seconds(0.5), seconds(0.4)}}),
              HasSubstr("ends before it begins"));
  People people;
  people.people = {person(1, 0, 3), person(2, 5, 9)};
  EXPECT_THAT(refusal(people, {{EditKind::kSwap, kOne, kTwo, seconds(0), seconds(0.3)}}),
              HasSubstr("--merge"));
}

TEST(ApplyEdits, DeleteTakesAPersonAwayAndANumberIsNeverGivenTwice) {
  const auto result = edited(two_people(), {{EditKind::kSplit, kOne, {}, seconds(0.4), {}},
                                            {EditKind::kDelete, kThree, {}, {}, {}},
                                            {EditKind::kSplit, kTwo, {}, seconds(0.4), {}}});
  EXPECT_TRUE(frames(result.people, kThree).empty());
  EXPECT_EQ(result.applied.at(2).new_person, base::PersonId{4});
}

TEST(ApplyEdits, SomebodyUnknownIsNamedTogetherWithThoseWhoAreThere) {
  EXPECT_THAT(refusal(two_people(), {{EditKind::kDelete, base::PersonId{7}, {}, {}, {}}}),
              HasSubstr("There is no person 7; the people are numbered 1, 2."));
  EXPECT_THAT(refusal(two_people(), {{EditKind::kPatient, base::PersonId{7}, {}, {}, {}}}),
              HasSubstr("no person 7"));
}

TEST(PersonAfter, FollowsEveryEditInOrder) {
  const auto result =
      edited(two_people(), {{EditKind::kSplit, kOne, {}, seconds(0.4), {}},
                            {EditKind::kSwap, kThree, kTwo, seconds(0.6), seconds(0.7)},
                            {EditKind::kDelete, kTwo, {}, {}, {}},
                            {EditKind::kMerge, kOne, kThree, {}, {}}});
  EXPECT_EQ(person_after(result.applied, kOne, seconds(0.1)), kOne);
  EXPECT_EQ(person_after(result.applied, kOne, seconds(0.5)), kOne);  // split and merged again
  EXPECT_EQ(person_after(result.applied, kOne, seconds(0.6)), std::nullopt);
  EXPECT_EQ(person_after(result.applied, kTwo, seconds(0.6)), kOne);
  EXPECT_EQ(person_after(result.applied, kTwo, seconds(0.1)), std::nullopt);
}

TEST(PatientAfter, FollowsMergesAndIsSetByAnEdit) {
  People people;
  people.people = {person(1, 0, 3), person(2, 0, 9), person(3, 6, 9)};
  const auto merged = edited(people, {{EditKind::kMerge, kOne, kThree, {}, {}}});
  EXPECT_EQ(patient_after(merged.applied, kThree).person, kOne);
  EXPECT_FALSE(patient_after(merged.applied, kThree).by_edit);
  const auto deleted = edited(people, {{EditKind::kDelete, kOne, {}, {}, {}}});
  EXPECT_EQ(patient_after(deleted.applied, kOne).person, std::nullopt);
  EXPECT_EQ(patient_after(deleted.applied, kTwo).person, kTwo);
  const auto set = edited(people, {{EditKind::kPatient, kTwo, {}, {}, {}}});
  EXPECT_EQ(patient_after(set.applied, kOne).person, kTwo);
  EXPECT_TRUE(patient_after(set.applied, kOne).by_edit);
}

}  // namespace
}  // namespace securepose::tracking
