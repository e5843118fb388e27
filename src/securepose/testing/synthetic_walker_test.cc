#include "securepose/testing/synthetic_walker.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::testing {
namespace {

using kinematics::BodyLandmark;
using kinematics::GaitEventKind;
using kinematics::Side;

double distance_px(const kinematics::LandmarkSample& sample, BodyLandmark a, BodyLandmark b) {
  return geometry::distance_px(sample[a]->point_px, sample[b]->point_px);
}

TEST(SyntheticWalk, SegmentsKeepTheirLengths) {
  const SyntheticWalk walk = synthetic_walk({}, 1);
  for (const auto& sample : walk.series.samples) {
    EXPECT_NEAR(distance_px(sample, BodyLandmark::kRightHip, BodyLandmark::kRightKnee),
                0.237 * 1.7 * 300, 1e-6);
    EXPECT_NEAR(distance_px(sample, BodyLandmark::kRightKnee, BodyLandmark::kRightAnkle),
                0.237 * 1.7 * 300, 0.05);
    EXPECT_NEAR(distance_px(sample, BodyLandmark::kLeftHeel, BodyLandmark::kLeftBigToe),
                0.147 * 1.7 * 300, 1e-6);
  }
}

TEST(SyntheticWalk, FeetStandStillInStance) {
  const SyntheticWalk walk = synthetic_walk({.fps = 100}, 1);
  const double contact_s = 2 * walk.truth.stride_time_s;
  const auto flat = static_cast<std::size_t>((contact_s + 0.2 * walk.truth.stride_time_s) * 100);
  const auto& a = walk.series.samples[flat][BodyLandmark::kRightHeel]->point_px;
  const auto& b = walk.series.samples[flat + 5][BodyLandmark::kRightHeel]->point_px;
  EXPECT_LT(geometry::distance_px(a, b), 1e-6);
}

TEST(SyntheticWalk, JointsStayInHumanRanges) {
  const SyntheticWalk walk = synthetic_walk({}, 1);
  for (const double knee : walk.truth.angles_deg.at("right_knee_flexion_deg")) {
    EXPECT_GT(knee, -1);
    EXPECT_LT(knee, 100);  // swings are lifted high so that the toes clear the floor
  }
  for (const double hip : walk.truth.angles_deg.at("left_hip_flexion_deg")) {
    EXPECT_GT(hip, -40);
    EXPECT_LT(hip, 60);
  }
}

TEST(SyntheticWalk, ContactsAlternate) {
  const SyntheticWalk walk = synthetic_walk({}, 1);
  ASSERT_GT(walk.truth.contacts.size(), 12U);
  for (std::size_t i = 1; i < walk.truth.contacts.size(); ++i) {
    EXPECT_LE(walk.truth.contacts[i - 1].time_s, walk.truth.contacts[i].time_s);
    EXPECT_NE(walk.truth.contacts[i - 1].kind, walk.truth.contacts[i].kind);
  }
}

TEST(SyntheticWalk, SameSeedGivesTheSamePoints) {
  const WalkerOptions options{.disturbance = {.noise_px = 3, .dropout_share = 0.05}};
  const SyntheticWalk a = synthetic_walk(options, 7), b = synthetic_walk(options, 7);
  const SyntheticWalk c = synthetic_walk(options, 8);
  bool differs = false;
  for (std::size_t i = 0; i < a.series.samples.size(); ++i)
    for (std::size_t k = 0; k < kinematics::kBodyLandmarks; ++k) {
      const auto &pa = a.series.samples[i].points[k], &pb = b.series.samples[i].points[k];
      const auto& pc = c.series.samples[i].points[k];
      ASSERT_EQ(pa.has_value(), pb.has_value());
      if (pa) {
        EXPECT_EQ(pa->point_px, pb->point_px);
      }
      differs = differs || pa.has_value() != pc.has_value();
    }
  EXPECT_TRUE(differs);
}

TEST(SyntheticWalk, SwapsAndGapsAreWhereTheyWereOrdered) {
  WalkerOptions options;
  const SyntheticWalk good = synthetic_walk(options, 1);
  options.disturbance.swaps = {{.first = 10, .count = 2}};
  options.disturbance.gaps = {{.landmark = BodyLandmark::kLeftAnkle, .first = 30, .count = 3}};
  const SyntheticWalk bad = synthetic_walk(options, 1);
  EXPECT_EQ(bad.series.samples[10][BodyLandmark::kLeftKnee]->point_px,
            good.series.samples[10][BodyLandmark::kRightKnee]->point_px);
  EXPECT_EQ(bad.series.samples[10][BodyLandmark::kLeftElbow]->point_px,
            good.series.samples[10][BodyLandmark::kLeftElbow]->point_px);
  EXPECT_EQ(bad.series.samples[12][BodyLandmark::kLeftKnee]->point_px,
            good.series.samples[12][BodyLandmark::kLeftKnee]->point_px);
  for (std::size_t i = 29; i < 34; ++i)
    EXPECT_EQ(bad.series.samples[i][BodyLandmark::kLeftAnkle].has_value(), i < 30 || i > 32);
}

TEST(SyntheticWalk, TurnsRoundAtTheEndOfTheWay) {
  const SyntheticWalk walk = synthetic_walk({.duration_s = 9, .way_m = 4}, 1);
  const auto x = [&](std::size_t i) {
    return walk.series.samples[i][BodyLandmark::kLeftHip]->point_px.x_px;
  };
  EXPECT_GT(x(60), x(30));    // at 1 to 2 s
  EXPECT_LT(x(210), x(170));  // at 6 to 7 s
}

TEST(SyntheticWalk, GrowsWhenItComesNearer) {
  WalkerOptions options;
  options.camera.view = WalkerView::kFront;
  options.camera.orthographic = false;
  const SyntheticWalk walk = synthetic_walk(options, 1);
  EXPECT_GT(
      distance_px(walk.series.samples.back(), BodyLandmark::kNose, BodyLandmark::kLeftHip),
      1.5 * distance_px(walk.series.samples.front(), BodyLandmark::kNeck, BodyLandmark::kMidHip));
  // The person's right is on the left of the picture.
  EXPECT_LT(walk.series.samples[0][BodyLandmark::kRightShoulder]->point_px.x_px,
            walk.series.samples[0][BodyLandmark::kLeftShoulder]->point_px.x_px);
}

}  // namespace
}  // namespace securepose::testing
