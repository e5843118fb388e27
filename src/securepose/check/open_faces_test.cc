#include "securepose/check/open_faces.h"

#include <gtest/gtest.h>

namespace securepose::check {
namespace {

constexpr double kDiagonal_px = 1400;
const geometry::Box kBox{100, 100, 140, 150};
const geometry::Box kNearly{102, 101, 143, 149};
const geometry::Box kElsewhere{400, 100, 440, 150};
const geometry::Box kChest{300, 200, 420, 340};

SeenFace seen(base::FrameIndex frame, double centerface, double blazeface, double covered = 0,
              const geometry::Box& box = kBox) {
  return {frame, box, centerface, blazeface, covered};
}

FaceTrack track_of(const std::vector<SeenFace>& faces) {
  FaceTrack track;
  track.seen = faces;
  return track;
}

TEST(IsClear, OneWeakWordIsNotEnough) {
  EXPECT_FALSE(is_clear(seen(3, 0.4, 0), kDiagonal_px));
  EXPECT_FALSE(is_clear(seen(3, 0, 0.8), kDiagonal_px));
  EXPECT_TRUE(is_clear(seen(3, 0.5, 0), kDiagonal_px));
  EXPECT_TRUE(is_clear(seen(3, 0, 0.9), kDiagonal_px));
}

TEST(IsClear, TwoThatAgreeAre) {
  EXPECT_TRUE(is_clear(seen(3, 0.35, 0.6), kDiagonal_px));
  EXPECT_FALSE(is_clear(seen(3, 0.2, 0.6), kDiagonal_px));
}

TEST(IsClear, ALargeFaceMustBeClearer) {
  EXPECT_FALSE(is_clear(seen(3, 0.5, 0.7, 0, kChest), kDiagonal_px));
  EXPECT_TRUE(is_clear(seen(3, 0.7, 0, 0, kChest), kDiagonal_px));
}

TEST(OpenFaces, ACoveredFaceIsNone) {
  EXPECT_TRUE(open_faces_of(track_of({seen(0, 0.9, 0.9, 1), seen(1, 0.9, 0.9, 0.85)}), kDiagonal_px)
                  .empty());
}

TEST(OpenFaces, AClearFaceWithOpenEyesAboveItsCoverIs) {
  EXPECT_EQ(open_faces_of(track_of({seen(1, 0.9, 0.9, 0.6)}), kDiagonal_px).size(), 1u);
}

TEST(OpenFaces, AWeakDetectionThatIsMostlyCoveredIsNone) {
  FaceTrack track;
  for (int i = 0; i < 10; ++i) track.seen.push_back(seen(i, 0.8, 0.9, 1));
  track.seen.push_back(seen(10, 0.2, 0, 0.6));
  EXPECT_TRUE(open_faces_of(track, kDiagonal_px).empty());
}

TEST(OpenFaces, AClearOneOfASingleFrameIs) {
  const auto open = open_faces_of(track_of({seen(7, 0.6, 0)}), kDiagonal_px);
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].frame, 7);
  EXPECT_DOUBLE_EQ(open[0].score, 0.6);
}

TEST(OpenFaces, AWeakDetectionCountsWhereTheTrackIsAFace) {
  FaceTrack track;
  for (int i = 0; i < 10; ++i) track.seen.push_back(seen(i, 0.8, 0.9, 1));
  track.seen.push_back(seen(10, 0.2, 0, 0.1));
  EXPECT_EQ(open_faces_of(track, kDiagonal_px).size(), 1u);
  for (SeenFace& face : track.seen) face.centerface = std::min(face.centerface, 0.2);
  for (SeenFace& face : track.seen) face.blazeface = 0;
  EXPECT_TRUE(open_faces_of(track, kDiagonal_px).empty()) << "a lamp that is weak throughout";
}

TEST(OpenFaces, AWeakDetectionCountsIfItResemblesAClearFace) {
  FaceTrack track = track_of({seen(10, 0.2, 0)});
  EXPECT_TRUE(open_faces_of(track, kDiagonal_px).empty());
  track.resemblance = 0.1;
  EXPECT_TRUE(open_faces_of(track, kDiagonal_px).empty());
  track.resemblance = 0.7;
  EXPECT_EQ(open_faces_of(track, kDiagonal_px).size(), 1u);
}

TEST(OpenFaces, ALargeWeakPatternIsNoneThoughItResemblesAFace) {
  FaceTrack chest = track_of({seen(10, 0, 0.6, 0, kChest)});
  chest.resemblance = 0.7;
  EXPECT_TRUE(open_faces_of(chest, kDiagonal_px).empty());
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
}  // namespace securepose::check
