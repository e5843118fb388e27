#include "securepose/media/orientation.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

namespace securepose::media {
namespace {

constexpr std::int32_t kOne = 0x10000;

std::array<std::int32_t, 9> matrix(std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) {
  return {a, b, 0, c, d, 0, 0, 0, 0x40000000};
}

struct Case {
  std::array<std::int32_t, 9> display_matrix;
  Orientation orientation;
};

class AllOrientations : public ::testing::TestWithParam<Case> {};

// The matrix moves the unit square of the stored picture; make_upright must do the same.
TEST_P(AllOrientations, PictureFollowsTheMatrix) {
  const auto& [m, expected] = GetParam();
  EXPECT_EQ(orientation_of(m), expected);
  // A picture of 3 x 2 whose pixels hold their own stored position.
  cv::Mat stored(2, 3, CV_8UC3);
  for (int y = 0; y < 2; ++y)
    for (int x = 0; x < 3; ++x) stored.at<cv::Vec3b>(y, x) = cv::Vec3b(x, y, 7);
  const cv::Mat upright = make_upright(stored, expected);
  // Where the matrix sends each pixel, moved so that all coordinates start at 0.
  const auto sign = [](std::int32_t value) { return (value > 0) - (value < 0); };
  for (int y = 0; y < 2; ++y)
    for (int x = 0; x < 3; ++x) {
      int shown_x = sign(m[0]) * x + sign(m[3]) * y;
      int shown_y = sign(m[1]) * x + sign(m[4]) * y;
      shown_x += (m[0] < 0 ? 2 : 0) + (m[3] < 0 ? 1 : 0);
      shown_y += (m[1] < 0 ? 2 : 0) + (m[4] < 0 ? 1 : 0);
      EXPECT_EQ(upright.at<cv::Vec3b>(shown_y, shown_x), cv::Vec3b(x, y, 7)) << x << "," << y;
    }
}

INSTANTIATE_TEST_SUITE_P(DisplayMatrices, AllOrientations,
                         ::testing::Values(Case{matrix(kOne, 0, 0, kOne), {0, false}},
                                           Case{matrix(0, kOne, -kOne, 0), {90, false}},
                                           Case{matrix(-kOne, 0, 0, -kOne), {180, false}},
                                           Case{matrix(0, -kOne, kOne, 0), {270, false}},
                                           Case{matrix(-kOne, 0, 0, kOne), {0, true}},
                                           Case{matrix(0, -kOne, -kOne, 0), {90, true}},
                                           Case{matrix(kOne, 0, 0, -kOne), {180, true}},
                                           Case{matrix(0, kOne, kOne, 0), {270, true}}));

TEST(Orientation, OddTurnsAreRoundedToTheNearestQuarter) {
  // 80 degrees clockwise: cosine 0.17, sine 0.98.
  EXPECT_EQ(orientation_of(matrix(11380, 64540, -64540, 11380)), (Orientation{90, false}));
}

TEST(Orientation, DegenerateMatrixIsNone) {
  EXPECT_EQ(orientation_of(matrix(0, 0, 0, 0)), Orientation{});
}

TEST(Orientation, UprightPictureIsNotCopied) {
  const cv::Mat stored = cv::Mat::zeros(2, 3, CV_8UC3);
  EXPECT_EQ(make_upright(stored, {}).data, stored.data);
}

}  // namespace
}  // namespace securepose::media
