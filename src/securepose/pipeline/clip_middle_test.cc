#include "securepose/pipeline/clip_middle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "securepose/base/error.h"
#include "securepose/covering/cover_plan.h"
#include "securepose/testing/synthetic_scene.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;
using covering::CoverWho;
using tracking::EditKind;
using tracking::IdentityEdit;

// A scene of four people who pass each other.
class ClipMiddleTest : public ::testing::Test {
 protected:
  ClipMiddleTest() : folder_(out_) {}
  ~ClipMiddleTest() override { folder_.discard(); }

  static const observation::ClipObservations& clip() {
    static const auto kScene =
        securepose::testing::make_scene({.people = 4, .fps = 25, .duration_s = 8}, 1001);
    return kScene.clip;
  }
  ClipWork work(std::vector<IdentityEdit> edits) const {
    ClipWork result(options_, cancellation_, listener_, folder_);
    result.clip = clip();
    result.edits = std::move(edits);
    find_people(result);
    plan_regions(result);
    return result;
  }
  static base::PersonId patient_of(const ClipWork& work) {
    return work.record.patient ? work.record.patient->suggestion.person : base::PersonId{};
  }
  static IdentityEdit edit(EditKind kind, std::int64_t person, std::int64_t other = 0,
                           double start_s = 0, double end_s = 0) {
    return {kind, base::PersonId{person}, base::PersonId{other},
            base::Timestamp::from_seconds(start_s), base::Timestamp::from_seconds(end_s)};
  }
  // Seconds at which the middle detection of a person lies.
  static double middle_s(const ClipWork& work, std::int64_t id) {
    for (const auto& person : work.record.people.people) {
      if (person.id.value != id) continue;
      const auto& sample = person.samples[person.samples.size() / 2];
      return clip().frames[static_cast<std::size_t>(sample.frame)].time.seconds();
    }
    return 0;
  }

  const fs::path out_ = fs::path(::testing::TempDir()) /
                        ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const base::Cancellation cancellation_;
  const Listener listener_;
  result::WorkFolder folder_;
  RunOptions options_;
};

bool is_open(const covering::FrameRegions& frame, geometry::Point point) {
  return std::none_of(frame.regions.begin(), frame.regions.end(),
                      [&](const auto& region) { return region.contains(point); });
}

// Whether a cover of before lies open anywhere but for two pixels at its rim.
bool lies_open(const covering::Region& before, const covering::FrameRegions& after) {
  const geometry::Ellipse& e = before.ellipse;
  const double turn = e.angle_deg * std::numbers::pi / 180;
  for (int i = 0; i < 37; ++i) {
    const double angle = 2 * std::numbers::pi * i / 37;
    const double x = std::max(0.0, e.rx_px - 2) * std::cos(angle);
    const double y = std::max(0.0, e.ry_px - 2) * std::sin(angle);
    const geometry::Point point{e.center.x_px + x * std::cos(turn) - y * std::sin(turn),
                                e.center.y_px + x * std::sin(turn) + y * std::cos(turn)};
    if (is_open(after, point)) return true;
  }
  return is_open(after, e.center);
}

TEST_F(ClipMiddleTest, NoEditOfPeopleWhoStayUncoversAnything) {
  const ClipWork before = work({});
  const double first_s = middle_s(before, 1);
  const double second_s = middle_s(before, 2);
  const std::vector<std::vector<IdentityEdit>> lists = {
      {edit(EditKind::kSplit, 1, 0, first_s)},
      {edit(EditKind::kSplit, 1, 0, first_s), edit(EditKind::kSplit, 2, 0, second_s)},
      {edit(EditKind::kSwap, 1, 2, first_s, first_s + 1)},
      {edit(EditKind::kSwap, 1, 3, 1, 5), edit(EditKind::kSwap, 2, 3, 2, 3)},
      {edit(EditKind::kPatient, 2)}};
  for (const auto& list : lists) {
    const ClipWork after = work(list);
    for (std::size_t i = 0; i < before.plan.frames.size(); ++i)
      for (const auto& region : before.plan.frames[i].regions)
        ASSERT_FALSE(lies_open(region, after.plan.frames[i])) << i;
  }
}

