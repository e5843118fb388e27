#include "securepose/check/face_watch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include <opencv2/imgproc.hpp>

#include "securepose/testing/fake_detectors.h"

namespace securepose::check {
namespace {

using base::FrameIndex;
using geometry::Box;
using testing::FakeDetectors;

const Box kFace{100, 100, 140, 150};
const Box kLamp{400, 100, 424, 130};

/// A wall, whenever it is asked for.
class Wall final : public OriginalPictures {
 public:
  void visit(const std::vector<FrameIndex>& frames,
             const std::function<void(FrameIndex, const cv::Mat&)>& see) override {
    for (const FrameIndex frame : frames) {
      ++visited;
      see(frame, picture);
    }
  }
  const cv::Mat picture = cv::Mat(360, 640, CV_8UC3, cv::Scalar::all(60));
  int visited = 0;
};

OriginalFacts facts_of(FakeDetectors& detectors, int frames, Wall& wall) {
  OriginalFacts facts;
  for (FrameIndex i = 0; i < frames; ++i) facts.add(wall.picture, detectors.faces(i, wall.picture));
  facts.complete(wall, detectors);
  return facts;
}

/// Watches `frames` frames in which the face's place is covered where `is_covered(i)`.
std::vector<OpenFace> watch(FakeDetectors& detectors, int frames,
                            const std::function<bool(FrameIndex)>& is_covered) {
  Wall wall;
  OriginalFacts facts = facts_of(detectors, frames, wall);
  FaceWatch faces(facts);
  cv::Mat covered = wall.picture.clone();
  cv::ellipse(covered, {120, 125}, {30, 35}, 0, 0, 360, {200, 160, 140}, cv::FILLED);
  for (FrameIndex i = 0; i < frames; ++i)
    faces.add(i, pairing::ChangedMask(wall.picture, is_covered(i) ? covered : wall.picture));
  return faces.finish(wall, detectors);
}

TEST(FaceWatch, OneOpenFrameOfACoveredFaceIsFoundThoughItIsSeenWeakly) {
  FakeDetectors detectors;
  detectors.faces_told = [](FrameIndex i) {
    return std::vector<RawFaceDetection>{{kFace, i == 20 ? 0.2 : 0.8, true}};
  };
  const auto open = watch(detectors, 40, [](FrameIndex i) { return i != 20; });
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].frame, 20);
}

TEST(FaceWatch, ASteadyWeakPatternIsNoFace) {
  FakeDetectors detectors;
  detectors.faces_told = [](FrameIndex) {
    return std::vector<RawFaceDetection>{{kFace, 0.9, true}, {kLamp, 0.25, true}};
  };
  detectors.embedding_told = [](const Box& box) {
    return box == kFace ? detection::FaceEmbedding{{1, 0}}
                        : detection::FaceEmbedding{{0.1F, 0.99F}};
  };
  EXPECT_TRUE(watch(detectors, 40, [](FrameIndex) { return true; }).empty());
}

/// Somebody with the head at 300, 60 and the chest at 300, 145.
std::vector<observation::BodyShape> body_with_chest() {
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
  return {observation::BodyShape(person)};
}

const Box kChest{280, 120, 320, 170};

TEST(FaceWatch, OnABodyWhoseHeadIsElsewhereAFaceMustBeSure) {
  FakeDetectors detectors;
  double score = 0.6;
  detectors.faces_told = [&](FrameIndex) {
    return std::vector<RawFaceDetection>{{kChest, score, true}};
  };
  detectors.bodies_told = body_with_chest;
  const auto all_open = [](FrameIndex) { return false; };
  EXPECT_TRUE(watch(detectors, 5, all_open).empty());
  score = 0.8;
  EXPECT_EQ(watch(detectors, 5, all_open).size(), 5u);
  score = 0.6;
  detectors.bodies_told = nullptr;
  EXPECT_EQ(watch(detectors, 5, all_open).size(), 5u) << "no body there";
}

