#include "securepose/tracking/faces.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using detection::FaceSource;
using observation::HeadPlace;
using testing::observed_face;

const FaceOptions kOptions;

TEST(GroupFaces, JoinsWhatSeveralNetworksSee) {
  auto by_another = observed_face({302, 201}, 45, 0.5);
  by_another.detection.source = FaceSource::kBlazeFaceHead;
  const auto groups = group_faces({observed_face({300, 200}, 40, 0.6), by_another}, kOptions);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].indices, (std::vector<std::size_t>{0, 1}));
  EXPECT_DOUBLE_EQ(groups[0].best_score, 0.6);
  EXPECT_NEAR(groups[0].joint_score, 1 - 0.4 * 0.5, 1e-9);
}

TEST(GroupFaces, TwiceTheSameNetworkProvesNoMore) {
  const auto groups = group_faces(
      {observed_face({300, 200}, 40, 0.6), observed_face({302, 201}, 42, 0.5)}, kOptions);
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_DOUBLE_EQ(groups[0].joint_score, 0.6);
}

TEST(GroupFaces, KeepsNeighboursApart) {
  EXPECT_EQ(group_faces({observed_face({300, 200}, 40, 0.6), observed_face({345, 200}, 40, 0.5)},
                        kOptions)
                .size(),
            2U);
}

TEST(GroupFaces, LeavesOutWhatNobodyCouldRecognise) {
  EXPECT_TRUE(group_faces({observed_face({300, 200}, 4, 0.6)}, kOptions).empty());
  EXPECT_TRUE(group_faces({}, kOptions).empty());
}

FaceGroup face_at(geometry::Point center, double height_px) {
  return {{0}, geometry::Box::around(center, 0.8 * height_px, height_px), 0.6, 0.6};
}

TEST(FaceFit, FallsWithDistanceAndEnds) {
  const HeadPlace head{{300, 200}, 50, 1};
  EXPECT_GT(face_fit(face_at({300, 205}, 42), head, kOptions),
            face_fit(face_at({320, 205}, 42), head, kOptions));
  EXPECT_LT(face_fit(face_at({370, 205}, 42), head, kOptions), 0);
}

TEST(FaceFit, RejectsImpossibleSizes) {
  const HeadPlace head{{300, 200}, 50, 1};
  EXPECT_LT(face_fit(face_at({300, 200}, 10), head, kOptions), 0);
  EXPECT_LT(face_fit(face_at({300, 200}, 150), head, kOptions), 0);
}

TEST(FaceFit, AnUncertainHeadReachesFarther) {
  const auto face = face_at({352, 200}, 42);
  EXPECT_LT(face_fit(face, {{300, 200}, 50, 1}, kOptions), 0);
  EXPECT_GT(face_fit(face, {{300, 200}, 50, 0.3}, kOptions), 0);
}

TEST(AssignFaces, GivesEachHeadItsOwn) {
  const std::vector<HeadPlace> heads = {{{300, 200}, 50, 1}, {{340, 200}, 50, 1}};
  const auto assigned =
      assign_faces(heads, {face_at({338, 204}, 42), face_at({304, 204}, 42)}, kOptions);
  EXPECT_EQ(assigned[0], 1U);
  EXPECT_EQ(assigned[1], 0U);
}

TEST(AssignFaces, AHandFarFromTheHeadIsNobodys) {
  const auto assigned = assign_faces({{{300, 200}, 50, 1}}, {face_at({300, 400}, 42)}, kOptions);
  EXPECT_FALSE(assigned[0]);
}

}  // namespace
}  // namespace securepose::tracking
