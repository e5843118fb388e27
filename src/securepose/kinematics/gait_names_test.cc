#include <gtest/gtest.h>

#include <array>
#include <set>

#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/walking_pass.h"

namespace securepose::kinematics {
namespace {

TEST(GaitNames, AreThoseOfTheFiles) {
  EXPECT_EQ(name_of(Side::kLeft), "left");
  EXPECT_EQ(name_of(Side::kRight), "right");
  EXPECT_EQ(name_of(GaitEventKind::kInitialContact), "initial_contact");
  EXPECT_EQ(name_of(GaitEventKind::kFinalContact), "final_contact");
}

TEST(GaitNames, AreDistinct) {
  std::set<std::string_view> views, activities;
  for (const ViewKind v :
       {ViewKind::kSagittalLeft, ViewKind::kSagittalRight, ViewKind::kFrontalTowards,
        ViewKind::kFrontalAway, ViewKind::kOblique, ViewKind::kUnknown})
    views.insert(name_of(v));
  for (const Activity a : {Activity::kWalking, Activity::kRunning, Activity::kStanding,
                           Activity::kSitting, Activity::kOther})
    activities.insert(name_of(a));
  EXPECT_EQ(views.size(), 6U);
  EXPECT_EQ(activities.size(), 5U);
}

}  // namespace
}  // namespace securepose::kinematics