TEST(FaceWatch, WhereSomebodyIsCarriedWeakFacesOnBodiesCount) {
  FakeDetectors detectors;
  double carried = 0;  // how surely another face shows on the body, in one frame
  detectors.faces_told = [&](FrameIndex i) {
    return std::vector<RawFaceDetection>{{kChest, i < 20 ? 0.6 : 0.0, true},
                                         {{290, 175, 302, 187}, i == 30 ? carried : 0.0, true}};
  };
  detectors.bodies_told = body_with_chest;
  const auto open_on_chest = [&] {
    const auto open = watch(detectors, 40, [](FrameIndex) { return false; });
    return std::count_if(open.begin(), open.end(),
                         [](const OpenFace& face) { return face.box_px == kChest; });
  };
  EXPECT_EQ(open_on_chest(), 0) << "a bare chest";
  carried = 0.9;
  EXPECT_EQ(open_on_chest(), 20) << "all of them, those before it, too";
}

TEST(FaceWatch, BodiesAreLookedAtOnlyWhereTheyDecide) {
  FakeDetectors detectors;
  detectors.faces_told = [](FrameIndex) {
    return std::vector<RawFaceDetection>{{kFace, 0.6, true}, {kLamp, 0.25, true}};
  };
  watch(detectors, 10, [](FrameIndex) { return true; });
  EXPECT_EQ(detectors.looks_at_bodies, 0);
}

/// A clear face, covered, in these frames, and a weak open one that looks like it, or not, in the
/// others.
std::vector<OpenFace> weak_and_clear(FakeDetectors& detectors, bool clear_first, bool alike) {
  detectors.faces_told = [=](FrameIndex i) {
    return (i < 20) == clear_first ? std::vector<RawFaceDetection>{{kFace, 0.9, true}}
                                   : std::vector<RawFaceDetection>{{kLamp, 0.25, true}};
  };
  detectors.embedding_told = [=](const Box& box) {
    if (box == kFace) return detection::FaceEmbedding{{1, 0}};
    return alike ? detection::FaceEmbedding{{0.8F, 0.6F}} : detection::FaceEmbedding{{0.5F, 0.87F}};
  };
  return watch(detectors, 40, [](FrameIndex) { return true; });
}

TEST(FaceWatch, AWeakOneThatResemblesAClearFaceIsAFaceWhicheverComesFirst) {
  FakeDetectors detectors;
  const auto after = weak_and_clear(detectors, true, true);
  ASSERT_EQ(after.size(), 20u);
  EXPECT_EQ(after.front().frame, 20);
  const auto before = weak_and_clear(detectors, false, true);
  ASSERT_EQ(before.size(), 20u);
  EXPECT_EQ(before.front().frame, 0);
  EXPECT_TRUE(weak_and_clear(detectors, true, false).empty());
  EXPECT_TRUE(weak_and_clear(detectors, false, false).empty());
}

TEST(FaceWatch, WhatIsKnownOfTheOriginalIsNotAskedForAgain) {
  FakeDetectors detectors;
  int looks = 0;
  int described = 0;
  detectors.faces_told = [&](FrameIndex i) {
    ++looks;
    return std::vector<RawFaceDetection>{{kFace, i < 20 ? 0.9 : 0.3, true}};
  };
  detectors.embedding_told = [&](const Box&) {
    ++described;
    return detection::FaceEmbedding{{1, 0}};
  };
  Wall wall;
  OriginalFacts facts = facts_of(detectors, 40, wall);
  const auto look = [&] {
    FaceWatch faces(facts);
    for (FrameIndex i = 0; i < 40; ++i)
      faces.add(i, pairing::ChangedMask(wall.picture, wall.picture));
    return faces.finish(wall, detectors).size();
  };
  EXPECT_EQ(look(), 40u);
  const int once = looks + described + detectors.looks_at_bodies + wall.visited;
  EXPECT_EQ(look(), 40u);
  EXPECT_EQ(looks + described + detectors.looks_at_bodies + wall.visited, once);
}

}  // namespace
}  // namespace securepose::check
