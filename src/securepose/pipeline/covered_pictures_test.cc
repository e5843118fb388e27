#include "securepose/pipeline/covered_pictures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

namespace securepose::pipeline {
namespace {

using ::testing::ElementsAre;

covering::DoubtfulMoment moment(base::FrameIndex first, base::FrameIndex last) {
  covering::DoubtfulMoment made;
  made.first_frame = first;
  made.last_frame = last;
  return made;
}

cv::Mat decoded(const report::CoveredPicture& picture) {
  const std::vector<unsigned char> bytes(picture.bytes.begin(), picture.bytes.end());
  return cv::imdecode(bytes, cv::IMREAD_COLOR);
}

TEST(EvenlySpread, TakesTheMiddlesOfEqualParts) {
  EXPECT_THAT(evenly_spread(10, 2), ElementsAre(2, 7));
  EXPECT_THAT(evenly_spread(3, 12), ElementsAre(0, 1, 2));
  EXPECT_THAT(evenly_spread(0, 12), ElementsAre());
}

TEST(WantedPictures, ShowTheMiddleOfEachDoubtfulMoment) {
  const auto wanted = wanted_pictures(100, 2, {moment(10, 20), moment(5, 5)}, {});
  EXPECT_THAT(wanted.contact_sheet, ElementsAre(25, 75));
  EXPECT_THAT(wanted.doubtful, ElementsAre(15, 5));
}

TEST(WantedPictures, HideWhatTheCheckStillSees) {
  check::Leak leak;
  leak.places = {{7, {1, 2, 3, 4}}, {8, {2, 2, 4, 4}}};
  const auto wanted = wanted_pictures(100, 1, {}, {leak, leak});
  ASSERT_TRUE(wanted.hidden_px.contains(7));
  EXPECT_EQ(wanted.hidden_px.at(7).size(), 2u);
  EXPECT_EQ(wanted.hidden_px.at(8)[0].x1_px, 2);
}

TEST(CoveredPicture, IsSmallAndKeepsItsShape) {
  const auto picture =
      covered_picture(cv::Mat(600, 960, CV_8UC3, cv::Scalar(10, 20, 30)), 3, {}, {}, {});
  EXPECT_EQ(picture.frame, 3);
  EXPECT_EQ(decoded(picture).size(), cv::Size(480, 300));
}

TEST(CoveredPicture, FillsTheHiddenPlacesAndTheirSurroundings) {
  const cv::Mat white(200, 200, CV_8UC3, cv::Scalar::all(255));
  const cv::Mat shown = decoded(covered_picture(white, 0, {}, {{50, 50, 100, 100}}, {}));
  EXPECT_LT(shown.at<cv::Vec3b>(75, 75)[0], 20);
  EXPECT_LT(shown.at<cv::Vec3b>(42, 75)[0], 20);
  EXPECT_GT(shown.at<cv::Vec3b>(20, 75)[0], 235);
  EXPECT_EQ(white.at<cv::Vec3b>(75, 75)[0], 255);
}

TEST(CoveredPicture, FramesThePlaceToLookAt) {
  const cv::Mat grey(600, 960, CV_8UC3, cv::Scalar::all(128));
  const cv::Mat shown = decoded(covered_picture(grey, 0, {}, {}, {{400, 200, 440, 260}}));
  EXPECT_GT(shown.at<cv::Vec3b>(115, 196)[2], 200) << "red of the frame, four pixels to the left";
  EXPECT_NEAR(shown.at<cv::Vec3b>(115, 210)[2], 128, 8) << "not what lies in it";
}

TEST(WantedPictures, OfADoubtfulMomentItsMiddleWithThePlace) {
  covering::DoubtfulMoment moment;
  moment.first_frame = 10;
  moment.last_frame = 20;
  moment.place_px = geometry::Box{1, 2, 3, 4};
  const auto wanted = wanted_pictures(100, 1, {moment}, {});
  EXPECT_EQ(wanted.doubtful[0], 15);
  EXPECT_EQ(wanted.marked_px.at(15)[0], *moment.place_px);
}

}  // namespace
}  // namespace securepose::pipeline
