#include "securepose/pipeline/open_on_purpose.h"

#include <gtest/gtest.h>

#include "securepose/testing/head_scene.h"
#include "securepose/testing/turned_clip.h"

namespace securepose::pipeline {
namespace {

using check::Leak;
using geometry::Point;
using securepose::testing::face_box;
using securepose::testing::HeadScene;
using securepose::testing::Seen;

class OpenByChoice : public ::testing::TestWithParam<int> {
 protected:
  OpenByChoice() {
    spared_ = add({300, 300});
    add({800, 300});
  }
  base::PersonId add(Point head) {
    return scene_.add_person([head](double) { return head; }, 60,
                             [](base::FrameIndex) { return Seen{}; });
  }
  static Leak leak_at(std::vector<Leak::Place> places) {
    Leak leak;
    leak.first_frame = places.front().frame;
    leak.last_frame = places.back().frame;
    leak.places = std::move(places);
    return leak;
  }
  std::vector<Leak> left(Leak leak, int turn_deg = 0) const {
    const auto recorded = testing::recorded_turned(scene_.clip, turn_deg);
    const geometry::RecordedFromTurned to_recorded(turn_deg, recorded.width_px, recorded.height_px);
    for (auto& place : leak.places) place.box_px = to_recorded(place.box_px);
    std::vector<Leak> leaks{std::move(leak)};
    OpenOnPurpose({spared_, false}, recorded, scene_.people).take_out_of(leaks);
    return leaks;
  }

  HeadScene scene_{1280, 720, 30, 120};
  base::PersonId spared_;
};

TEST_P(OpenByChoice, TheSparedFaceIsNoLeakHoweverTheCameraWasHeld) {
  EXPECT_TRUE(left(leak_at({{50, face_box({300, 300}, 60)}}), GetParam()).empty());
  EXPECT_EQ(left(leak_at({{50, face_box({800, 300}, 60)}}), GetParam()).size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(EveryTurn, OpenByChoice, ::testing::Values(0, 90, 180, 270));

TEST_F(OpenByChoice, OfALeakOverTwoHeadsTheOthersIsLeft) {
  const auto leaks = left(leak_at({{50, face_box({300, 300}, 60)},
                                   {51, face_box({303, 300}, 60)},
                                   {60, face_box({800, 300}, 60)},
                                   {61, face_box({800, 300}, 60)}}));
  ASSERT_EQ(leaks.size(), 1u);
  ASSERT_EQ(leaks[0].places.size(), 2u);
  EXPECT_EQ(leaks[0].first_frame, 60);
  EXPECT_EQ(leaks[0].last_frame, 61);
  EXPECT_EQ(leaks[0].start, scene_.clip.frames[60].time);
}

TEST_F(OpenByChoice, AGapOfACoverAtTheSparedHeadIsNoLeak) {
  Leak gap = leak_at({{50, face_box({300, 300}, 60)}, {54, face_box({300, 300}, 60)}});
  gap.kind = check::LeakKind::kGap;
  EXPECT_TRUE(left(gap).empty());
}

}  // namespace
}  // namespace securepose::pipeline
