#include "securepose/kinematics/step_width.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;
using testing::WalkerView;

std::vector<double> widths_of(WalkerView view, bool with_width = true) {
  testing::WalkerOptions options;
  options.camera.view = view;
  options.camera.orthographic = false;
  const auto walk = synthetic_walk(options, 1);
  LandmarkTracks tracks = tracks_from_series(walk.series, 0.1);
  add_middle_points(tracks);
  const auto passes = find_passes(tracks, false).passes;
  if (!with_width) tracks.width_px.reset();
  std::vector<GaitEvent> events;
  for (const auto& c : walk.truth.contacts)
    events.push_back(
        {.side = c.side, .kind = c.kind, .time = base::Timestamp::from_seconds(c.time_s)});
  return step_widths_heights(tracks, passes, events);
}

TEST(StepWidths, AreThoseOfTheWalkerAtEveryDistance) {
  for (const WalkerView view : {WalkerView::kFront, WalkerView::kBack}) {
    const std::vector<double> widths = widths_of(view);
    ASSERT_GE(widths.size(), 5U);
    for (const double w : widths) EXPECT_NEAR(w, 0.07, 0.01);  // of the stature
  }
}

TEST(StepWidths, AreUnknownFromTheSideOrWithoutThePicturesWidth) {
  EXPECT_TRUE(widths_of(WalkerView::kSide).empty());
  EXPECT_TRUE(widths_of(WalkerView::kFront, false).empty());
}

}  // namespace
}  // namespace securepose::kinematics
