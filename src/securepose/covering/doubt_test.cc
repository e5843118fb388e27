#include "securepose/covering/doubt.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>

#include "securepose/testing/head_scene.h"

namespace securepose::covering {
namespace {

using securepose::testing::HeadScene;
using securepose::testing::Seen;

HeadTrack sure_track(std::size_t frames) {
  HeadTrack track{{1}, 0, {}};
  HeadState head;
  head.height_px = 50;
  head.center_sigma_px = 2;
  head.basis.face = true;
  track.states.assign(frames, head);
  return track;
}

TEST(Doubt, NoneWhileTheHeadIsSeen) {
  HeadScene scene(640, 480, 30, 60);
  std::vector<DoubtfulMoment> doubtful;
  add_doubts(scene.clip, sure_track(60), doubtful);
  EXPECT_TRUE(doubtful.empty());
}

TEST(Doubt, OneMomentPerStretchWithoutAPlace) {
  HeadScene scene(640, 480, 30, 60);
  HeadTrack track = sure_track(60);
  for (const std::size_t i : {10, 11, 12, 40}) track.states[i].center_sigma_px = 30;
  std::vector<DoubtfulMoment> doubtful;
  add_doubts(scene.clip, track, doubtful);
  ASSERT_EQ(doubtful.size(), 2u);
  EXPECT_EQ(doubtful[0].first_frame, 10);
  EXPECT_EQ(doubtful[0].last_frame, 12);
  EXPECT_EQ(doubtful[0].end, scene.clip.frames[12].time);
  EXPECT_EQ(doubtful[0].place_px, head_ellipse(track.states[11]).bounds());
  EXPECT_EQ(doubtful[1].first_frame, 40);
}

TEST(Doubt, OnlyTheBodyForOverASecond) {
  HeadScene scene(640, 480, 30, 90);
  HeadTrack track = sure_track(90);
  for (std::size_t i = 20; i < 70; ++i) {
    track.states[i].basis = {};
    track.states[i].basis.body = true;
  }
  track.states[80].basis = {};
  track.states[80].basis.body = true;  // too short to matter
  std::vector<DoubtfulMoment> doubtful;
  add_doubts(scene.clip, track, doubtful);
  ASSERT_EQ(doubtful.size(), 1u);
  EXPECT_EQ(doubtful[0].last_frame, 69);
}

/// What is doubtful of a person who walks slowly from a place and is seen in some of 300 frames.
std::vector<DoubtfulMoment> losses(geometry::Point head,
                                   const std::function<bool(base::FrameIndex)>& is_seen) {
  HeadScene scene(640, 480, 30, 300);
  scene.add_person(
      [=](double t) {
        return head + geometry::Point{20 * t, 0};
      },
      50, [=](base::FrameIndex i) { return Seen{.face = is_seen(i), .landmarks = is_seen(i)}; });
  const tracking::Person& person = scene.people.people[0];
  std::vector<DoubtfulMoment> doubtful;
  add_losses(scene.clip, {}, person, follow_head(scene.clip, {}, person, {0}), {0}, doubtful);
  return doubtful;
}

TEST(Doubt, PersonWhoIsLostInTheMiddleOfThePicture) {
  const auto doubtful = losses({320, 200}, [](base::FrameIndex i) { return i <= 29; });
  ASSERT_EQ(doubtful.size(), 1u);
  EXPECT_EQ(doubtful[0].first_frame, 30);
  EXPECT_GT(doubtful[0].last_frame, 80) << "as long as the head is held on to";
  EXPECT_LT(doubtful[0].last_frame, 100);
  EXPECT_EQ(doubtful[0].person, base::PersonId{1});
}

TEST(Doubt, NobodyIsLostWhoLeavesOrStays) {
  EXPECT_TRUE(losses({620, 200}, [](base::FrameIndex i) { return i <= 29; }).empty())
      << "at the edge";
  EXPECT_TRUE(losses({320, 200}, [](base::FrameIndex) { return true; }).empty())
      << "seen to the end";
}

TEST(Doubt, WhoIsSeenAgainLaterWasThereAllTheTime) {
  const auto doubtful = losses({320, 200}, [](base::FrameIndex i) { return i <= 29 || i >= 250; });
  ASSERT_EQ(doubtful.size(), 1u);
  EXPECT_EQ(doubtful[0].first_frame, 30);
  EXPECT_EQ(doubtful[0].last_frame, 249);
}

TEST(Doubt, MomentsOfOnePersonThatFollowEachOtherAreOne) {
  const auto moment = [](base::FrameIndex first, base::FrameIndex last, std::int64_t person,
                         const char* reason) {
    const auto time = [](base::FrameIndex frame) { return base::Timestamp{frame * 40'000'000}; };
    return DoubtfulMoment{time(first), time(last), first, last, base::PersonId{person}, reason};
  };
  std::vector<DoubtfulMoment> doubtful{moment(0, 5, 1, "a"), moment(12, 30, 1, "b"),
                                       moment(31, 33, 2, "c"), moment(50, 52, 1, "d")};
  join_doubts(doubtful);
  ASSERT_EQ(doubtful.size(), 3u);
  EXPECT_EQ(doubtful[0].first_frame, 0);
  EXPECT_EQ(doubtful[0].last_frame, 30);
  EXPECT_EQ(doubtful[0].end, (base::Timestamp{30 * 40'000'000}));
  EXPECT_EQ(doubtful[0].reason, "b") << "of the longest";
  EXPECT_EQ(doubtful[1].first_frame, 50) << "too long after";
  EXPECT_EQ(doubtful[2].person, base::PersonId{2}) << "somebody else";
}

TEST(Doubt, UnreadableStretch) {
  HeadScene scene(640, 480, 30, 10);
  scene.make_unreadable(9);
  std::vector<DoubtfulMoment> doubtful;
  add_unreadable_stretches(scene.clip, doubtful);
  ASSERT_EQ(doubtful.size(), 1u);
  EXPECT_FALSE(doubtful[0].person.has_value());
  EXPECT_EQ(doubtful[0].first_frame, 9);
}

}  // namespace
}  // namespace securepose::covering
