#include "securepose/deidentification/face_watch.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>

#include "securepose/deidentification/told_eyes.h"

namespace securepose::deidentification {
namespace {

using base::FrameIndex;
using geometry::Box;

const Box kFace{100, 100, 140, 150};
const Box kLamp{400, 100, 424, 130};

/// Watches `frames` frames in which the face's place is covered where `is_covered(i)`.
std::vector<OpenFace> watch(ToldEyes& eyes, int frames,
                            const std::function<bool(FrameIndex)>& is_covered) {
  FaceWatch faces(eyes);
  const cv::Mat original(360, 640, CV_8UC3, cv::Scalar::all(60));
  cv::Mat covered = original.clone();
  cv::ellipse(covered, {120, 125}, {30, 35}, 0, 0, 360, {200, 160, 140}, cv::FILLED);
  for (FrameIndex i = 0; i < frames; ++i) {
    faces.add(i, original, ChangedMask(original, is_covered(i) ? covered : original));
  }
  return faces.finish();
}

TEST(FaceWatch, OneOpenFrameOfACoveredFaceIsFoundThoughItIsSeenWeakly) {
  ToldEyes eyes;
  eyes.faces_told = [](FrameIndex i) {
    return std::vector<FaceSighting>{{kFace, i == 20 ? 0.2 : 0.8, true}};
  };
  const auto open = watch(eyes, 40, [](FrameIndex i) { return i != 20; });
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].frame, 20);
}

TEST(FaceWatch, ASteadyWeakPatternIsNoFace) {
  ToldEyes eyes;
  eyes.faces_told = [](FrameIndex) {
    return std::vector<FaceSighting>{{kFace, 0.9, true}, {kLamp, 0.25, true}};
  };
  eyes.likeness_told = [](const Box& box) {
    return box == kFace ? detection::FaceLikeness{{1, 0}} : detection::FaceLikeness{{0.1F, 0.99F}};
  };
  EXPECT_TRUE(watch(eyes, 40, [](FrameIndex) { return true; }).empty());
}

/// Somebody with the head at 300, 60 and the chest at 300, 145.
std::vector<BodyShape> body_with_chest() {
  detection::PersonDetection person;
  const auto put = [&](std::size_t left, double half_width_px, double y_px) {
    person.keypoints[left] = {{300 + half_width_px, y_px}, 0.8};
    person.keypoints[left + 1] = {{300 - half_width_px, y_px}, 0.8};
  };
  person.keypoints[0] = {{300, 62}, 0.8};
  put(1, 5, 58);
  put(3, 10, 60);
  put(5, 26, 95);
  put(11, 22, 170);
  return {BodyShape(person)};
}

const Box kChest{280, 120, 320, 170};

TEST(FaceWatch, OnABodyWhoseHeadIsElsewhereAFaceMustBeSure) {
  ToldEyes eyes;
  double score = 0.6;
  eyes.faces_told = [&](FrameIndex) { return std::vector<FaceSighting>{{kChest, score, true}}; };
  eyes.bodies_told = body_with_chest;
  const auto all_open = [](FrameIndex) { return false; };
  EXPECT_TRUE(watch(eyes, 5, all_open).empty());
  score = 0.8;
  EXPECT_EQ(watch(eyes, 5, all_open).size(), 5u);
  score = 0.6;
  eyes.bodies_told = nullptr;
  EXPECT_EQ(watch(eyes, 5, all_open).size(), 5u) << "no body there";
}

TEST(FaceWatch, WhereSomebodyIsCarriedWeakFacesOnBodiesCount) {
  ToldEyes eyes;
  eyes.faces_told = [](FrameIndex i) {
    return std::vector<FaceSighting>{{kChest, i < 20 ? 0.6 : 0.0, true},
                                     {{285, 230, 310, 260}, 0.6, true},
                                     {{290, 150, 315, 180}, i == 30 ? 0.9 : 0.0, true}};
  };
  eyes.bodies_told = body_with_chest;
  const auto open = watch(eyes, 40, [](FrameIndex) { return false; });
  EXPECT_GE(open.size(), 20u);
}

TEST(FaceWatch, BodiesAreLookedAtOnlyWhereTheyDecide) {
  ToldEyes eyes;
  eyes.faces_told = [](FrameIndex) {
    return std::vector<FaceSighting>{{kFace, 0.6, true}, {kLamp, 0.25, true}};
  };
  watch(eyes, 10, [](FrameIndex) { return true; });
  EXPECT_EQ(eyes.looks_at_bodies, 0);
}

TEST(FaceWatch, AWeakOneThatResemblesAClearFaceIsAFace) {
  ToldEyes eyes;
  eyes.faces_told = [](FrameIndex i) {
    std::vector<FaceSighting> seen{{kFace, 0.9, true}};
    if (i >= 20) seen.push_back({kLamp, 0.25, true});
    return seen;
  };
  eyes.likeness_told = [](const Box& box) {
    return box == kFace ? detection::FaceLikeness{{1, 0}} : detection::FaceLikeness{{0.8F, 0.6F}};
  };
  const auto open = watch(eyes, 40, [](FrameIndex) { return true; });
  EXPECT_EQ(open.size(), 20u);
  EXPECT_EQ(open.front().frame, 20);
}

}  // namespace
}  // namespace securepose::deidentification
