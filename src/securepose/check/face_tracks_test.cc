#include "securepose/check/face_tracks.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace securepose::check {
namespace {

using geometry::Box;

SeenFace at(base::FrameIndex frame, double x_px, double height_px = 50) {
  return {frame, Box::around({x_px, 100}, 40, height_px), 0.8};
}

TEST(MergeDetections, LooksAtOneFaceBecomeOneWithTheBestScoreOfEachNetwork) {
  const auto faces = merge_detections(4, {{{100, 100, 140, 150}, 0.3, true},
                                          {{102, 101, 143, 149}, 0.6, true},
                                          {{98, 99, 141, 152}, 0.9, false},
                                          {{400, 100, 440, 150}, 0.2, false}});
  ASSERT_EQ(faces.size(), 2u);
  EXPECT_EQ(faces[0].frame, 4);
  EXPECT_DOUBLE_EQ(faces[0].centerface, 0.6);
  EXPECT_DOUBLE_EQ(faces[0].blazeface, 0.9);
  EXPECT_DOUBLE_EQ(faces[1].centerface, 0);
}

using Frames = std::vector<std::vector<SeenFace>>;

TEST(LinkFaces, FollowsTwoThatMove) {
  Frames frames;
  for (int i = 0; i < 20; ++i) frames.push_back({at(i, 100 + 8 * i), at(i, 500 - 8 * i)});
  const auto chains = link_faces(frames, {});
  ASSERT_EQ(chains.size(), 2u);
  EXPECT_EQ(chains[0].size(), 20u);
  EXPECT_EQ(chains[1].size(), 20u);
}

TEST(LinkFaces, BridgesAFewFramesButNotManyAndNoCut) {
  Frames frames(40);
  frames[0] = {at(0, 100)};
  frames[10] = {at(10, 110)};
  frames[39] = {at(39, 110)};
  EXPECT_EQ(link_faces(frames, {}).size(), 2u);
  EXPECT_EQ(link_faces(frames, {5}).size(), 3u);
  EXPECT_EQ(link_faces(frames, {10}).size(), 3u);
  EXPECT_EQ(link_faces(frames, {11}).size(), 2u);
}

TEST(LinkFaces, AnotherSizeOrPlaceIsAnotherFace) {
  EXPECT_EQ(link_faces({{at(0, 100)}, {at(1, 100, 100)}, {at(2, 300)}}, {}).size(), 3u);
}

TEST(LinkFaces, TellsWhichFaceContinuesWhich) {
  const auto chains = link_faces({{at(0, 100), at(0, 300)}, {at(1, 302), at(1, 101)}}, {});
  ASSERT_EQ(chains.size(), 2u);
  EXPECT_EQ(chains[0], (std::vector<FaceRef>{{0, 0}, {1, 1}}));
  EXPECT_EQ(chains[1], (std::vector<FaceRef>{{0, 1}, {1, 0}}));
}

TEST(LinkFaces, PlayedBackwardsAClipGivesTheSameChains) {
  // Many that come, go and pass each other.
  Frames frames(60);
  for (int i = 0; i < 60; ++i) {
    for (int k = 0; k < 6; ++k) {
      if ((i * 7 + k * 13) % 11 < 4) continue;
      const double x_px = k % 2 == 0 ? 100 + 40 * k + 5.3 * i : 520 - 30 * k - 6.1 * i;
      frames[static_cast<std::size_t>(i)].push_back(at(i, x_px, 50 + (i * k) % 9));
    }
  }
  const auto boxes_of = [](const Frames& clip, const std::vector<FaceRef>& chain) {
    std::vector<double> xs_px;
    for (const FaceRef& ref : chain) {
      xs_px.push_back(clip[static_cast<std::size_t>(ref.frame)][ref.number].box_px.center().x_px);
    }
    std::sort(xs_px.begin(), xs_px.end());
    return xs_px;
  };
  const auto all_of = [&](const Frames& clip) {
    std::vector<std::vector<double>> all;
    for (const auto& chain : link_faces(clip, {})) all.push_back(boxes_of(clip, chain));
    std::sort(all.begin(), all.end());
    return all;
  };
  Frames backwards(frames.rbegin(), frames.rend());
  for (int i = 0; i < 60; ++i) {
    for (SeenFace& face : backwards[static_cast<std::size_t>(i)]) face.frame = i;
  }
  EXPECT_EQ(all_of(frames), all_of(backwards));
}

}  // namespace
}  // namespace securepose::check
