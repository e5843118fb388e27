#include "securepose/deidentification/open_faces.h"

#include <gtest/gtest.h>

namespace securepose::deidentification {
namespace {

constexpr double kDiagonal_px = 1400;
const geometry::Box kBox{100, 100, 140, 150};
const geometry::Box kNearly{102, 101, 143, 149};
const geometry::Box kElsewhere{400, 100, 440, 150};

TEST(JudgeOpenFaces, OneWeakWordIsNotEnough) {
  EXPECT_TRUE(judge_open_faces(3, kDiagonal_px, {{kBox, 0.3, true}}).empty());
  EXPECT_TRUE(judge_open_faces(3, kDiagonal_px, {{kBox, 0.6, false}}).empty());
}

TEST(JudgeOpenFaces, AClearOneIs) {
  const auto faces = judge_open_faces(3, kDiagonal_px, {{kBox, 0.6, true}});
  ASSERT_EQ(faces.size(), 1u);
  EXPECT_EQ(faces[0].frame, 3);
  EXPECT_DOUBLE_EQ(faces[0].score, 0.6);
}

TEST(JudgeOpenFaces, TwoThatAgreeMakeOneFace) {
  EXPECT_EQ(judge_open_faces(0, kDiagonal_px, {{kBox, 0.35, true}, {kNearly, 0.6, false}}).size(),
            1u);
  EXPECT_TRUE(
      judge_open_faces(0, kDiagonal_px, {{kBox, 0.35, true}, {kElsewhere, 0.6, false}}).empty());
  EXPECT_TRUE(judge_open_faces(0, kDiagonal_px, {{kBox, 0.35, true}, {kNearly, 0.4, true}}).empty())
      << "two looks of one network do not count twice";
}

TEST(JudgeOpenFaces, LargeFaceMustBeClear) {
  const geometry::Box chest{300, 200, 420, 340};
  EXPECT_TRUE(judge_open_faces(0, kDiagonal_px, {{chest, 0.5, true}, {chest, 0.7, false}}).empty());
  EXPECT_EQ(judge_open_faces(0, kDiagonal_px, {{chest, 0.7, true}}).size(), 1u);
}

TEST(JoinOpenFaces, ByPlaceAndTime) {
  const std::vector<OpenFace> faces{
      {10, kBox, 0.5}, {11, kNearly, 0.6}, {11, kElsewhere, 0.7}, {40, kBox, 0.5}};
  const auto stretches = join_open_faces(faces, 15);
  ASSERT_EQ(stretches.size(), 3u);
  EXPECT_EQ(stretches[0].last_frame, 11);
  EXPECT_EQ(stretches[0].faces.size(), 2u);
  EXPECT_EQ(stretches[2].first_frame, 40);
}

}  // namespace
}  // namespace securepose::deidentification
