#include "securepose/covering/cover_shares.h"

#include <gtest/gtest.h>

#include "securepose/covering/cover_plan.h"
#include "securepose/testing/head_scene.h"
#include "securepose/testing/turned_clip.h"

namespace securepose::covering {
namespace {

using geometry::Point;
using testing::HeadScene;
using testing::Seen;

class Shares : public ::testing::TestWithParam<int> {
 protected:
  Shares() {
    patient_ = add({300, 300});
    add({700, 300});
    add({900, 300});
    scene_.clip = testing::recorded_turned(scene_.clip, GetParam());
  }
  base::PersonId add(Point head) {
    return scene_.add_person([head](double) { return head; }, 60,
                             [](base::FrameIndex) { return Seen{}; });
  }
  CoverShares shares(const CoverPlan& plan) const {
    return cover_shares(scene_.clip, scene_.people, patient_, plan);
  }

  HeadScene scene_{1280, 720, 30, 40};
  base::PersonId patient_;
};

TEST_P(Shares, ThePatientIsOpenAndTheOthersAreCovered) {
  const CoverPlan plan =
      plan_cover(scene_.clip, scene_.people, {.who = CoverWho::kBystanders, .patient = patient_});
  EXPECT_DOUBLE_EQ(shares(plan).patient_open_share().value(), 1);
  EXPECT_DOUBLE_EQ(shares(plan).others_covered_share().value(), 1);
}

TEST_P(Shares, CountsHeadsInFrames) {
  CoverPlan plan = plan_cover(scene_.clip, scene_.people, {});
  EXPECT_EQ(shares(plan).patient_open, 0);
  for (std::size_t i = 0; i < 10; ++i) plan.frames[i].regions.clear();
  plan.frames[0].cover_everything = true;
  const CoverShares found = shares(plan);
  EXPECT_EQ(found.patient_seen, 40);
  EXPECT_EQ(found.patient_open, 9);
  EXPECT_EQ(found.others_seen, 80);
  EXPECT_EQ(found.others_covered, 62);
}

INSTANTIATE_TEST_SUITE_P(EveryTurn, Shares, ::testing::Values(0, 90));

TEST(CoverShares, AWeakFaceOnAChestIsNoHead) {
  HeadScene scene(1280, 720, 30, 20);
  const Point head{600, 100};
  const auto patient =
      scene.add_person([&](double) { return head; }, 60, [](base::FrameIndex) { return Seen{}; });
  const auto chest = scene.add_person(
      [&](double) {
        return head + Point{0, 130};
      },
      60,
      [](base::FrameIndex) {
        return Seen{true, false};
      });
  scene.people.people.back().has_body = false;
  for (auto& frame : scene.clip.frames) frame.faces.back().detection.score = 0.3;
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  ASSERT_EQ(chest.value, 2);
  EXPECT_EQ(cover_shares(scene.clip, scene.people, patient, plan).others_seen, 0);
}

TEST(CoverShares, NothingIsKnownOfWhomNobodySaw) {
  HeadScene scene(1280, 720, 30, 5);
  const CoverPlan plan = plan_cover(scene.clip, scene.people, {});
  const CoverShares found = cover_shares(scene.clip, scene.people, std::nullopt, plan);
  EXPECT_FALSE(found.patient_open_share().has_value());
  EXPECT_FALSE(found.others_covered_share().has_value());
}

}  // namespace
}  // namespace securepose::covering
