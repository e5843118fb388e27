#include "securepose/deidentification/face_tracks.h"

#include <gtest/gtest.h>

namespace securepose::deidentification {
namespace {

using geometry::Box;

SeenFace at(base::FrameIndex frame, double x_px, double height_px = 50) {
  return {frame, Box::around({x_px, 100}, 40, height_px), 0.8, 0, 0};
}

TEST(MergeSightings, LooksAtOneFaceBecomeOneWithTheBestScoreOfEachNetwork) {
  const auto faces = merge_sightings(4, {{{100, 100, 140, 150}, 0.3, true},
                                         {{102, 101, 143, 149}, 0.6, true},
                                         {{98, 99, 141, 152}, 0.9, false},
                                         {{400, 100, 440, 150}, 0.2, false}});
  ASSERT_EQ(faces.size(), 2u);
  EXPECT_EQ(faces[0].frame, 4);
  EXPECT_DOUBLE_EQ(faces[0].centerface, 0.6);
  EXPECT_DOUBLE_EQ(faces[0].blazeface, 0.9);
  EXPECT_DOUBLE_EQ(faces[1].centerface, 0);
}

TEST(FaceTracks, FollowsTwoFacesThatMove) {
  FaceTracks tracks;
  for (int i = 0; i < 20; ++i) tracks.add(i, {at(i, 100 + 8 * i), at(i, 500 - 8 * i)});
  const auto all = tracks.take_all();
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].seen.size(), 20u);
  EXPECT_EQ(all[1].seen.size(), 20u);
  EXPECT_TRUE(tracks.take_all().empty());
}

TEST(FaceTracks, BridgesAFewFramesButNotMany) {
  FaceTracks tracks;
  tracks.add(0, {at(0, 100)});
  tracks.add(10, {at(10, 110)});
  EXPECT_TRUE(tracks.take_ended(20).empty());
  EXPECT_EQ(tracks.take_ended(40).size(), 1u);
  tracks.add(41, {at(41, 110)});
  EXPECT_EQ(tracks.take_all().size(), 1u);
}

TEST(FaceTracks, AnotherSizeOrPlaceIsAnotherFace) {
  FaceTracks tracks;
  tracks.add(0, {at(0, 100)});
  tracks.add(1, {at(1, 100, 100)});
  tracks.add(2, {at(2, 300)});
  EXPECT_EQ(tracks.take_all().size(), 3u);
}

TEST(FaceTracks, TellsWhichTrackAFaceContinues) {
  FaceTracks tracks;
  tracks.add(0, {at(0, 100), at(0, 300)});
  const auto now = tracks.add(1, {at(1, 302), at(1, 101)});
  ASSERT_EQ(now.size(), 2u);
  EXPECT_DOUBLE_EQ(now[0]->seen.front().box_px.center().x_px, 300);
  EXPECT_DOUBLE_EQ(now[1]->seen.front().box_px.center().x_px, 100);
}

}  // namespace
}  // namespace securepose::deidentification
