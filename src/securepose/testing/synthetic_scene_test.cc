#include "securepose/testing/synthetic_scene.h"

#include <gtest/gtest.h>

namespace securepose::testing {
namespace {

TEST(SyntheticScene, SameSeedGivesTheSameScene) {
  SceneOptions options;
  options.duration_s = 2;
  const SyntheticScene a = make_scene(options, 5);
  const SyntheticScene b = make_scene(options, 5);
  const SyntheticScene c = make_scene(options, 6);
  ASSERT_EQ(a.clip.frames.size(), b.clip.frames.size());
  bool differs = a.clip.frames.size() != c.clip.frames.size();
  for (std::size_t f = 0; f < a.clip.frames.size(); ++f) {
    ASSERT_EQ(a.clip.frames[f].people.size(), b.clip.frames[f].people.size());
    for (std::size_t k = 0; k < a.clip.frames[f].people.size(); ++k)
      EXPECT_EQ(a.clip.frames[f].people[k].box_px, b.clip.frames[f].people[k].box_px);
    differs = differs || a.clip.frames[f].people.size() != c.clip.frames[f].people.size();
  }
  EXPECT_TRUE(differs);
}

TEST(SyntheticScene, EveryObservationHasItsTruth) {
  const SyntheticScene scene = make_scene({}, 1);
  ASSERT_EQ(scene.truth.size(), scene.clip.frames.size());
  std::size_t people = 0;
  std::size_t found = 0;
  for (std::size_t f = 0; f < scene.truth.size(); ++f) {
    ASSERT_EQ(scene.observed[f].size(), scene.clip.frames[f].people.size());
    for (const TruePerson& person : scene.truth[f]) {
      if (person.visible < 0.9) continue;
      ++people;
      for (std::size_t k = 0; k < scene.observed[f].size(); ++k) {
        if (scene.observed[f][k] != person.id) continue;
        ++found;
        EXPECT_GT(geometry::iou(person.box_px, scene.clip.frames[f].people[k].box_px), 0.5);
        break;
      }
    }
  }
  // The miss rate and the runs of misses take about 6 %.
  EXPECT_GT(static_cast<double>(found), 0.9 * static_cast<double>(people));
  EXPECT_LT(static_cast<double>(found), 0.99 * static_cast<double>(people));
}

TEST(SyntheticScene, PeoplePassAndHideEachOther) {
  const SyntheticScene scene = make_scene({.people = 6}, 3);
  std::size_t hidden = 0;
  for (const auto& frame : scene.truth)
    for (const TruePerson& person : frame) hidden += person.visible < 0.25 ? 1 : 0;
  EXPECT_GT(hidden, 20U);
}

TEST(SyntheticScene, CutsAreToldAndChangeThePicture) {
  SceneOptions options;
  options.duration_s = 6;
  options.cuts_s = {2, 4};
  const SyntheticScene scene = make_scene(options, 2);
  ASSERT_EQ(scene.cuts.size(), 2U);
  for (const base::FrameIndex cut : scene.cuts)
    EXPECT_GT(scene.clip.frames[static_cast<std::size_t>(cut)].change->histogram_distance, 0.4);
}

}  // namespace
}  // namespace securepose::testing
