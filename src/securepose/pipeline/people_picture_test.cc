#include "securepose/pipeline/people_picture.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

namespace securepose::pipeline {
namespace {

cv::Mat decoded(const std::string& png) {
  const std::vector<unsigned char> bytes(png.begin(), png.end());
  return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

PeopleTimeline two_lanes() {
  PeopleTimeline timeline;
  timeline.end = base::Timestamp::from_seconds(10);
  for (const int id : {1, 2}) {
    PersonLane lane;
    lane.person = base::PersonId{id};
    lane.certainty = 1;
    lane.stretches = {{{}, base::Timestamp::from_seconds(5), Presence::kSeen}};
    timeline.lanes.push_back(lane);
  }
  return timeline;
}

TEST(PeoplePicture, GrowsWithThePeopleAndShowsTheirThumbnails) {
  PeopleTimeline timeline = two_lanes();
  const cv::Mat two = decoded(people_picture(timeline, {}));
  ASSERT_FALSE(two.empty());
  const cv::Vec3b colour(10, 200, 30);  // red first
  PersonThumbnails thumbnails;
  thumbnails[base::PersonId{2}] = {
      {base::Timestamp::from_seconds(5), cv::Mat(kThumbnailHeight_px, 40, CV_8UC3, colour)}};
  const cv::Mat with_picture = decoded(people_picture(timeline, thumbnails));
  cv::Mat mask;
  cv::inRange(with_picture, cv::Scalar(30, 200, 10), cv::Scalar(30, 200, 10), mask);
  EXPECT_EQ(cv::countNonZero(mask), kThumbnailHeight_px * 40);
  timeline.lanes.resize(1);
  EXPECT_LT(decoded(people_picture(timeline, {})).rows, two.rows);
}

TEST(PeoplePicture, ThumbnailsThatWouldOverlapAreLeftOut) {
  PersonThumbnails thumbnails;
  const cv::Mat picture(kThumbnailHeight_px, 100, CV_8UC3, cv::Scalar(1, 2, 3));
  thumbnails[base::PersonId{1}] = {{base::Timestamp::from_seconds(5), picture},
                                   {base::Timestamp::from_seconds(5.1), picture}};
  cv::Mat mask;
  cv::inRange(decoded(people_picture(two_lanes(), thumbnails)), cv::Scalar(3, 2, 1),
              cv::Scalar(3, 2, 1), mask);
  EXPECT_EQ(cv::countNonZero(mask), kThumbnailHeight_px * 100);
}

TEST(PeoplePicture, NobodyAndNoTimeAreDrawn) {
  EXPECT_FALSE(decoded(people_picture({}, {})).empty());
}

TEST(TimeStep, IsRound) {
  EXPECT_NEAR(time_step_s(10, 12), 1, 1e-9);
  EXPECT_NEAR(time_step_s(7.6, 12), 1, 1e-9);
  EXPECT_NEAR(time_step_s(3600, 12), 500, 1e-9);
  EXPECT_NEAR(time_step_s(1, 12), 0.1, 1e-9);
  EXPECT_EQ(time_step_s(0, 12), 1);
}

}  // namespace
}  // namespace securepose::pipeline