TEST_F(ClipMiddleTest, ADeletedPersonsFacesStayCovered) {
  const ClipWork before = work({});
  const ClipWork after = work({edit(EditKind::kDelete, 1)});
  for (std::size_t i = 0; i < before.plan.frames.size(); ++i) {
    for (const auto& region : before.plan.frames[i].regions) {
      const bool face = std::find(region.evidence.begin(), region.evidence.end(), "face") !=
                        region.evidence.end();
      if (face || region.person != base::PersonId{1}) {
        ASSERT_FALSE(lies_open(region, after.plan.frames[i])) << i;
      }
    }
  }
}

TEST_F(ClipMiddleTest, ASlowMotionFileIsMeasuredInTheMovementsTime) {
  ClipWork slow(options_, cancellation_, listener_, folder_);
  slow.clip = clip();
  for (auto& frame : slow.clip.frames) frame.time.ns *= 4;
  slow.record.source.info.capture_fps = 25;
  folder_.clear_staged();
  warn_of_observations(slow);
  find_people(slow);
  measure_movement(slow);
  EXPECT_EQ(slow.record.slow_motion.factor, 4);
  EXPECT_THAT(slow.record.warnings, ::testing::Contains(::testing::HasSubstr("slow motion")));
  EXPECT_NEAR(slow.movement.summary.median_rate_hz, 25, 0.1);
  EXPECT_NEAR(slow.movement.summary.duration_s, clip().frames.back().time.seconds(), 0.01);
  EXPECT_EQ(slow.movement.clean.samples.back().time, slow.clip.frames.back().time);
  EXPECT_NE(result::run_json(slow.record).find("\"told_by\": \"capture_rate\""), std::string::npos);
}

TEST_F(ClipMiddleTest, CoversOfTheCheckStay) {
  ClipWork again(options_, cancellation_, listener_, folder_);
  again.clip = clip();
  again.edits = {edit(EditKind::kDelete, 1)};
  again.check_covers[3] = {{std::nullopt, {{40, 50}, 9, 9, 0}, {"check"}, 1, std::nullopt}};
  find_people(again);
  plan_regions(again);
  EXPECT_FALSE(is_open(again.plan.frames[3], {40, 50}));
}

TEST_F(ClipMiddleTest, ADrawnBoxThatMeetsNothingIsWarnedOf) {
  options_.cover.drawn = {
      {{10, 10, 50, 50}, {}, base::Timestamp::from_seconds(1)},
      {{9000, 10, 9050, 50}, {}, base::Timestamp::from_seconds(1)},
      {{10, 10, 50, 50}, base::Timestamp::from_seconds(500), base::Timestamp::from_seconds(600)}};
  ClipWork result(options_, cancellation_, listener_, folder_);
  result.clip = clip();
  warn_of_observations(result);
  ASSERT_EQ(result.record.warnings.size(), 2u);
  EXPECT_THAT(result.record.warnings[0], ::testing::HasSubstr("outside the picture"));
  EXPECT_THAT(result.record.warnings[1], ::testing::HasSubstr("no frame lies in its time"));
}

TEST_F(ClipMiddleTest, WithoutEditsThePlanIsThatOfTheCoverRoom) {
  const ClipWork result = work({});
  const auto plan = covering::plan_cover(clip(), result.record.people, {});
  ASSERT_EQ(plan.frames.size(), result.plan.frames.size());
  for (std::size_t i = 0; i < plan.frames.size(); ++i)
    EXPECT_EQ(plan.frames[i].regions.size(), result.plan.frames[i].regions.size());
}

