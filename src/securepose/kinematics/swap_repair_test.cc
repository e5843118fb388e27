#include "securepose/kinematics/swap_repair.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using testing::WalkerOptions;
using testing::WalkerView;
using L = BodyLandmark;

LandmarkTracks tracks_of(const WalkerOptions& options, std::uint64_t seed = 1) {
  return tracks_from_series(synthetic_walk(options, seed).series, 0.1);
}

/// Samples in which the left heel was taken for the right one in the end.
std::size_t wrong_samples(const WalkerOptions& swapped, const LandmarkTracks& mended) {
  WalkerOptions good = swapped;
  good.disturbance.swaps.clear();
  const LandmarkTracks truth = tracks_of(good);
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < truth.size(); ++i)
    for (const L landmark : {L::kLeftHeel, L::kRightKnee, L::kLeftHip}) {
      const auto here = mended.at(landmark, i), there = truth.at(landmark, i);
      if (here && there && geometry::distance_px(*here, *there) > 1e-9) ++wrong;
    }
  return wrong;
}

class SwapLengths : public ::testing::TestWithParam<std::size_t> {};

TEST_P(SwapLengths, AreMendedAtEveryPhase) {
  for (std::size_t first = 5; first < 45; first += 3) {
    for (const bool whole_body : {false, true}) {
      WalkerOptions options;
      options.camera.orthographic = false;
      options.disturbance.noise_px = 1;
      options.disturbance.swaps = {{first, GetParam(), whole_body}};
      LandmarkTracks tracks = tracks_of(options);
      EXPECT_EQ(mend_swaps(tracks, {}), GetParam()) << first;
      EXPECT_EQ(wrong_samples(options, tracks), 0U) << first;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Frames, SwapLengths, ::testing::Values(1U, 2U, 3U, 5U, 8U, 10U, 25U));

TEST(MendSwaps, TouchesNoGoodFrame) {
  for (const WalkerView view : {WalkerView::kSide, WalkerView::kFront})
    for (const double fps : {15.0, 30.0, 60.0})
      for (std::uint64_t seed = 1; seed < 4; ++seed) {
        WalkerOptions options{.fps = fps};
        options.camera.view = view;
        options.camera.orthographic = false;
        options.disturbance = {.noise_px = 2, .dropout_share = 0.03};
        LandmarkTracks tracks = tracks_of(options, seed);
        EXPECT_EQ(mend_swaps(tracks, {}), 0U) << fps << " " << seed;
      }
}

TEST(MendSwaps, WorksBesideMissingPoints) {
  WalkerOptions options;
  options.disturbance.swaps = {{40, 4}};
  options.disturbance.gaps = {{L::kLeftAnkle, 38, 8}, {L::kRightKnee, 41, 2}};
  LandmarkTracks tracks = tracks_of(options);
  mend_swaps(tracks, {});
  EXPECT_EQ(tracks[L::kLeftHeel].swap_mended[41], 1);
  EXPECT_EQ(tracks[L::kLeftHeel].swap_mended[39], 0);
  EXPECT_EQ(tracks[L::kLeftHeel].swap_mended[44], 0);
}

/// Both legs put into one place for a frame or two point anywhere; what follows must not be
/// swapped.
TEST(MendSwaps, ASampleWithBothLegsInOnePlaceTurnsNothing) {
  for (const std::size_t stray : {1U, 2U})
    for (std::size_t first = 5; first < 80; ++first) {
      WalkerOptions options;
      options.camera.orthographic = false;
      options.disturbance.noise_px = 1;
      LandmarkTracks tracks = tracks_of(options);
      for (std::size_t i = first; i < first + stray; ++i)
        for (std::size_t k = index_of(L::kLeftHip); k <= index_of(L::kRightBigToe); ++k) {
          const auto other = index_of(mirrored(static_cast<L>(k)));
          if (k >= other) continue;
          LandmarkTrack &left = tracks.tracks[k], &right = tracks.tracks[other];
          const double wobble_px = i % 2 == 0 ? 3 : -3;
          const double middle_px = (left.x_px[i] + right.x_px[i]) / 2;
          left.x_px[i] = middle_px + wobble_px;
          right.x_px[i] = middle_px - wobble_px;
        }
      const LandmarkTracks before = tracks;
      mend_swaps(tracks, {});
      for (std::size_t i = first + stray; i < tracks.size(); ++i)
        EXPECT_EQ(tracks[L::kLeftAnkle].x_px[i], before[L::kLeftAnkle].x_px[i])
            << first << " " << i;
    }
}

TEST(MendSwaps, ALegAloneStaysWhatItIs) {
  for (const double noise_px : {0.0, 2.0}) {
    LandmarkTracks tracks = tracks_of({.fps = 60, .disturbance = {.noise_px = noise_px}});
    for (std::size_t k = index_of(L::kLeftHip); k <= index_of(L::kRightBigToe); ++k)
      if (mirrored(static_cast<L>(k)) < static_cast<L>(k))
        tracks.tracks[k].state.assign(tracks.size(), PointState::kMissing);
    EXPECT_EQ(mend_swaps(tracks, {}), 0U);
  }
}

TEST(MendSwaps, NeedsALeg) {
  LandmarkTracks nothing;
  nothing.shot_starts = {0};
  EXPECT_EQ(mend_swaps(nothing, {}), 0U);
}

}  // namespace
}  // namespace securepose::kinematics
