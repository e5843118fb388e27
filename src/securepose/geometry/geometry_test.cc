#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "securepose/geometry/box.h"
#include "securepose/geometry/ellipse.h"
#include "securepose/geometry/similarity.h"

namespace securepose::geometry {
namespace {

TEST(Box, IntersectionOverUnion) {
  const Box a{0, 0, 10, 10};
  EXPECT_DOUBLE_EQ(iou(a, a), 1);
  EXPECT_DOUBLE_EQ(iou(a, {5, 0, 15, 10}), 50.0 / 150);
  EXPECT_DOUBLE_EQ(iou(a, {20, 20, 30, 30}), 0);
  EXPECT_DOUBLE_EQ(iou(a, {5, 5, 5, 5}), 0);
}

TEST(Box, ScalesAboutItsCentre) {
  const Box grown = Box{10, 20, 30, 60}.scaled(2);
  EXPECT_EQ(grown, (Box{0, 0, 40, 80}));
}

TEST(Ellipse, ShareInsideAnother) {
  const Ellipse e{{50, 50}, 20, 10, 0};
  EXPECT_DOUBLE_EQ(share_inside(e, e.scaled(1.1)), 1);
  EXPECT_NEAR(share_inside(e, {{70, 50}, 20, 10, 0}), 0.39, 0.03);
  EXPECT_DOUBLE_EQ(share_inside(e, {{150, 50}, 20, 10, 0}), 0);
}

TEST(Ellipse, TurnsXTowardsY) {
  const Ellipse e{{50, 50}, 20, 5, 90};
  EXPECT_TRUE(e.contains({50, 69}));
  EXPECT_FALSE(e.contains({69, 50}));
  EXPECT_NEAR(e.bounds().height_px(), 40, 1e-9);
  EXPECT_NEAR(e.bounds().width_px(), 10, 1e-9);
}

TEST(Ellipse, BoundsHoldEveryPointOfATurnedEllipse) {
  const Ellipse e{{3, -7}, 11, 4, 33};
  const Box box = e.bounds();
  const double turn_rad = 33 * std::numbers::pi / 180;
  double reach_px = 0;
  for (int deg = 0; deg < 360; ++deg) {
    const double t = deg * std::numbers::pi / 180;
    const double u = 11 * std::cos(t);
    const double v = 4 * std::sin(t);
    const double x = u * std::cos(turn_rad) - v * std::sin(turn_rad);
    reach_px = std::max(reach_px, x);
    EXPECT_LE(3 + x, box.x2_px + 1e-9);
  }
  EXPECT_NEAR(reach_px, box.x2_px - 3, 0.01);
}

TEST(Ellipse, WithoutAreaHoldsNothing) {
  EXPECT_FALSE((Ellipse{{0, 0}, 0, 5, 0}.contains({0, 0})));
}

TEST(Similarity, CropCentreAndCornersFollowTheTurn) {
  const RotatedSquare square{{100, 200}, 50, 90};
  const Similarity crop_from_image = Similarity::crop_from_image(square, 256);
  const Point center = crop_from_image({100, 200});
  EXPECT_NEAR(center.x_px, 128, 1e-9);
  EXPECT_NEAR(center.y_px, 128, 1e-9);
  // The crop's x axis points along the frame's y.
  const Point below = crop_from_image({100, 225});
  EXPECT_NEAR(below.x_px, 256, 1e-9);
  EXPECT_NEAR(below.y_px, 128, 1e-9);
}

TEST(Similarity, InverseRoundTrip) {
  const Similarity map = Similarity::crop_from_image({{31, 17}, 80, -37}, 192);
  const Point p{12.25, 99.5};
  EXPECT_NEAR(distance_px(map.inverse()(map(p)), p), 0, 1e-9);
}

TEST(Similarity, OpencvFormKeepsPixelCentres) {
  const Similarity map = Similarity::crop_from_image({{10, 10}, 20, 0}, 40);
  const cv::Matx23d m = map.for_opencv();
  // Our centre of the first pixel (0.5, 0.5) maps to (1, 1); in OpenCV's numbers 0 maps to 0.5.
  EXPECT_NEAR(m(0, 2), 0.5, 1e-9);
  EXPECT_NEAR(m(0, 0), 2, 1e-9);
}

}  // namespace
}  // namespace securepose::geometry
