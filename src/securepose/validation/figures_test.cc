#include "securepose/validation/figures.h"

#include <gtest/gtest.h>

namespace securepose::validation {
namespace {

TEST(Shares, IntervalIsWilsons) {
  // Newcombe 1998, Stat Med 17:857, table I: 81 of 263 gives 0.2553 to 0.3662.
  const auto share = share_of(81, 263);
  ASSERT_TRUE(share);
  EXPECT_NEAR(share->percent, 30.80, 0.01);
  EXPECT_NEAR(share->low_percent, 25.53, 0.01);
  EXPECT_NEAR(share->high_percent, 36.62, 0.01);
  EXPECT_NEAR(share_of(29, 29)->high_percent, 100, 1e-9);
  EXPECT_FALSE(share_of(0, 0));
}

ClipPair pair_with(std::vector<geometry::Box> faces, std::vector<CoveredShape> covers) {
  ClipPair pair;
  pair.covered.size = {200, 100};
  pair.covered.frames = {std::move(covers)};
  pair.drawn.frames[0] = {};
  for (const geometry::Box& box : faces)
    pair.drawn.frames[0].push_back({box, FaceKind::kProfile, "A"});
  return pair;
}

TEST(Validate, CountsClipsWithFacesAndWithoutLeak) {
  const geometry::Box small{10, 10, 30, 30};
  const geometry::Box large{100, 10, 150, 80};
  const Validation validation = validate({pair_with({small, large}, {small.scaled(1.2)}),
                                          pair_with({small}, {small}), pair_with({}, {})});
  EXPECT_EQ(validation.clips_with_faces, 2);
  EXPECT_EQ(validation.clips_without_leak, 1);
  EXPECT_FALSE(validation.clean());
  EXPECT_EQ(validation.total.faces.faces, 3);
  EXPECT_EQ(validation.total.faces.covered, 2);
  EXPECT_EQ(validation.total.faces.missed, 1);
  EXPECT_EQ(validation.total.frames, 3);
  EXPECT_EQ(validation.by_kind[1].faces, 3);    // profile
  EXPECT_EQ(validation.by_height[0].faces, 2);  // 20 px
  EXPECT_EQ(validation.by_height[2].leaks(), 1);
  EXPECT_EQ(validation.clips[1].id, "video-02");
}

TEST(Validate, DoubtfulFramesAreCountedApart) {
  ClipPair pair = pair_with({{10, 10, 30, 30}}, {geometry::Box{0, 0, 200, 100}});
  pair.covered.frames.resize(2);
  pair.drawn.frames[1] = pair.drawn.frames[0];
  pair.covered.doubtful = {{0, 0}};
  const Validation validation = validate({pair});
  EXPECT_EQ(validation.total.doubtful_faces.faces, 1);
  EXPECT_EQ(validation.total.doubtful_faces.leaks(), 0);
  EXPECT_EQ(validation.total.outside_share.count, 2);
  EXPECT_GT(validation.total.outside_share.value(), 0.4);
  EXPECT_EQ(validation.total.outside_share_sure.value(), 0);
}

}  // namespace
}  // namespace securepose::validation
