#include "securepose/check/legible_faces.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "securepose/testing/fake_detectors.h"

namespace securepose::check {
namespace {

using geometry::Box;

const Box kFace{100, 100, 160, 180};
const SeenFace kFaceInOriginal{0, kFace, 0.9, 0.9};
const detection::FaceEmbedding kPatient{{1, 0}};
const detection::FaceEmbedding kBlurredPatient{{0.8F, 0.6F}};
const detection::FaceEmbedding kDrawnFace{{0.3F, 0.954F}};

cv::Mat wall() { return {360, 640, CV_8UC3, cv::Scalar::all(60)}; }

/// The wall with a cover on the face, of one colour or full of shapes.
cv::Mat covered_wall(bool plain) {
  cv::Mat picture = wall();
  cv::ellipse(picture, {130, 140}, {45, 60}, 0, 0, 360, {200, 160, 140}, cv::FILLED);
  if (plain) return picture;
  for (int y = 90; y < 190; y += 12) {
    for (int x = 95; x < 165; x += 12) {
      cv::circle(picture, {x, y}, 4, {120, 90, 80}, cv::FILLED);
    }
  }
  return picture;
}

/// Eyes that see a face with this score at every cover that they look at.
class LegibleFacesTest : public ::testing::Test {
 protected:
  void see(double score, const detection::FaceEmbedding& embedding) {
    detectors_.covered_faces_told = [score](const Box&) {
      return std::vector<RawFaceDetection>{{kFace, score, true}};
    };
    detectors_.embedding_told = [embedding](const Box&) { return embedding; };
  }

  std::vector<OpenFace> legible(bool plain, const std::vector<SeenFace>& in_original) {
    LegibleFaces faces(detectors_);
    const cv::Mat finished = covered_wall(plain);
    faces.add(7, finished, pairing::ChangedMask(wall(), finished), in_original);
    return faces.finish(gallery_);
  }

  testing::FakeDetectors detectors_;
  FaceGallery gallery_;
};

TEST_F(LegibleFacesTest, AWeakBlurThatStillTellsWhoItIsIsFound) {
  gallery_.add(kPatient);
  see(0.7, kBlurredPatient);
  const auto found = legible(false, {kFaceInOriginal});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].frame, 7);
  EXPECT_EQ(found[0].box_px, kFace);
}

TEST_F(LegibleFacesTest, ADrawnFaceOverAFaceIsACover) {
  gallery_.add(kPatient);
  see(0.95, kDrawnFace);
  EXPECT_TRUE(legible(false, {kFaceInOriginal}).empty());
}

TEST_F(LegibleFacesTest, AFaceThatTheOriginalLacksIsFound) {
  see(0.95, kPatient);
  EXPECT_EQ(legible(false, {}).size(), 1u);
}

TEST_F(LegibleFacesTest, AWeakFaceThatTheOriginalLacksIsAPattern) {
  see(0.65, kPatient);
  EXPECT_TRUE(legible(false, {}).empty());
}

TEST_F(LegibleFacesTest, ACoverOfOneColourIsNotLookedAt) {
  gallery_.add(kPatient);
  see(0.95, kPatient);
  EXPECT_TRUE(legible(true, {kFaceInOriginal}).empty());
  EXPECT_EQ(detectors_.looks_at_covers, 0);
}

}  // namespace
}  // namespace securepose::check
