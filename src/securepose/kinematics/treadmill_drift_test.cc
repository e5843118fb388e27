// A person who goes to and fro on a belt whose speed is not known.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "securepose/kinematics/measure.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

constexpr double kBelt_m_s = 1.2, kPxPerM = 300, kLasts_s = 24;

/// Walks faster and slower by turns, so that the body drifts by `drift_m` either way while every
/// foot that stands goes along with the belt.
LandmarkSeries drifting(double drift_m, double fps, double period_s = 8) {
  constexpr double kDense_hz = 240;
  testing::WalkerOptions options{.speed_m_s = kBelt_m_s, .cadence_steps_min = 108};
  options.duration_s = kLasts_s + 2;
  options.fps = kDense_hz;
  const LandmarkSeries dense = testing::synthetic_walk(options, 1).series;
  LandmarkSeries series = dense;
  series.samples.clear();
  for (int k = 0; k < static_cast<int>(kLasts_s * fps); ++k) {
    const double time_s = k / fps;
    const double warped_s =
        time_s + drift_m / kBelt_m_s * std::sin(2 * std::numbers::pi * time_s / period_s);
    const auto nearest = static_cast<std::size_t>(std::max(0.0, std::round(warped_s * kDense_hz)));
    LandmarkSample sample = dense.samples[nearest];
    // To the hundredth of a frame: what the belt carried back at that very moment.
    const double carried_m =
        kBelt_m_s * (time_s + static_cast<double>(nearest) / kDense_hz - warped_s);
    for (auto& point : sample.points)
      if (point) point->point_px.x_px -= kPxPerM * carried_m;
    sample.frame = k;
    sample.time = base::Timestamp::from_seconds(time_s);
    series.samples.push_back(sample);
  }
  return series;
}

TEST(TreadmillDrift, DoesNotChangeTheSpeed) {
  for (const bool told : {true, false})
    for (const double drift_m : {0.0, 0.1, 0.25}) {
      MovementOptions options;
      options.scale = PatientHeight{1.7};
      options.treadmill = told;
      const MovementResult result = measure(drifting(drift_m, 60), options);
      const GaitParameter* speed = result.gait.find("walking_speed_m_s");
      ASSERT_TRUE(speed->both) << told << " " << drift_m;
      EXPECT_NEAR(speed->both->mean, kBelt_m_s, 0.02 * kBelt_m_s) << told << " " << drift_m;
      EXPECT_TRUE(std::any_of(
          result.notes.begin(), result.notes.end(),
          [](const auto& note) { return note.find("taken from the feet") != std::string::npos; }))
          << told << " " << drift_m;
    }
}

TEST(TreadmillDrift, SpeedIsTakenOverTheWholeTime) {
  // More strides are taken while going faster: their mean speed is 3 to 14 % too high here.
  struct Drift {
    double drift_m, period_s;
  };
  for (const Drift drift : {Drift{0.25, 4}, {0.4, 4}, {0.6, 8}}) {
    MovementOptions options;
    options.scale = PatientHeight{1.7};
    const MovementResult result = measure(drifting(drift.drift_m, 60, drift.period_s), options);
    const GaitParameter* speed = result.gait.find("walking_speed_m_s");
    ASSERT_TRUE(speed->both);
    EXPECT_NEAR(speed->both->mean, kBelt_m_s, 0.015 * kBelt_m_s) << drift.drift_m;
    double sum = 0, count = 0;
    for (const Stride& stride : result.gait.strides) {
      sum += *stride.speed_m_s;
      count += 1;
    }
    EXPECT_GT(sum / count, 1.02 * kBelt_m_s) << "the input is no test of it";
  }
}

TEST(TreadmillDrift, ABeltWhoseSpeedIsKnownNeedsNoNote) {
  MovementOptions options;
  options.treadmill = true;
  options.belt_speed_m_s = kBelt_m_s;
  for (const std::string& note : measure(drifting(0.1, 30), options).notes)
    EXPECT_EQ(note.find("taken from the feet"), std::string::npos);
}

}  // namespace
}  // namespace securepose::kinematics
