#include "securepose/kinematics/gait_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using L = BodyLandmark;

std::vector<GaitEvent> events_of(const LandmarkSeries& series) {
  LandmarkTracks tracks = tracks_from_series(series, 0.1);
  add_middle_points(tracks);
  std::vector<PassGeometry> passes = find_passes(tracks, false).passes;
  return gait_events(tracks, series, passes);
}

TEST(GaitEvents, ComeInTheOrderOfAStride) {
  const auto events = events_of(synthetic_walk({}, 1).series);
  ASSERT_GE(events.size(), 14U);
  for (std::size_t i = 1; i < events.size(); ++i) {
    EXPECT_LT(events[i - 1].time, events[i].time);
    EXPECT_NE(events[i - 1].kind, events[i].kind);
    EXPECT_EQ(events[i - 1].kind == GaitEventKind::kFinalContact,
              events[i - 1].side == events[i].side);
  }
}

TEST(GaitEvents, NameTheNearestFrame) {
  for (const GaitEvent& e : events_of(synthetic_walk({.fps = 60}, 1).series))
    EXPECT_NEAR(static_cast<double>(e.frame), e.time.seconds() * 60, 0.51);
}

TEST(GaitEvents, AreCertainWhereMethodsAgree) {
  for (const GaitEvent& e : events_of(synthetic_walk({}, 1).series)) {
    EXPECT_GT(e.certainty, 0.5);
    EXPECT_LE(e.certainty, 1);
  }
}

TEST(GaitEvents, AnkleAloneIsLessCertain) {
  const auto events = events_of(synthetic_walk({.keypoint_set = KeypointSet::kCoco17}, 1).series);
  ASSERT_GE(events.size(), 12U);
  for (const GaitEvent& e : events) EXPECT_LE(e.certainty, 0.7);
}

TEST(GaitEvents, ABreakOfTheOrderIsDoubtful) {
  // The left foot is lost for a second: the right one's contacts follow each other.
  testing::WalkerOptions options;
  options.disturbance.gaps = {{L::kLeftHeel, 60, 45}, {L::kLeftBigToe, 60, 45}};
  double least = 1;
  for (const GaitEvent& e : events_of(synthetic_walk(options, 1).series))
    if (e.time.seconds() > 2 && e.time.seconds() < 3.6) least = std::min(least, e.certainty);
  EXPECT_LT(least, 0.55);
}

TEST(GaitEvents, ThoseNextToTheEndsOfARecordingCount) {
  // The right foot comes down at 1.2, 2.4 and 3.6 s, the left one at 0.6, 1.8 and 3.0 s.
  auto walk = synthetic_walk({.fps = 60}, 1);
  const auto has = [&](Side side, double from_s, double to_s, double time_s) {
    LandmarkSeries cut = walk.series;
    std::erase_if(cut.samples, [&](const LandmarkSample& sample) {
      return sample.time.seconds() < from_s || sample.time.seconds() > to_s;
    });
    const auto events = events_of(cut);
    return std::any_of(events.begin(), events.end(), [&](const GaitEvent& e) {
      return e.side == side && e.kind == GaitEventKind::kInitialContact &&
             std::abs(e.time.seconds() - time_s) < 0.05;
    });
  };
  for (const double after_s : {0.04, 0.06, 0.08}) {
    EXPECT_TRUE(has(Side::kRight, 0, 3.6 + after_s, 3.6)) << after_s;
    EXPECT_TRUE(has(Side::kLeft, 0, 3.0 + after_s, 3.0)) << after_s;
  }
  EXPECT_TRUE(has(Side::kRight, 1.2 - 0.09, 5, 1.2));
}

TEST(GaitEvents, NothingComesFromNothing) {
  LandmarkSeries series;
  LandmarkTracks tracks = tracks_from_series(series, 0.1);
  std::vector<PassGeometry> passes;
  EXPECT_TRUE(gait_events(tracks, series, passes).empty());
}

}  // namespace
}  // namespace securepose::kinematics
