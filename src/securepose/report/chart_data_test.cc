#include "securepose/report/chart_data.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "securepose/report/embed.h"

namespace securepose::report {
namespace {

using Json = nlohmann::ordered_json;

/// As the page's script reads them.
std::vector<std::optional<double>> sum(const Json& differences, double step) {
  std::vector<std::optional<double>> values;
  long long running = 0;
  for (const Json& difference : differences) {
    if (difference.is_null()) {
      values.emplace_back();
      continue;
    }
    running += difference.get<long long>();
    values.emplace_back(static_cast<double>(running) * step);
  }
  return values;
}

Movement movement_of(int samples, double rate_per_s) {
  Movement movement;
  CurvePanel panel{"Knee flexion", "°", "", {}, false};
  for (const Side side : {Side::kLeft, Side::kRight}) {
    Curve curve;
    curve.side = side;
    for (int i = 0; i < samples; ++i) {
      curve.values.emplace_back(30 + 30 * std::sin(i / rate_per_s * 6));
      curve.interpolated.push_back(i % 50 > 47);
    }
    panel.curves.push_back(curve);
  }
  for (int i = 0; i < samples; ++i)
    movement.times.push_back(base::Timestamp::from_seconds(i / rate_per_s));
  movement.panels = {panel};
  return movement;
}

TEST(ChartData, RoundTripsTimesValuesAndGaps) {
  Movement movement = movement_of(200, 29.97);
  movement.panels[0].curves[0].values[7].reset();
  movement.panels[0].curves[0].values[8].reset();
  const Json data = chart_data(movement);
  const auto times_s = sum(data["times"], data["time_step_s"]);
  const auto& curve = data["panels"][0]["curves"][0];
  const auto values = sum(curve["values"], data["panels"][0]["step"]);
  ASSERT_EQ(times_s.size(), 200U);
  ASSERT_EQ(values.size(), 200U);
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_NEAR(*times_s[i], movement.times[i].seconds(), 1e-4);
    const auto& expected = movement.panels[0].curves[0].values[i];
    ASSERT_EQ(values[i].has_value(), expected.has_value()) << i;
    if (expected) {
      EXPECT_NEAR(*values[i], *expected, 0.0501);
    }
  }
  EXPECT_EQ(curve["interpolated"], Json::parse("[48,2,48,2,48,2,48,2]"));
}

TEST(ChartData, WritesWhatIsNotANumberAsAGap) {
  Movement movement = movement_of(3, 30);
  movement.panels[0].curves[0].values[1] = std::nan("");
  EXPECT_TRUE(chart_data(movement)["panels"][0]["curves"][0]["values"][1].is_null());
}

TEST(ChartData, IsValidWhenEmpty) {
  const Json data = chart_data({});
  EXPECT_TRUE(data["times"].empty());
  EXPECT_TRUE(data["panels"].empty());
}

TEST(ChartData, KeepsLongRecordingsSmall) {
  Movement movement = movement_of(60 * 60 * 60, 60);  // an hour at 60 per second
  for (int i = 0; i < 9; ++i) movement.panels.push_back(movement.panels[0]);
  const Json data = chart_data(movement);
  EXPECT_GT(data["samples_per_two"].get<int>(), 2);
  EXPECT_LE(data["times"].size(), 20'000U);
  EXPECT_LT(json_for_script(data).size(), 2'100'000U);
}

TEST(ChartData, HasCyclesEventsAndPasses) {
  Movement movement;
  CyclePanel cycle{"Knee", "°", "", {}, std::nullopt};
  cycle.bands = {{Side::kLeft, 3, {10.0, std::nullopt}, {1.0, std::nullopt}, 61.0}};
  movement.cycles = {cycle};
  movement.events = {{base::Timestamp::from_seconds(0.5), Side::kRight, EventKind::kFinalContact}};
  movement.passes = {{base::Timestamp::from_seconds(0), base::Timestamp::from_seconds(2), "", ""}};
  const Json data = chart_data(movement);
  EXPECT_EQ(data["cycles"][0]["bands"][0]["mean"], Json::parse("[100,null]"));
  EXPECT_EQ(data["cycles"][0]["bands"][0]["final_contact_percent"], 61.0);
  EXPECT_EQ(data["events"][0]["kind"], "final_contact");
  EXPECT_EQ(data["events"][0]["side"], "right");
  EXPECT_EQ(data["passes"][0]["end_s"], 2.0);
}

}  // namespace
}  // namespace securepose::report
