#include "securepose/pipeline/second_look.h"

#include <gtest/gtest.h>

#include "securepose/testing/head_scene.h"

namespace securepose::pipeline {
namespace {

using check::CheckOptions;
using check::CheckResult;
using check::Leak;
using covering::CoverPlan;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

Leak leak_at(base::FrameIndex first, base::FrameIndex last, const geometry::Box& box) {
  Leak leak;
  leak.first_frame = first;
  leak.last_frame = last;
  leak.start = base::Timestamp::from_seconds(static_cast<double>(first) / 30);
  leak.end = base::Timestamp::from_seconds(static_cast<double>(last) / 30);
  leak.score = 0.6;
  leak.places = {{first, box}, {last, box}};
  return leak;
}

class SecondLook : public ::testing::Test {
 protected:
  SecondLook() {
    scene_.add_person(
        [](double) {
          return geometry::Point{300, 300};
        },
        60, [](base::FrameIndex) { return Seen{}; });
    for (const auto& frame : scene_.clip.frames) {
      covering::FrameRegions regions;
      regions.frame = frame.frame;
      regions.time = frame.time;
      plan_.frames.push_back(regions);
    }
  }

  /// Runs with a check that finds `leaks_by_look` one look after the other.
  SecondLookResult run(std::vector<std::vector<Leak>> leaks_by_look,
                       std::optional<base::PersonId> spared = std::nullopt) {
    const FaceCheck check = [&](const auto&, const auto&, const CheckOptions& options, const auto&,
                                const auto&) {
      options_.push_back(options);
      CheckResult result;
      if (options_.size() <= leaks_by_look.size())
        result.leaks = leaks_by_look[options_.size() - 1];
      return result;
    };
    return second_look({"original", "finished", spared, faces_only_, turn_deg_, {}, ranges_}, check,
                       scene_.clip, scene_.people, plan_, [&] { ++renders_; }, cancellation_, {});
  }

  HeadScene scene_{1280, 720, 30, 200};
  CoverPlan plan_;
  base::Cancellation cancellation_;
  std::vector<CheckOptions> options_;
  std::optional<std::vector<check::FrameRange>> ranges_;
  int renders_ = 0;
  bool faces_only_ = false;
  int turn_deg_ = 0;
};

const geometry::Box kPlace{600, 100, 650, 160};

TEST_F(SecondLook, CleanAtOnceRendersNothingAgain) {
  const auto result = run({{}});
  EXPECT_EQ(result.looks, 1);
  EXPECT_EQ(renders_, 0);
  EXPECT_TRUE(result.remaining.empty());
  EXPECT_EQ(result.sentences.at(0), "No open face was found.");
}

TEST_F(SecondLook, LooksOnlyWhereItIsAskedToAndAroundThere) {
  run({{}});
  EXPECT_FALSE(options_.at(0).ranges.has_value());
  ranges_ = {{100, 103}};
  run({{}, {}});
  ASSERT_TRUE(options_.at(1).ranges.has_value());
  EXPECT_EQ(options_[1].ranges->at(0).first, 60);
  EXPECT_EQ(options_[1].ranges->at(0).last, 143);
}

TEST_F(SecondLook, CoversWhatItFindsAndLooksAtAllOfItAgain) {
  const auto result = run({{leak_at(100, 103, kPlace)}, {}});
  EXPECT_EQ(result.looks, 2);
  EXPECT_EQ(renders_, 1);
  EXPECT_EQ(result.covered_leaks, 1u);
  EXPECT_EQ(plan_.frames[101].regions.at(0).evidence, std::vector<std::string>{"check"});
  EXPECT_FALSE(options_.at(1).ranges.has_value());
}

TEST_F(SecondLook, AllLooksKnowTheSameOfTheOriginal) {
  run({{leak_at(100, 103, kPlace)}, {leak_at(100, 103, kPlace)}, {}});
  ASSERT_EQ(options_.size(), 3u);
  ASSERT_NE(options_[0].facts, nullptr);
  EXPECT_EQ(options_[1].facts, options_[0].facts);
  EXPECT_EQ(options_[2].facts, options_[0].facts);
}

TEST_F(SecondLook, GivesUpAfterTheLastLookAndSaysWhatIsLeft) {
  const std::vector<Leak> stubborn{leak_at(100, 103, kPlace)};
  const auto result = run({stubborn, stubborn, stubborn, stubborn});
  EXPECT_EQ(result.looks, kMostLooks);
  EXPECT_EQ(result.remaining.size(), 1u);
  EXPECT_EQ(renders_, kMostLooks - 1);
}

TEST_F(SecondLook, SparedHeadIsNoLeak) {
  const geometry::Box face = securepose::testing::face_box({300, 300}, 60);
  EXPECT_TRUE(run({{leak_at(50, 60, face)}}, base::PersonId{1}).remaining.empty());
  EXPECT_EQ(renders_, 0);
}

TEST_F(SecondLook, WhereTheSparedOneWasLostSomebodyElseMayLieOpen) {
  const auto lost = scene_.add_person(
      [](double) {
        return geometry::Point{800, 300};
      },
      60, [](base::FrameIndex i) { return Seen{.face = i <= 50, .landmarks = i <= 50}; });
  const geometry::Box face = securepose::testing::face_box({815, 310}, 60);
  EXPECT_EQ(run({{leak_at(70, 75, face)}, {}}, lost).covered_leaks, 1u);
}

TEST_F(SecondLook, HeadFromBehindIsNoLeakIfOnlyFacesAreCovered) {
  const auto turned = [](double) { return geometry::Point{800, 300}; };
  scene_.add_person(turned, 60, [](base::FrameIndex) {
    return Seen{.face = false, .landmarks = true, .from_behind = true};
  });
  Leak head = leak_at(100, 103, securepose::testing::face_box({800, 300}, 60));
  head.kind = check::LeakKind::kOpenHead;
  EXPECT_EQ(run({{head}, {}}).covered_leaks, 1u);
  faces_only_ = true;
  options_.clear();
  EXPECT_EQ(run({{head}, {}}).covered_leaks, 0u);
  head.kind = check::LeakKind::kOpenFace;
  options_.clear();
  EXPECT_EQ(run({{head}, {}}).covered_leaks, 1u) << "a face is one, whatever the body says";
}

TEST_F(SecondLook, TurnsOfTheVideoAndOfThePeopleAddUp) {
  turn_deg_ = 90;
  scene_.clip.upright_turn_deg = 180;
  run({{}});
  EXPECT_EQ(options_.at(0).finished_turn_deg, 90);
  EXPECT_EQ(options_.at(0).upright_turn_deg, 270);
}

}  // namespace
}  // namespace securepose::pipeline
