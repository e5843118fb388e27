#include "securepose/formats/events_csv.h"

#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"
#include "securepose/formats/movement_files.h"
#include "securepose/testing/synthetic_walker.h"

namespace securepose::formats {
namespace {

std::filesystem::path written(const std::string& text) {
  const auto file = std::filesystem::path(::testing::TempDir()) /
                    (std::string("events_") +
                     ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".csv");
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

TEST(EventsCsv, WhatWasWrittenCanBeEditedAndGivenBack) {
  const auto walk = testing::synthetic_walk({}, 1);
  const kinematics::MovementResult first = kinematics::measure(walk.series, {});
  kinematics::MovementOptions options;
  options.events = read_events_csv(written(events_csv(first)));
  const kinematics::MovementResult second = kinematics::measure(walk.series, options);
  EXPECT_EQ(events_csv(second), events_csv(first));
  EXPECT_EQ(strides_csv(second), strides_csv(first));
}

TEST(EventsCsv, NamesOfOtherLaboratoriesAndMissingCertainty) {
  const auto events =
      read_events_csv(written("side,event,time_s\nleft,heel_strike,0.5\nright,toe_off,0.61\n"));
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1].side, kinematics::Side::kRight);
  EXPECT_EQ(events[1].kind, kinematics::GaitEventKind::kFinalContact);
  EXPECT_DOUBLE_EQ(events[0].certainty, 1);
}

TEST(EventsCsv, ViconsAndMokkasWords) {
  for (const char* text :
       {"time_s,side,event\n0.5,Right,Foot Strike\n0.75,Left,Foot Off\n",
        "Subject,Context,Name,Time (s),Description\nA,Right,Foot Strike,0.5,x\nA,Left,Foot "
        "Off,0.75,x\n",
        "time_s;side;event\n0,5;R;IC\n0,75;L;TO\n;;\n;;\n"}) {
    const auto events = read_events_csv(written(text));
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0].side, kinematics::Side::kRight);
    EXPECT_EQ(events[0].kind, kinematics::GaitEventKind::kInitialContact);
    EXPECT_DOUBLE_EQ(events[0].time.seconds(), 0.5);
    EXPECT_EQ(events[1].side, kinematics::Side::kLeft);
    EXPECT_EQ(events[1].kind, kinematics::GaitEventKind::kFinalContact);
    EXPECT_DOUBLE_EQ(events[1].time.seconds(), 0.75);
  }
}

TEST(EventsCsv, WrongRowsAreRefused) {
  EXPECT_THROW(read_events_csv(written("side,event\nleft,initial_contact\n")), base::Error);
  EXPECT_THROW(read_events_csv(written("time_s,side,event\n1,middle,initial_contact\n")),
               base::Error);
  EXPECT_THROW(read_events_csv(written("time_s,side,event\n1,left,step\n")), base::Error);
  EXPECT_THROW(read_events_csv(written("time_s,side,event\n,left,toe_off\n")), base::Error);
}

TEST(NormalBands, AreReadBetweenTheirPercents) {
  const auto bands = read_normal_bands(
      written("angle,percent,mean_deg,sd_deg\nknee_flexion,0,5,2\nknee_flexion,50,15,4\n"
              "knee_flexion,100,5,2\nhip_flexion,0,30,5\nhip_flexion,100,30,5\n"));
  ASSERT_EQ(bands.size(), 2U);
  EXPECT_EQ(bands[0].angle, "knee_flexion");
  EXPECT_DOUBLE_EQ(bands[0].mean_deg[25], 10);
  EXPECT_DOUBLE_EQ(bands[0].deviation_deg[75], 3);
  EXPECT_DOUBLE_EQ(bands[1].mean_deg[100], 30);
}

TEST(NormalBands, MustBeWhole) {
  EXPECT_THROW(read_normal_bands(written("angle,percent,mean_deg,sd_deg\nknee_flexion,0,5,2\n")),
               base::Error);
  EXPECT_THROW(read_normal_bands(written("angle,percent,mean_deg,sd_deg\n")), base::Error);
}

}  // namespace
}  // namespace securepose::formats