TEST_F(ClipMiddleTest, TheUsersWordStaysWithThePersonItWasSaidOf) {
  options_.patient = base::PersonId{2};
  const double at_s = middle_s(work({}), 2);
  EXPECT_EQ(patient_of(work({edit(EditKind::kSplit, 2, 0, at_s)})), base::PersonId{2});
  // The second part gets the next number; 2 is merged into it.
  const std::int64_t next = static_cast<std::int64_t>(work({}).record.people.people.size()) + 1;
  const ClipWork merged =
      work({edit(EditKind::kSplit, 2, 0, at_s), edit(EditKind::kMerge, next, 2)});
  EXPECT_EQ(patient_of(merged), base::PersonId{next});
  EXPECT_TRUE(merged.record.patient->chosen_by_user);
  EXPECT_EQ(patient_of(work({edit(EditKind::kPatient, 1)})), base::PersonId{1});
}

TEST_F(ClipMiddleTest, OfBystandersNobodyElseIsOpenedByAnEdit) {
  const base::PersonId suggested = patient_of(work({}));
  ASSERT_NE(suggested, base::PersonId{});
  options_.cover.who = CoverWho::kBystanders;
  const std::int64_t other = suggested.value == 1 ? 2 : 1;
  EXPECT_EQ(patient_of(work({edit(EditKind::kDelete, other)})), suggested);
  const ClipWork nobody = work({edit(EditKind::kDelete, suggested.value)});
  EXPECT_FALSE(nobody.record.patient);
  EXPECT_THAT(nobody.record.warnings,
              ::testing::Contains(::testing::HasSubstr("Everyone is covered")));
  EXPECT_THAT(nobody.record.warnings, ::testing::Contains(::testing::HasSubstr("was deleted")));
  // On the user's word, the other one is open and the one of before is covered.
  const ClipWork chosen = work({edit(EditKind::kPatient, other)});
  bool covers_former = false;
  for (const auto& frame : chosen.plan.frames) {
    for (const auto& region : frame.regions) {
      EXPECT_NE(region.person, base::PersonId{other});
      covers_former = covers_former || region.person == suggested;
    }
  }
  EXPECT_TRUE(covers_former);
}

TEST_F(ClipMiddleTest, NobodyIsLeftOpenByAGuess) {
  options_.cover.who = CoverWho::kBystanders;
  const ClipWork guessed = work({});
  ASSERT_LT(guessed.record.patient->suggestion.certainty, 0.9) << "four who walk alike";
  EXPECT_FALSE(guessed.record.cover.left_open);
  EXPECT_THAT(guessed.record.review_reasons(),
              ::testing::Contains(::testing::HasSubstr("--patient")));
  EXPECT_THAT(guessed.record.warnings,
              ::testing::Contains(::testing::HasSubstr("Everyone is covered")));
  const auto everyone = covering::plan_cover(clip(), guessed.record.people, {});
  for (std::size_t i = 0; i < everyone.frames.size(); ++i)
    EXPECT_EQ(guessed.plan.frames[i].regions.size(), everyone.frames[i].regions.size());
  options_.patient = guessed.record.patient->suggestion.person;
  const ClipWork said = work({});
  EXPECT_EQ(said.record.cover.left_open, guessed.record.patient->suggestion.person);
  EXPECT_TRUE(said.record.questions.empty());
}

TEST_F(ClipMiddleTest, WhoIsSurelyThePatientIsLeftOpen) {
  options_.cover.who = CoverWho::kBystanders;
  const auto open_at = [&](double certainty) {
    ClipWork sure(options_, cancellation_, listener_, folder_);
    sure.clip = clip();
    find_people(sure);
    sure.record.patient->suggestion.certainty = certainty;
    plan_regions(sure);
    EXPECT_EQ(sure.record.questions.empty(), sure.record.cover.left_open.has_value());
    return sure.record.cover.left_open.has_value();
  };
  EXPECT_TRUE(open_at(0.94));
  EXPECT_FALSE(open_at(0.90));
}

TEST_F(ClipMiddleTest, AnEditOfNobodyIsWrongUsage) {
  try {
    work({edit(EditKind::kDelete, 99)});
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kUsage);
  }
}

}  // namespace
}  // namespace securepose::pipeline
