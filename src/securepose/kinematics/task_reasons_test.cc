// Why a task has no result, each with an input that brings it about and of which it is true.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "securepose/kinematics/measure.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using L = BodyLandmark;
using Change = std::function<void(LandmarkSeries&)>;

void nothing(LandmarkSeries&) {}

void stand(LandmarkSeries& series) {
  for (auto& sample : series.samples) sample.points = series.samples[0].points;
}

void hide(LandmarkSeries& series, const std::vector<L>& landmarks) {
  for (auto& sample : series.samples)
    for (const L landmark : landmarks) sample[landmark].reset();
}

void hide_everything(LandmarkSeries& series) {
  for (auto& sample : series.samples)
    for (auto& point : sample.points) point.reset();
}

void hide_ankles(LandmarkSeries& series) { hide(series, {L::kLeftAnkle, L::kRightAnkle}); }

void hide_knees_and_shoulders(LandmarkSeries& series) {
  hide(series, {L::kLeftKnee, L::kRightKnee, L::kLeftShoulder, L::kRightShoulder});
}

/// The hips sink once, from standing to the height of a seat, and stay there.
void sit_down(LandmarkSeries& series) {
  stand(series);
  for (auto& sample : series.samples) {
    const double down = std::clamp(sample.time.seconds() - 2, 0.0, 1.0);
    for (std::size_t k = 0; k < kBodyLandmarks; ++k) {
      auto& point = sample.points[k];
      const double floor_px = sample[L::kRightAnkle]->point_px.y_px;
      const double knee_px = sample[L::kRightKnee]->point_px.y_px;
      if (point && point->point_px.y_px < knee_px)
        point->point_px.y_px += 0.8 * down * (floor_px - knee_px);
    }
  }
}

void stand_for_three_seconds(LandmarkSeries& series) {
  stand(series);
  for (std::size_t i = 90; i < series.samples.size(); ++i)
    for (auto& point : series.samples[i].points) point.reset();
}

/// In the picture for a second at a time.
void come_and_go(LandmarkSeries& series) {
  for (std::size_t i = 0; i < series.samples.size(); ++i)
    if (i % 60 < 30)
      for (auto& point : series.samples[i].points) point.reset();
}

TaskRequest sit_to_stand() { return {.task = Task::kSitToStand, .signal = ""}; }
TaskRequest balance() { return {.task = Task::kBalance, .signal = ""}; }
TaskRequest rhythm(const std::string& signal, double lowest_hz = 3, double highest_hz = 12) {
  return {Task::kRhythm, signal, lowest_hz, highest_hz};
}
TaskRequest range(const std::string& signal) {
  return {.task = Task::kRangeOfMotion, .signal = signal};
}

struct Case {
  TaskRequest request;
  Change change;
  const char* reason;
};

TEST(TaskReasons, AreTrueAndReachable) {
  const std::vector<Case> cases = {
      {sit_to_stand(), hide_ankles, "Hips and ankles were not seen together in ten frames."},
      {sit_to_stand(), hide_knees_and_shoulders, "Neither a leg nor the trunk was seen whole."},
      {sit_to_stand(), stand, "The hips stay at one height: nobody got up."},
      {sit_to_stand(), sit_down, "No rise from low to high was seen."},
      {balance(), hide_everything, "Neither a leg nor the trunk was seen whole."},
      {balance(), nothing,
       "The person walks all the time; sway is measured while somebody stands."},
      {balance(), stand_for_three_seconds,
       "Neither hips nor head were seen for five seconds while the person stood."},
      {rhythm("right_wrist"), come_and_go,
       "Nothing was seen for two seconds without a longer gap."},
      {rhythm("right_wrist", 20, 30), nothing,
       "30 pictures per second show no rhythm above 15 Hz, and the band begins at 20 Hz."},
      {rhythm("pelvic_obliquity_deg"), nothing,
       "The person is not seen from the front or back, so this angle can't be seen."},
      {rhythm("right_wrist"), stand, "Nothing moves in the band that was asked for."},
      {range("pelvic_obliquity_deg"), nothing,
       "The person is not seen from the front or back, so this angle can't be seen."},
      {range(""), hide_everything, "No angle was measured."},
  };
  for (const Case& c : cases) {
    auto walk = testing::synthetic_walk({.duration_s = 8}, 1);
    c.change(walk.series);
    MovementOptions options;
    options.task = c.request;
    EXPECT_EQ(measure(walk.series, options).task.missing_reason, c.reason);
  }
}

TEST(TaskReasons, ATaskThatWasMeasuredHasNone) {
  for (const TaskRequest& request : {balance(), rhythm(""), range("")}) {
    auto walk = testing::synthetic_walk({.duration_s = 8}, 1);
    if (request.task == Task::kBalance) stand(walk.series);
    MovementOptions options;
    options.task = request;
    EXPECT_EQ(measure(walk.series, options).task.missing_reason, "") << name_of(request.task);
  }
}

}  // namespace
}  // namespace securepose::kinematics
