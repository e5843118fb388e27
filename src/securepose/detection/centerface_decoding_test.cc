#include "securepose/detection/centerface_decoding.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace securepose::detection {
namespace {

using geometry::Box;
using geometry::Point;

/// Maps of 5 x 4 cells with nothing in them.
struct Maps {
  static constexpr std::size_t kArea = 20;
  std::vector<float> heat = std::vector<float>(kArea, 0);
  std::vector<float> log_size = std::vector<float>(2 * kArea, 0);
  std::vector<float> offset = std::vector<float>(2 * kArea, 0);
  std::vector<float> points = std::vector<float>(10 * kArea, 0);

  /// A face of 6 x 8 cells whose centre lies in column 2, row 1, and five points in its box.
  void put_face() {
    constexpr std::size_t kCell = 1 * 5 + 2;
    heat[kCell] = 0.875F;
    log_size[kCell] = std::log(8.0F);
    log_size[kArea + kCell] = std::log(6.0F);
    offset[kCell] = 0.25F;
    offset[kArea + kCell] = -0.5F;
    const std::array<Point, 5> places{
        {{0.25, 0.25}, {0.75, 0.25}, {0.5, 0.5}, {0.25, 0.75}, {0.75, 0.75}}};
    for (std::size_t k = 0; k < places.size(); ++k) {
      points[2 * k * kArea + kCell] = static_cast<float>(places[k].y_px);
      points[(2 * k + 1) * kArea + kCell] = static_cast<float>(places[k].x_px);
    }
  }
  CenterFaceMaps view() const {
    return {.columns = 5,
            .rows = 4,
            .heat = heat,
            .log_size = log_size,
            .offset = offset,
            .points = points};
  }
};

void expect_near(Point found, Point expected) {
  EXPECT_NEAR(found.x_px, expected.x_px, 1e-4);
  EXPECT_NEAR(found.y_px, expected.y_px, 1e-4);
}

TEST(DecodeCenterFace, KnownHeatMapGivesKnownBox) {
  Maps maps;
  maps.put_face();
  const auto faces = decode_centerface(maps.view(), {});
  ASSERT_EQ(faces.size(), 1);
  EXPECT_FLOAT_EQ(static_cast<float>(faces[0].score), 0.875F);
  // Centre (2 - 0.5 + 0.5, 1 + 0.25 + 0.5) cells of 4 pixels, size 24 x 32; not cut at the edge.
  expect_near(faces[0].box_px.center(), {8, 7});
  EXPECT_NEAR(faces[0].box_px.width_px(), 24, 1e-4);
  EXPECT_NEAR(faces[0].box_px.height_px(), 32, 1e-4);
  expect_near(faces[0].points.right_eye, {2, -1});
  expect_near(faces[0].points.left_eye, {14, -1});
  expect_near(faces[0].points.nose, {8, 7});
  expect_near(faces[0].points.mouth, {8, 15});
}

TEST(DecodeCenterFace, FacesComeInTheFramesPixels) {
  Maps maps;
  maps.put_face();
  const auto faces = decode_centerface(maps.view(), {.scale_x = 2, .scale_y = 0.5});
  ASSERT_EQ(faces.size(), 1);
  expect_near(faces[0].box_px.center(), {16, 3.5});
  EXPECT_NEAR(faces[0].box_px.width_px(), 48, 1e-4);
  EXPECT_NEAR(faces[0].box_px.height_px(), 16, 1e-4);
  expect_near(faces[0].points.mouth, {16, 7.5});
}

TEST(DecodeCenterFace, WeakCellsAreLeftOut) {
  Maps maps;
  maps.put_face();
  EXPECT_TRUE(decode_centerface(maps.view(), {.min_score = 0.9}).empty());
}

TEST(DecodeCenterFace, NumbersThatAreNotFiniteAreLeftOut) {
  Maps maps;
  maps.put_face();
  maps.offset[7] = std::numeric_limits<float>::quiet_NaN();
  maps.heat[3] = std::numeric_limits<float>::quiet_NaN();
  maps.heat[4] = 1;
  maps.log_size[4] = std::numeric_limits<float>::infinity();
  const auto faces = decode_centerface(maps.view(), {});
  ASSERT_EQ(faces.size(), 1);
  EXPECT_TRUE(std::isfinite(faces[0].box_px.height_px()));
}

TEST(SuppressOverlapping, BestOfEachGroupStays) {
  const auto face = [](Box box, double score) {
    FaceDetection one;
    one.box_px = box;
    one.score = score;
    return one;
  };
  const auto kept = suppress_overlapping({face({0, 0, 10, 10}, 0.5), face({1, 0, 11, 10}, 0.9),
                                          face({30, 0, 40, 10}, 0.2), face({8, 0, 18, 10}, 0.4)},
                                         0.3);
  ASSERT_EQ(kept.size(), 3);
  EXPECT_EQ(kept[0].score, 0.9);
  EXPECT_EQ(kept[1].score, 0.4);  // overlaps the best by 3 of 17 only
  EXPECT_EQ(kept[2].score, 0.2);
}

}  // namespace
}  // namespace securepose::detection
