// Time and memory of the measurement grow with the length of the recording, not faster. Counts what
// this test's program takes from the heap, and the thread's own processor time, so that a busy
// machine changes little.
#include <gtest/gtest.h>
#include <time.h>

#include <algorithm>

#include "securepose/kinematics/measure.h"
#include "securepose/testing/heap_use.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

struct Cost {
  double processor_s = 0;
  double memory_bytes = 0;
};

double thread_time_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

Cost cost_of(const LandmarkSeries& series, const MovementOptions& options) {
  Cost cost{1e9, 0};
  for (int run = 0; run < 2; ++run) {  // the shorter of two, for what else the machine does
    const double start_s = thread_time_s();
    const testing::HeapUse heap =
        testing::heap_use_of([&] { EXPECT_GT(measure(series, options).events.size(), 100U); });
    cost.processor_s = std::min(cost.processor_s, thread_time_s() - start_s);
    cost.memory_bytes = heap.peak_bytes;
  }
  return cost;
}

/// A person who goes to and fro for so long.
LandmarkSeries to_and_fro(double minutes) {
  return testing::synthetic_walk({.duration_s = 60 * minutes,
                                  .fps = 15,
                                  .way_m = 5,
                                  .disturbance = {.noise_px = 2, .dropout_share = 0.03}},
                                 1)
      .series;
}

TEST(MeasureGrowth, FourTimesTheLengthCostsFourTimesAsMuch) {
  MovementOptions options;
  options.scale = PatientHeight{1.7};
  options.cutoff_hz = 4;
  LandmarkSeries hour = to_and_fro(60);
  // With cuts, which must not cost more the more there are.
  for (std::size_t cut = 1; cut * 900 < hour.samples.size(); ++cut) hour.cuts.push_back(cut * 900);
  LandmarkSeries quarter = hour;
  quarter.samples.resize(hour.samples.size() / 4);
  std::erase_if(quarter.cuts, [&](std::size_t cut) { return cut >= quarter.samples.size(); });
  const Cost shorter = cost_of(quarter, options), longer = cost_of(hour, options);
  EXPECT_LT(longer.memory_bytes, 4.4 * shorter.memory_bytes);
  // 16 if anything were quadratic; 8 with a power of 1.5.
  EXPECT_LT(longer.processor_s, 6 * shorter.processor_s);
}

TEST(MeasureGrowth, RepeatedTimesCostNoMore) {
  LandmarkSeries even = to_and_fro(10), repeated = even;
  // Every fifth frame has the time of the one before, and a tick of 90 kHz.
  for (std::size_t i = 1; i < repeated.samples.size(); i += 5)
    repeated.samples[i].time =
        base::Timestamp::from_seconds(repeated.samples[i - 1].time.seconds() + 1.0 / 90000);
  MovementOptions options;
  options.cutoff_hz = 4;
  EXPECT_LT(measure(repeated, options).filter.sample_rate_hz, 15 * 8.5);
  const Cost usual = cost_of(even, options), bounded = cost_of(repeated, options);
  EXPECT_LT(bounded.memory_bytes, 3 * usual.memory_bytes);
  EXPECT_LT(bounded.processor_s, 20 * usual.processor_s);  // a grid of 8 times as many samples
}

}  // namespace
}  // namespace securepose::kinematics
