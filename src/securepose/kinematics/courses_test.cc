#include "securepose/kinematics/courses.h"

#include <gtest/gtest.h>

namespace securepose::kinematics {
namespace {

constexpr double kRate_hz = 10;

/// Headings at ten a second, and the times that belong to them.
struct Way {
  LandmarkTracks tracks;
  std::vector<Heading> headings;

  Way& go(double seconds, double sideways, double away, double feet, bool floor_moves = false) {
    for (int k = 0; k < seconds * kRate_hz; ++k) {
      tracks.time_s.push_back(static_cast<double>(headings.size()) / kRate_hz);
      headings.push_back({.known = true,
                          .sideways = sideways,
                          .away = away,
                          .feet = feet,
                          .floor_moves = floor_moves});
    }
    return *this;
  }
  std::vector<Course> courses() const {
    return find_courses(tracks, headings, {0, headings.size() - 1});
  }
};

TEST(FindCourses, TurnsAndStopsEndThem) {
  Way way;
  way.go(2, 0.6, 0, 0.1).go(1, 0, 0, 0.1).go(2, 0.6, 0, 0.1).go(2, 0, -0.5, 0).go(2, -0.5, 0, -0.1);
  const auto found = way.courses();
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].range.last, 19U);
  EXPECT_EQ(found[1].range.first, 30U);
  EXPECT_NEAR(found[2].obliqueness_deg(), 90, 1e-9);
  EXPECT_NEAR(found[3].turned_from_deg(found[1]), 180, 1e-9);
  EXPECT_NEAR(found[3].sideways, -0.5, 1e-12);
}

TEST(FindCourses, LeaveOutWhatIsTooShort) {
  EXPECT_TRUE(Way().go(0.5, 1, 0, 0.1).courses().empty());
  EXPECT_TRUE(Way().go(2, 0.12, 0, 0.1).courses().empty());  // 0.24 body heights
}

TEST(FindCourses, FeetThatTurnEndACourseOnlyIfTheCameraFollows) {
  for (const bool follows : {false, true}) {
    Way way;
    way.go(2, 0.6, 0, 0.12, follows).go(0.7, 0.6, 0, -0.12, follows).go(2, -0.6, 0, -0.12, follows);
    const auto found = way.courses();
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].range.last, follows ? 19U : 26U);
  }
}

TEST(TrimCourse, CutsOffWhatIsSlowerOrTurned) {
  Way way;
  way.go(0.5, 0.3, 0, 0.12).go(2, 0.6, 0, 0.12).go(0.5, 0.6, 0, 0.05);
  Course course{{0, way.headings.size() - 1}, 0.55, 0};
  trim_course(way.headings, true, course);
  trim_course(way.headings, false, course);
  EXPECT_EQ(course.range.first, 5U);
  EXPECT_EQ(course.range.last, 24U);
  EXPECT_NEAR(course.sideways, 0.6, 1e-12);
}

TEST(TrimTurnedFeet, LeavesWaysInDepthAlone) {
  Way way;
  way.go(2, 0.1, 0.6, 0.02).go(1, 0.1, 0.6, -0.02);
  Course course{{0, way.headings.size() - 1}, 0.1, 0.6};
  trim_turned_feet(way.headings, false, course);
  EXPECT_EQ(course.range.last, way.headings.size() - 1);
}

}  // namespace
}  // namespace securepose::kinematics
