#include "securepose/tracking/detection_table.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using geometry::Point;
using observation::ClipObservations;
using testing::observed;

const TrackingOptions kOptions;

DetectionTable table_of(const ClipObservations& clip) {
  return make_detection_table(clip, {}, std::vector<Point>(clip.frames.size()), kOptions);
}

ClipObservations one_frame(std::vector<observation::PersonObservation> people) {
  ClipObservations clip = testing::empty_clip(1, 30);
  clip.frames[0].people = std::move(people);
  return clip;
}

TEST(DetectionTable, MergesTwoObservationsOfOnePerson) {
  auto twice = observed({.feet = {303, 602}, .score = 0.3});
  twice.movenet.reset();
  const auto clip = one_frame({twice, observed({.feet = {300, 600}})});
  const auto table = table_of(clip);
  ASSERT_EQ(table.detections.size(), 1U);
  EXPECT_EQ(table.detections[0].index, 1U);  // the better one
}

TEST(DetectionTable, KeepsTwoPeopleSideBySide) {
  EXPECT_EQ(table_of(one_frame({observed({.feet = {300, 600}}), observed({.feet = {400, 600}})}))
                .detections.size(),
            2U);
}

TEST(DetectionTable, KeepsOnePersonBeforeAnother) {
  const auto clip = one_frame({observed({.feet = {300, 600}}),
                               observed({.feet = {320, 560}, .height_px = 300, .colour = 5})});
  EXPECT_EQ(table_of(clip).detections.size(), 2U);
}

TEST(DetectionTable, MergesAnUpperBodyIntoItsWhole) {
  const auto whole = observed({.feet = {300, 600}});
  observation::PersonObservation upper = whole;
  upper.box_px.y2_px = 400;
  upper.movenet.reset();
  EXPECT_EQ(table_of(one_frame({whole, upper})).detections.size(), 1U);
}

TEST(DetectionTable, LeavesOutABodySqueezedIntoAHead) {
  auto squeezed = observed({.feet = {300, 260}, .height_px = 90});
  squeezed.movenet.reset();
  auto clip = one_frame({squeezed});
  EXPECT_EQ(table_of(clip).detections.size(), 1U);
  clip.frames[0].faces.push_back(testing::observed_face({300, 220}, 70, 0.8));
  EXPECT_TRUE(table_of(clip).detections.empty());
}

TEST(DetectionTable, KnowsWhatOthersHide) {
  const auto clip = one_frame({observed({.feet = {300, 600}}), observed({.feet = {380, 600}}),
                               observed({.feet = {900, 600}})});
  const auto table = table_of(clip);
  ASSERT_EQ(table.detections.size(), 3U);
  EXPECT_LT(table.detections[0].clear_share, 0.7);
  EXPECT_FLOAT_EQ(table.detections[2].clear_share, 1);
}

TEST(ShotsOfFrames, CountFromNought) {
  EXPECT_EQ(shots_of_frames(6, {2, 5}), (std::vector<int>{0, 0, 1, 1, 1, 2}));
  EXPECT_TRUE(shots_of_frames(0, {}).empty());
}

}  // namespace
}  // namespace securepose::tracking
