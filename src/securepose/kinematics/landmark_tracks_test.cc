#include "securepose/kinematics/landmark_tracks.h"

#include <gtest/gtest.h>

#include <limits>

#include "securepose/base/error.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using L = BodyLandmark;

LandmarkSeries two_samples() {
  LandmarkSeries series;
  series.width_px = 640;
  series.height_px = 480;
  series.samples.resize(2);
  series.samples[0].time = base::Timestamp::from_seconds(2);
  series.samples[1].time = base::Timestamp::from_seconds(2.04);
  for (LandmarkSample& sample : series.samples)
    sample[L::kLeftKnee] = LandmarkPoint{.point_px = {100, 50}, .confidence = 0.5};
  return series;
}

TEST(TracksFromSeries, CountTimeFromTheFirstSample) {
  const LandmarkTracks tracks = tracks_from_series(two_samples(), 0.1);
  EXPECT_EQ(tracks.size(), 2U);
  EXPECT_DOUBLE_EQ(tracks.time_s[0], 0);
  EXPECT_NEAR(tracks.time_s[1], 0.04, 1e-12);
  EXPECT_NEAR(tracks.time_at(0.04).seconds(), 2.04, 1e-9);
  EXPECT_NEAR(tracks.median_interval_s(), 0.04, 1e-12);
  EXPECT_EQ(tracks.at(L::kLeftKnee, 0)->x_px, 100);
  EXPECT_FALSE(tracks.at(L::kRightKnee, 0).has_value());
}

TEST(TracksFromSeries, LeavesOutWhatIsUnsureOrNotFinite) {
  LandmarkSeries series = two_samples();
  EXPECT_FALSE(tracks_from_series(series, 0.6).at(L::kLeftKnee, 0).has_value());
  series.samples[0][L::kLeftKnee]->confidence = std::numeric_limits<double>::quiet_NaN();
  series.samples[1][L::kLeftKnee]->point_px.y_px = std::numeric_limits<double>::infinity();
  const LandmarkTracks tracks = tracks_from_series(series, 0.1);
  EXPECT_FALSE(tracks.at(L::kLeftKnee, 0).has_value());
  EXPECT_FALSE(tracks.at(L::kLeftKnee, 1).has_value());
}

TEST(TracksFromSeries, TurnsUprightAndBack) {
  for (const int turn : {0, 90, 180, 270}) {
    LandmarkSeries series = two_samples();
    series.upright_turn_deg = turn;
    const LandmarkTracks tracks = tracks_from_series(series, 0.1);
    const geometry::Point p = *tracks.at(L::kLeftKnee, 0);
    if (turn == 90) {
      EXPECT_EQ(p, (geometry::Point{480 - 50, 100}));
      EXPECT_EQ(tracks.width_px, 480);
    }
    if (turn == 180) {
      EXPECT_EQ(p, (geometry::Point{540, 430}));
    }
    if (turn == 270) {
      EXPECT_EQ(p, (geometry::Point{50, 640 - 100}));
    }
    const LandmarkSeries back = series_from_tracks(tracks, series);
    EXPECT_EQ(back.samples[0][L::kLeftKnee]->point_px, (geometry::Point{100, 50})) << turn;
  }
}

TEST(TracksFromSeries, RefusesCutsOutside) {
  LandmarkSeries series = two_samples();
  series.cuts = {2};
  EXPECT_THROW(tracks_from_series(series, 0.1), base::Error);
  series.cuts = {1};
  EXPECT_TRUE(tracks_from_series(series, 0.1).starts_shot(1));
}

TEST(LandmarkTrack, IsEverKnownWithinAStretch) {
  LandmarkTrack track;
  track.resize(5);
  track.state[3] = PointState::kFilled;
  track.state[1] = PointState::kBridged;
  EXPECT_FALSE(track.ever_known(0, 2));
  EXPECT_TRUE(track.ever_known(0, 3));
  EXPECT_FALSE(track.ever_known(4, 4));
}

TEST(SeriesFromTracks, CarriesTheFlags) {
  const LandmarkSeries series = two_samples();
  LandmarkTracks tracks = tracks_from_series(series, 0.1);
  tracks[L::kLeftKnee].state[0] = PointState::kFilled;
  tracks[L::kLeftKnee].outlier[0] = 1;
  tracks[L::kLeftKnee].state[1] = PointState::kBridged;
  const LandmarkSeries back = series_from_tracks(tracks, series);
  EXPECT_TRUE(back.samples[0][L::kLeftKnee]->interpolated);
  EXPECT_TRUE(back.samples[0][L::kLeftKnee]->outlier);
  EXPECT_FALSE(back.samples[1][L::kLeftKnee].has_value());
}

TEST(AddMiddlePoints, FillsOnlyWhatTheSetLacks) {
  LandmarkSeries series = two_samples();
  for (LandmarkSample& sample : series.samples) {
    sample[L::kLeftHip] = LandmarkPoint{.point_px = {10, 20}, .confidence = 0.9};
    sample[L::kRightHip] = LandmarkPoint{.point_px = {30, 24}, .confidence = 0.7};
  }
  LandmarkTracks tracks = tracks_from_series(series, 0.1);
  tracks[L::kLeftHip].state[1] = PointState::kFilled;
  add_middle_points(tracks);
  EXPECT_EQ(*tracks.at(L::kMidHip, 0), (geometry::Point{20, 22}));
  EXPECT_EQ(tracks[L::kMidHip].confidence[0], 0.7);
  EXPECT_TRUE(tracks[L::kMidHip].filled(1));
  EXPECT_FALSE(tracks.at(L::kNeck, 0).has_value());

  series.samples[0][L::kMidHip] = LandmarkPoint{.point_px = {1, 1}, .confidence = 0.9};
  LandmarkTracks given = tracks_from_series(series, 0.1);
  add_middle_points(given);
  EXPECT_EQ(*given.at(L::kMidHip, 0), (geometry::Point{1, 1}));
  EXPECT_FALSE(given.at(L::kMidHip, 1).has_value());
}

}  // namespace
}  // namespace securepose::kinematics
