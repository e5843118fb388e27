#include "securepose/kinematics/frontal_contacts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using testing::WalkerView;

TEST(FrontalContacts, FindEveryStepOfBothFeet) {
  for (const WalkerView view : {WalkerView::kFront, WalkerView::kBack})
    for (const double fps : {30.0, 60.0}) {
      testing::WalkerOptions options{.fps = fps};
      options.camera.view = view;
      options.camera.orthographic = false;
      const auto walk = synthetic_walk(options, 1);
      LandmarkTracks tracks = tracks_from_series(walk.series, 0.1);
      add_middle_points(tracks);
      const auto found = frontal_contacts(tracks, find_passes(tracks, false).passes.at(0));
      for (const auto& contact : walk.truth.contacts) {
        if (contact.time_s < 0.3 || contact.time_s > 4.7) continue;
        const auto hits = std::count_if(found.begin(), found.end(), [&](const auto& c) {
          return c.side == contact.side && c.kind == contact.kind &&
                 std::abs(c.time_s - contact.time_s) < 0.12;
        });
        EXPECT_EQ(hits, 1) << contact.time_s;
      }
      for (const auto& c : found) {
        EXPECT_GT(c.certainty, 0);
        EXPECT_LE(c.certainty, 0.6);
      }
    }
}

TEST(FrontalContacts, StandingHasNone) {
  testing::WalkerOptions options;
  options.camera.view = WalkerView::kFront;
  auto walk = synthetic_walk(options, 1);
  for (auto& sample : walk.series.samples) sample.points = walk.series.samples[0].points;
  LandmarkTracks tracks = tracks_from_series(walk.series, 0.1);
  add_middle_points(tracks);
  EXPECT_TRUE(frontal_contacts(tracks, find_passes(tracks, false).passes.at(0)).empty());
}

}  // namespace
}  // namespace securepose::kinematics
