#include "securepose/kinematics/rhythm.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "securepose/base/error.h"

namespace securepose::kinematics {
namespace {

constexpr double kPi = std::numbers::pi;

struct Shaking {
  RhythmSignal signal{"x", "deg", {{}}};
  std::vector<double> time_s;
};

Shaking shaking(double frequency_hz, double amplitude, double rate_hz = 60, double lasts_s = 12) {
  Shaking s;
  for (double t = 0; t < lasts_s; t += 1 / rate_hz) {
    s.time_s.push_back(t);
    s.signal.components[0].emplace_back(40 + 3 * t +
                                        amplitude * std::sin(2 * kPi * frequency_hz * t));
  }
  return s;
}

TEST(Rhythm, FrequencyAndAmplitudeOfASine) {
  for (const double frequency_hz : {1.3, 4.6, 7.85, 11.1}) {
    const Shaking s = shaking(frequency_hz, 2.5);
    const auto rhythm = rhythm_of(s.signal, s.time_s, {});
    ASSERT_TRUE(rhythm);
    EXPECT_NEAR(rhythm->frequency_hz, frequency_hz, 0.05);
    EXPECT_NEAR(rhythm->amplitude, 2.5, 0.15) << frequency_hz;
    EXPECT_NEAR(rhythm->band_power, 2.5 * 2.5 / 2, 0.3);
    EXPECT_GT(rhythm->peak_power_share, 0.95);
    const auto highest = std::max_element(rhythm->power.begin(), rhythm->power.end());
    EXPECT_NEAR(rhythm->step_hz * static_cast<double>(highest - rhythm->power.begin()),
                frequency_hz, rhythm->step_hz);
  }
}

TEST(Rhythm, OnlyTheBandAskedForIsLookedAt) {
  Shaking s = shaking(1, 20);
  const Shaking fast = shaking(6, 2);
  for (std::size_t i = 0; i < s.time_s.size(); ++i)
    *s.signal.components[0][i] += *fast.signal.components[0][i];
  TaskRequest tremor;
  tremor.lowest_hz = 3;
  tremor.highest_hz = 12;
  EXPECT_NEAR(rhythm_of(s.signal, s.time_s, {})->frequency_hz, 1, 0.05);
  EXPECT_NEAR(rhythm_of(s.signal, s.time_s, tremor)->frequency_hz, 6, 0.05);
}

TEST(Rhythm, APointsDirectionDoesNotMatter) {
  Shaking along = shaking(5, 3), slanting = shaking(5, 3);
  along.signal.components.push_back(std::vector<std::optional<double>>(along.time_s.size(), 0.0));
  slanting.signal.components.push_back(slanting.signal.components[0]);
  for (auto& component : slanting.signal.components)
    for (auto& value : component) *value /= std::numbers::sqrt2;
  const auto a = rhythm_of(along.signal, along.time_s, {});
  const auto b = rhythm_of(slanting.signal, slanting.time_s, {});
  EXPECT_NEAR(a->amplitude, b->amplitude, 1e-6);
  EXPECT_NEAR(a->frequency_hz, b->frequency_hz, 1e-6);
}

TEST(Rhythm, GapsSplitAndShortStretchesAreNothing) {
  Shaking s = shaking(5, 3);
  for (std::size_t i = 300; i < 330; ++i) s.signal.components[0][i].reset();
  EXPECT_NEAR(rhythm_of(s.signal, s.time_s, {})->frequency_hz, 5, 0.05);
  const Shaking brief = shaking(5, 3, 60, 1.5);
  EXPECT_FALSE(rhythm_of(brief.signal, brief.time_s, {}));
  TaskRequest too_fast;
  too_fast.lowest_hz = 40;
  EXPECT_FALSE(rhythm_of(s.signal, s.time_s, too_fast));
}

TEST(Rhythm, SignalsAreNamedAsInTheFiles) {
  LandmarkTracks tracks;
  tracks.shot_starts = {0};
  for (LandmarkTrack& track : tracks.tracks) track.resize(600);
  for (std::size_t i = 0; i < 600; ++i) {
    tracks.time_s.push_back(static_cast<double>(i) / 60);
    for (const auto landmark : {BodyLandmark::kMidHip, BodyLandmark::kRightWrist}) {
      tracks[landmark].state[i] = PointState::kSeen;
      tracks[landmark].x_px[i] = 100 + 0.1 * static_cast<double>(i);
    }
    tracks[BodyLandmark::kRightWrist].x_px[i] +=
        8 * std::sin(2 * kPi * 5 * static_cast<double>(i) / 60);
  }
  TaskRequest wrist;
  wrist.signal = "right_wrist";
  const auto found = rhythms(tracks, {}, 800, wrist);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].amplitude * 800, 8, 0.5);
  EXPECT_NEAR(found[0].frequency_hz, 5, 0.05);
  wrist.signal = "right_wirst";
  EXPECT_THROW(rhythms(tracks, {}, 800, wrist), base::Error);
}

}  // namespace
}  // namespace securepose::kinematics
