// Clinics film long and walk short: whoever is in the picture for a hundredth of the recording is
// chosen and measured as in a recording of that part alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "securepose/kinematics/measure.h"
#include "securepose/pipeline/clip_middle.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr double kRate_hz = 60;
constexpr std::size_t kFrames = 20'000, kFirst = 9'000, kSeen = 143;

/// What the networks see of a walker's sample.
observation::PersonObservation observed(const kinematics::LandmarkSample& sample) {
  observation::PersonObservation person;
  person.score = 0.9;
  pose::PoseLandmarks& body = person.landmarks.emplace();
  double left = 1e9, top = 1e9, right = 0, bottom = 0;
  for (std::size_t k = 0; k < pose::kBlazePoseLandmarks; ++k) {
    const auto& point = sample.points[k];
    if (!point) continue;
    body.landmarks[k].point = point->point_px;
    body.landmarks[k].visibility = body.landmarks[k].presence = point->confidence;
    left = std::min(left, point->point_px.x_px);
    right = std::max(right, point->point_px.x_px);
    top = std::min(top, point->point_px.y_px);
    bottom = std::max(bottom, point->point_px.y_px);
  }
  person.box_px = {left - 10, top - 40, right + 10, bottom + 10};
  return person;
}

observation::ClipObservations long_recording(const kinematics::LandmarkSeries& walk) {
  observation::ClipObservations clip;
  clip.width_px = walk.width_px.value_or(0);
  clip.height_px = walk.height_px.value_or(0);
  clip.frames.resize(kFrames);
  for (std::size_t i = 0; i < kFrames; ++i) {
    clip.frames[i].frame = static_cast<base::FrameIndex>(i);
    clip.frames[i].time = base::Timestamp::from_seconds(static_cast<double>(i) / kRate_hz);
    if (i >= kFirst && i < kFirst + kSeen)
      clip.frames[i].people.push_back(observed(walk.samples[i - kFirst]));
  }
  return clip;
}

TEST(ShortWalk, IsMeasuredAsAlone) {
  auto walk = testing::synthetic_walk({.duration_s = kSeen / kRate_hz, .fps = kRate_hz}, 1).series;
  walk.samples.resize(kSeen);
  RunOptions options;
  options.movement.scale = kinematics::PatientHeight{1.7};
  const auto alone = kinematics::measure(walk, options.movement);

  const fs::path out = fs::path(::testing::TempDir()) / "short_walk";
  const base::Cancellation cancellation;
  const Listener listener;
  result::WorkFolder folder(out);
  ClipWork work(options, cancellation, listener, folder);
  work.clip = long_recording(walk);
  find_people(work);
  folder.clear_staged();
  measure_movement(work);
  folder.discard();

  ASSERT_TRUE(work.record.patient);
  EXPECT_FALSE(work.record.patient->suggestion.runner_up);
  ASSERT_EQ(work.record.warnings.size(), 1U);
  EXPECT_NE(work.record.warnings[0].find("nobody else shows a body"), std::string::npos);
  const auto& people = work.record.people.people;
  EXPECT_EQ(people.size(), 1U);
  EXPECT_EQ(work.movement.summary.samples_with_person, kSeen);
  ASSERT_EQ(work.movement.events.size(), alone.events.size());
  ASSERT_GT(alone.events.size(), 5U);
  for (std::size_t k = 0; k < alone.events.size(); ++k) {
    EXPECT_NEAR(work.movement.events[k].time.seconds(),
                alone.events[k].time.seconds() + kFirst / kRate_hz, 0.002);
    EXPECT_EQ(work.movement.events[k].side, alone.events[k].side);
    EXPECT_EQ(work.movement.events[k].kind, alone.events[k].kind);
  }
  for (const kinematics::GaitParameter& expected : alone.gait.parameters) {
    const auto* found = work.movement.gait.find(expected.name);
    ASSERT_EQ(found->both.has_value(), expected.both.has_value()) << expected.name;
    EXPECT_EQ(found->missing_reason, expected.missing_reason) << expected.name;
    if (expected.both) {
      EXPECT_NEAR(found->both->mean, expected.both->mean, 0.01 * std::abs(expected.both->mean))
          << expected.name;
    }
  }
}

}  // namespace
}  // namespace securepose::pipeline
