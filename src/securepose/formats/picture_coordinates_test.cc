#include "securepose/formats/picture_coordinates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::formats {
namespace {

using kinematics::BodyLandmark;
using ::testing::HasSubstr;

/// A walk in which every point is put where `place` says.
template <class Place>
PoseRecording recording(const Place& place, const testing::WalkerOptions& options = {}) {
  PoseRecording poses;
  poses.fps = 30;
  for (const auto& sample : testing::synthetic_walk(options, 1).series.samples) {
    PoseFrame& frame = poses.seen.emplace_back(PoseFrame{poses.frames++, {{}}});
    for (std::size_t k = 0; k < sample.points.size(); ++k)
      if (sample.points[k])
        frame.people[0].push_back(
            {static_cast<BodyLandmark>(k), place(sample.points[k]->point_px), 0.9});
  }
  return poses;
}

geometry::Point as_it_is(geometry::Point p) { return p; }

std::size_t points_of(const PoseRecording& poses) {
  std::size_t points = 0;
  for (const PoseFrame& frame : poses.seen)
    for (const PosePerson& person : frame.people) points += person.size();
  return points;
}

double greatest_x(const PoseRecording& poses) {
  double greatest = -1e9;
  for (const PoseFrame& frame : poses.seen)
    for (const PosePerson& person : frame.people)
      for (const PosePoint& p : person) greatest = std::max(greatest, p.point_px.x_px);
  return greatest;
}

TEST(UnitSquare, IsKnownWhenSeen) {
  EXPECT_FALSE(lies_in_unit_square(recording(as_it_is)));
  EXPECT_FALSE(lies_in_unit_square(recording([](auto p) { return 0.05 * p; })));  // 96x54 px
  EXPECT_TRUE(lies_in_unit_square(recording([](auto p) {
    return geometry::Point{p.x_px / 1920, p.y_px / 1080};
  })));
}

TEST(UnitSquare, BothKindsAreScaledToPixels) {
  const PoseRecording truth = recording(as_it_is);
  for (const bool both_signs : {false, true}) {
    PoseRecording poses = recording([&](auto p) {
      const geometry::Point share{p.x_px / 1920, p.y_px / 1080};
      return both_signs ? geometry::Point{2 * share.x_px - 1, 2 * share.y_px - 1} : share;
    });
    poses.width_px = 1920;
    poses.height_px = 1080;
    scale_unit_square(poses);
    EXPECT_NEAR(poses.seen[5].people[0][3].point_px.x_px, truth.seen[5].people[0][3].point_px.x_px,
                1e-6);
    EXPECT_NEAR(poses.seen[5].people[0][3].point_px.y_px, truth.seen[5].people[0][3].point_px.y_px,
                1e-6);
    EXPECT_THAT(poses.notes, ::testing::Contains(HasSubstr("scaled to 1920x1080")));
  }
}

TEST(PictureBorder, PinnedPointsAreNotBelievedAtAKnownOne) {
  PoseRecording poses = recording([](auto p) {
    return geometry::Point{std::min(p.x_px, 1099.0), p.y_px};
  });
  poses.width_px = 1100;
  poses.height_px = 1080;
  EXPECT_FALSE(drop_border_points(poses));
  EXPECT_LT(greatest_x(poses), 1098);
  EXPECT_THAT(poses.notes, ::testing::Contains(HasSubstr("border or outside were not believed")));
}

TEST(PictureBorder, IsToldByPinnedJointsWhereTheSizeIsNotKnown) {
  PoseRecording poses = recording([](auto p) {
    return geometry::Point{std::min(p.x_px, 1099.0), p.y_px};
  });
  EXPECT_FALSE(drop_border_points(poses));
  EXPECT_LT(greatest_x(poses), 1098);
}

TEST(PictureBorder, AnUnknownOneTakesNothingFromAWalkClearOfIt) {
  // Whole pixels: many points of a foot rest at one height on the floor, the lowest of all.
  for (const bool whole : {false, true}) {
    PoseRecording poses = recording([&](auto p) {
      return whole ? geometry::Point{std::round(p.x_px), std::round(p.y_px)} : p;
    });
    const std::size_t before = points_of(poses);
    EXPECT_FALSE(drop_border_points(poses));
    EXPECT_EQ(points_of(poses), before);
    EXPECT_TRUE(poses.notes.empty());
  }
}

TEST(PictureBorder, ASizeThatMostPointsLieOutsideOfIsWrong) {
  PoseRecording poses = recording(as_it_is);
  poses.width_px = 100;
  poses.height_px = 100;
  const std::size_t before = points_of(poses);
  EXPECT_TRUE(drop_border_points(poses));
  EXPECT_EQ(points_of(poses), before);
}

}  // namespace
}  // namespace securepose::formats
