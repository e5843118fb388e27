#include "securepose/kinematics/smoothing.h"

#include <gtest/gtest.h>

#include <cmath>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using L = BodyLandmark;

LandmarkTracks walk_tracks(const testing::WalkerOptions& options) {
  return tracks_from_series(synthetic_walk(options, 1).series, 0.1);
}

double rmse_px(const LandmarkTracks& a, const LandmarkTracks& b, L landmark) {
  double square = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    square += std::pow(geometry::distance_px(*a.at(landmark, i), *b.at(landmark, i)), 2);
  return std::sqrt(square / static_cast<double>(a.size()));
}

TEST(GridOf, KnowsEvenTimes) {
  const TimeGrid grid = grid_of(walk_tracks({.fps = 29.97}));
  EXPECT_TRUE(grid.even);
  EXPECT_NEAR(grid.rate_hz, 29.97, 1e-3);
}

TEST(GridOf, ToleratesMilliseconds) {
  LandmarkTracks tracks = walk_tracks({.fps = 60});
  for (double& t : tracks.time_s) t = std::round(t * 1000) / 1000;
  EXPECT_TRUE(grid_of(tracks).even);
  EXPECT_NEAR(grid_of(tracks).rate_hz, 60, 0.05);
}

TEST(GridOf, KnowsAVariableRate) {
  const TimeGrid grid = grid_of(walk_tracks({.rate_jitter_share = 0.6}));
  EXPECT_FALSE(grid.even);
  EXPECT_GT(grid.rate_hz, 30);
}

class Smooths : public ::testing::TestWithParam<Smoother> {};

TEST_P(Smooths, NoiseBecomesLess) {
  for (const double jitter : {0.0, 0.6}) {
    testing::WalkerOptions options{.fps = 60, .rate_jitter_share = jitter};
    const LandmarkTracks exact = walk_tracks(options);
    LandmarkTracks same_times = exact;
    options.disturbance.noise_px = 3;
    LandmarkTracks noisy = walk_tracks(options);
    if (jitter > 0) {  // the dice fall otherwise with noise; keep the times
      noisy = exact;
      for (std::size_t i = 0; i < noisy.size(); ++i)
        noisy[L::kRightKnee].y_px[i] += (i % 2 == 0 ? 3 : -3);
    }
    const double before = rmse_px(noisy, same_times, L::kRightKnee);
    std::vector<std::string> notes;
    MovementOptions movement;
    movement.smoother = GetParam();
    const FilterFacts facts = smooth(noisy, movement, notes);
    EXPECT_LT(rmse_px(noisy, same_times, L::kRightKnee), 0.6 * before);
    EXPECT_TRUE(notes.empty());
    EXPECT_EQ(facts.resampled, jitter > 0);
    EXPECT_NEAR(facts.true_cutoff_hz, 6, 1);
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Smooths,
                         ::testing::Values(Smoother::kButterworth, Smoother::kSavitzkyGolay));

TEST(Smooth, SaysNominalAndTrueCutoff) {
  LandmarkTracks tracks = walk_tracks({.fps = 60});
  std::vector<std::string> notes;
  const FilterFacts facts = smooth(tracks, {}, notes);
  EXPECT_EQ(facts.order, 4);
  EXPECT_EQ(facts.true_cutoff_hz, 6);
  EXPECT_NEAR(facts.nominal_cutoff_hz, 6 / 0.802, 0.2);
}

TEST(Smooth, SaysWhenTheRateIsTooLow) {
  LandmarkTracks tracks = walk_tracks({.fps = 10});
  const LandmarkTracks before = tracks;
  std::vector<std::string> notes;
  const FilterFacts facts = smooth(tracks, {}, notes);
  EXPECT_EQ(facts.smoother, Smoother::kNone);
  EXPECT_EQ(notes.size(), 1U);
  EXPECT_EQ(rmse_px(tracks, before, L::kRightKnee), 0);
}

TEST(Smooth, DoesNotReachAcrossACut) {
  LandmarkTracks tracks = walk_tracks({});
  const LandmarkTracks before = tracks;
  for (std::size_t i = 75; i < tracks.size(); ++i) tracks[L::kRightHip].x_px[i] += 400;
  tracks.shot_starts = {0, 75};
  std::vector<std::string> notes;
  smooth(tracks, {}, notes);
  EXPECT_NEAR(tracks[L::kRightHip].x_px[74], before[L::kRightHip].x_px[74], 1);
  EXPECT_NEAR(tracks[L::kRightHip].x_px[75], before[L::kRightHip].x_px[75] + 400, 1);
}

TEST(LowPass, KeepsSlowAndTakesFast) {
  std::vector<double> time_s, values;
  for (int i = 0; i < 200; ++i) {
    time_s.push_back(i / 50.0);
    values.push_back(std::sin(time_s.back()) + 0.5 * std::sin(60 * time_s.back()));
  }
  const std::vector<double> slow = low_pass(time_s, values, {50, true}, 1);
  for (std::size_t i = 50; i < 150; ++i) EXPECT_NEAR(slow[i], std::sin(time_s[i]), 0.03);
}

}  // namespace
}  // namespace securepose::kinematics
