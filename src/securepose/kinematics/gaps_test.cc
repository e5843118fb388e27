#include "securepose/kinematics/gaps.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using L = BodyLandmark;

LandmarkTracks tracks_with_gap(std::size_t count, double fps = 30, std::size_t first = 50) {
  testing::WalkerOptions options{.fps = fps};
  options.disturbance.gaps = {{L::kRightAnkle, first, count}};
  return tracks_from_series(synthetic_walk(options, 1).series, 0.1);
}

TEST(FillGaps, FillsUpTo120Milliseconds) {
  LandmarkTracks tracks = tracks_with_gap(3);  // 100 ms
  const GapCounts counts = fill_gaps(tracks, {});
  EXPECT_EQ(counts.filled_points, 3U);
  EXPECT_EQ(counts.long_gaps, 0U);
  const LandmarkTracks whole = tracks_with_gap(0);
  for (std::size_t i = 50; i < 53; ++i) {
    EXPECT_TRUE(tracks[L::kRightAnkle].filled(i));
    EXPECT_LT(geometry::distance_px(*tracks.at(L::kRightAnkle, i), *whole.at(L::kRightAnkle, i)),
              8);  // under 3 cm
  }
}

TEST(FillGaps, CountsTimeAndNotFrames) {
  LandmarkTracks tracks = tracks_with_gap(5, 60);  // 83 ms
  EXPECT_EQ(fill_gaps(tracks, {}).filled_points, 5U);
  LandmarkTracks slow = tracks_with_gap(5, 30);  // 167 ms
  EXPECT_EQ(fill_gaps(slow, {}).filled_points, 0U);
}

TEST(FillGaps, LongerOnesStayMissing) {
  LandmarkTracks tracks = tracks_with_gap(5);
  EXPECT_EQ(fill_gaps(tracks, {}).long_gaps, 1U);
  EXPECT_EQ(tracks[L::kRightAnkle].state[52], PointState::kBridged);
  EXPECT_FALSE(tracks.at(L::kRightAnkle, 52).has_value());
  drop_bridges(tracks);
  EXPECT_EQ(tracks[L::kRightAnkle].state[52], PointState::kMissing);

  LandmarkTracks very_long = tracks_with_gap(15);
  fill_gaps(very_long, {});
  EXPECT_EQ(very_long[L::kRightAnkle].state[55], PointState::kMissing);
}

TEST(FillGaps, NothingIsFilledAtTheEndsOrAcrossACut) {
  LandmarkTracks start = tracks_with_gap(2, 30, 0);
  EXPECT_EQ(fill_gaps(start, {}).filled_points, 0U);
  LandmarkTracks cut = tracks_with_gap(2);
  cut.shot_starts = {0, 51};
  EXPECT_EQ(fill_gaps(cut, {}).filled_points, 0U);
}

TEST(FillGaps, AskedForNoneFillsNone) {
  LandmarkTracks tracks = tracks_with_gap(1);
  EXPECT_EQ(fill_gaps(tracks, {.max_fill_s = 0}).filled_points, 0U);
}

}  // namespace
}  // namespace securepose::kinematics
