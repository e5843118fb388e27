#include "securepose/kinematics/agreement.h"

#include <gtest/gtest.h>

#include <cmath>

namespace securepose::kinematics {
namespace {

TimedCurve wave(const char* name, double shift_s, double offset, double rate_hz, double lasts_s) {
  TimedCurve curve{name, {}, {}};
  for (double t = 0; t < lasts_s; t += 1 / rate_hz) {
    const double at = t + shift_s;
    curve.time_s.push_back(t);
    curve.values.emplace_back(30 * std::sin(5.5 * at) + 10 * std::sin(11 * at + 1) +
                              4 * std::sin(1.3 * at) + offset);
  }
  return curve;
}

TEST(Agreement, BiasLimitsAndCorrelation) {
  const auto a = agreement_of({{11, 10}, {13, 12}, {12, 14}});
  ASSERT_TRUE(a);
  EXPECT_NEAR(a->bias, 0, 1e-12);
  EXPECT_NEAR(a->standard_deviation, std::sqrt(3), 1e-12);
  EXPECT_NEAR(a->mean_absolute, 4.0 / 3, 1e-12);
  EXPECT_NEAR(a->rmse, std::sqrt(2), 1e-12);
  EXPECT_NEAR(a->upper_limit, 1.96 * std::sqrt(3), 1e-12);
  EXPECT_NEAR(*a->correlation, 0.5, 1e-12);
  EXPECT_FALSE(agreement_of({}));
  EXPECT_FALSE(agreement_of({{1, 5}, {2, 5}})->correlation);
}

TEST(Agreement, FindsTheTimeByWhichTheReferenceIsOff) {
  for (const double shift_s : {-1.237, 0.0, 0.456}) {
    const std::vector<TimedCurve> ours = {wave("knee", 0, 0, 30, 6)};
    const std::vector<TimedCurve> theirs = {wave("knee", shift_s, 8, 100, 6)};
    const auto found = best_time_shift_s(ours, theirs, 2);
    ASSERT_TRUE(found);
    EXPECT_NEAR(*found, shift_s, 0.003);
    const auto compared = compare_curves(ours, theirs, *found);
    ASSERT_EQ(compared.size(), 1U);
    EXPECT_NEAR(compared[0].agreement.bias, -8, 0.2);
    EXPECT_GT(*compared[0].agreement.correlation, 0.999);
  }
}

TEST(Agreement, CurvesOfOtherNamesAndGapsAreLeftOut) {
  TimedCurve holed = wave("knee", 0, 0, 30, 6);
  for (std::size_t i = 30; i < 60; ++i) holed.values[i].reset();
  const auto compared =
      compare_curves({holed, wave("hip", 0, 0, 30, 6)}, {wave("knee", 0, 2, 30, 6)}, 0);
  ASSERT_EQ(compared.size(), 1U);
  EXPECT_NEAR(static_cast<double>(compared[0].agreement.count), 150, 1);
  EXPECT_FALSE(best_time_shift_s({wave("hip", 0, 0, 30, 6)}, {wave("knee", 0, 0, 30, 6)}, 1));
}

TEST(Agreement, EventsMatchOneToOneWithinTheSharedTime) {
  constexpr auto kIc = GaitEventKind::kInitialContact;
  const std::vector<TimedEvent> ours = {{Side::kLeft, kIc, 1.02},
                                        {Side::kLeft, kIc, 2.00},
                                        {Side::kLeft, kIc, 2.60},
                                        {Side::kRight, kIc, 1.50}};
  const std::vector<TimedEvent> theirs = {{Side::kLeft, kIc, 0.0},
                                          {Side::kLeft, kIc, 1.00},
                                          {Side::kLeft, kIc, 2.04},
                                          {Side::kRight, kIc, 1.50},
                                          {Side::kRight, kIc, 2.50}};
  const auto compared = compare_events(ours, theirs, 0, 0.15);
  ASSERT_EQ(compared.size(), 2U);
  EXPECT_EQ(compared[0].pairs.size(), 2U);
  EXPECT_EQ(compared[0].extra, 1U);
  EXPECT_EQ(compared[0].missed, 0U);  // the one at 0 lies before ours begin
  EXPECT_NEAR(compared[0].agreement.bias, -0.01, 1e-9);
  EXPECT_NEAR(compared[0].agreement.mean_absolute, 0.03, 1e-9);
  EXPECT_EQ(compared[1].missed, 1U);
}

TEST(Agreement, TheNearestEventsMatchFirst) {
  constexpr auto kIc = GaitEventKind::kInitialContact;
  const auto left = [&](std::initializer_list<double> times_s) {
    std::vector<TimedEvent> events;
    for (const double time_s : times_s) events.push_back({Side::kLeft, kIc, time_s});
    return events;
  };
  // 1.10 is nearer to 1.12 than to 1.00, which is left to 0.90.
  const auto compared = compare_events(left({0.90, 1.10}), left({1.00, 1.12, 5.0}), 0, 0.15);
  ASSERT_EQ(compared.size(), 1U);
  ASSERT_EQ(compared[0].pairs.size(), 2U);
  EXPECT_EQ(compared[0].pairs[0].reference, 1.12);
  EXPECT_EQ(compared[0].pairs[1].measured, 0.90);
  EXPECT_EQ(compared[0].pairs[1].reference, 1.00);
}

TEST(Agreement, ThousandsOfEventsArePairedAsQuicklyAsTheyAreRead) {
  std::vector<TimedEvent> ours, theirs;
  constexpr std::size_t kContacts = 50'000;  // pairs of all with all would be 2 500 million
  for (std::size_t k = 0; k < kContacts; ++k) {
    const auto time_s = static_cast<double>(k);
    ours.push_back({Side::kRight, GaitEventKind::kFinalContact, time_s});
    if (k % 10 != 0) theirs.push_back({Side::kRight, GaitEventKind::kFinalContact, time_s + 0.02});
  }
  const auto compared = compare_events(ours, theirs, 0, 0.15);
  ASSERT_EQ(compared.size(), 1U);
  EXPECT_EQ(compared[0].pairs.size(), theirs.size());
  EXPECT_EQ(compared[0].missed, 0U);
  EXPECT_NEAR(compared[0].agreement.bias, -0.02, 1e-9);
}

TEST(Agreement, EventsAreShiftedAsTheCurves) {
  constexpr auto kFc = GaitEventKind::kFinalContact;
  const auto compared =
      compare_events({{Side::kLeft, kFc, 5.0}}, {{Side::kLeft, kFc, 3.0}}, 2.0, 0.15);
  ASSERT_EQ(compared.size(), 1U);
  EXPECT_EQ(compared[0].pairs.size(), 1U);
  EXPECT_TRUE(compare_events({}, {{Side::kLeft, kFc, 3.0}}, 0, 0.15).empty());
}

}  // namespace
}  // namespace securepose::kinematics
