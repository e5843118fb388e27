#include "securepose/formats/point_order.h"

#include <gtest/gtest.h>

#include <limits>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::formats {
namespace {

using kinematics::BodyLandmark;
using kinematics::KeypointSet;

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

std::vector<RawPose> people(KeypointSet set, const testing::WalkerOptions& given) {
  testing::WalkerOptions options = given;
  options.keypoint_set = set;
  std::vector<RawPose> all;
  for (const auto& sample : testing::synthetic_walk(options, 1).series.samples) {
    RawPose& pose = all.emplace_back(size_of(set), std::array{kMissing, kMissing, 0.0});
    for (std::size_t k = 0; k < size_of(set); ++k)
      if (const auto landmark = landmark_of(set, k); landmark && sample[*landmark])
        pose[k] = {sample[*landmark]->point_px.x_px, sample[*landmark]->point_px.y_px, 0.9};
  }
  return all;
}

TEST(PointOrder, IsToldFromEveryViewAndWithNoise) {
  for (const auto view :
       {testing::WalkerView::kSide, testing::WalkerView::kFront, testing::WalkerView::kBack})
    for (const KeypointSet set : kinematics::kAllKeypointSets) {
      const auto all = people(set, {.camera = {.view = view, .orthographic = false},
                                    .disturbance = {.noise_px = 6, .dropout_share = 0.3}});
      EXPECT_EQ(point_order_of(all), set) << name_of(set);
    }
}

TEST(PointOrder, IsToldFromLegsAlone) {
  for (const KeypointSet set : {KeypointSet::kBody25, KeypointSet::kBody25B}) {
    auto all = people(set, {});
    for (RawPose& pose : all)
      for (std::size_t k = 0; k < pose.size(); ++k) {
        const auto landmark = landmark_of(set, k);
        if (!landmark || *landmark < BodyLandmark::kLeftHip) pose[k][0] = kMissing;
      }
    EXPECT_EQ(point_order_of(all), set) << name_of(set);
  }
}

/// People of whom only some points are seen.
template <class Seen>
std::vector<RawPose> only(std::vector<RawPose> all, KeypointSet set, const Seen& seen) {
  for (RawPose& pose : all)
    for (std::size_t k = 0; k < pose.size(); ++k) {
      const auto landmark = landmark_of(set, k);
      if (landmark && !seen(*landmark)) pose[k][0] = kMissing;
    }
  return all;
}

TEST(PointOrder, IsToldWithoutAFaceAndWithoutLegs) {
  for (const KeypointSet set : {KeypointSet::kBody25, KeypointSet::kBody25B, KeypointSet::kCoco17,
                                KeypointSet::kHuman36M17}) {
    const auto faceless = only(people(set, {}), set, [](BodyLandmark landmark) {
      return landmark >= BodyLandmark::kLeftShoulder && landmark != BodyLandmark::kHeadTop;
    });
    EXPECT_EQ(point_order_of(faceless), set) << name_of(set);
  }
  for (const KeypointSet set : {KeypointSet::kBody25, KeypointSet::kCoco17}) {
    const auto legless = only(people(set, {}), set, [](BodyLandmark landmark) {
      return landmark <= BodyLandmark::kRightHip || landmark == BodyLandmark::kNeck;
    });
    EXPECT_EQ(point_order_of(legless), set) << name_of(set);
  }
}

TEST(PointOrder, AnUnknownNumberIsNothing) {
  EXPECT_EQ(point_order_of({RawPose(12)}), std::nullopt);
  EXPECT_EQ(point_order_of({}), std::nullopt);
  EXPECT_FALSE(known_number_of_points(12));
  EXPECT_TRUE(known_number_of_points(133));
}

}  // namespace
}  // namespace securepose::formats
