#include "securepose/kinematics/strides.h"

#include <gtest/gtest.h>

#include "securepose/testing/synthetic_walker.h"

namespace securepose::kinematics {
namespace {

using testing::synthetic_walk;

struct Walk {
  testing::SyntheticWalk walk;
  LandmarkTracks tracks;
  std::vector<PassGeometry> passes;
  std::vector<GaitEvent> events;  ///< the true ones
};

Walk walk_of(const testing::WalkerOptions& options) {
  Walk w{synthetic_walk(options, 1), {}, {}, {}};
  w.tracks = tracks_from_series(w.walk.series, 0.1);
  add_middle_points(w.tracks);
  w.passes = find_passes(w.tracks, false).passes;
  for (const auto& c : w.walk.truth.contacts)
    w.events.push_back({.side = c.side,
                        .kind = c.kind,
                        .time = base::Timestamp::from_seconds(c.time_s),
                        .certainty = 0.9});
  return w;
}

TEST(StridesOf, FollowTheDefinitionsOnTrueEvents) {
  const Walk w = walk_of({});
  const auto strides =
      strides_of(w.tracks, w.passes, {{.height_m = 1.7, .lengths = true}}, w.events);
  ASSERT_EQ(strides.size(), 7U);  // right from 0, 1.2, 2.4, 3.6 - the last ends at 4.8; left 3
  for (const Stride& s : strides) {
    EXPECT_NEAR(s.duration_s(), 1.2, 1e-6);
    ASSERT_TRUE(s.final_contact && s.other_final_contact && s.other_initial_contact);
    EXPECT_NEAR((*s.final_contact - s.start).seconds(), 0.62 * 1.2, 1e-6);
    EXPECT_NEAR((*s.other_final_contact - s.start).seconds(), 0.12 * 1.2, 1e-6);
    EXPECT_NEAR((*s.other_initial_contact - s.start).seconds(), 0.5 * 1.2, 1e-6);
    EXPECT_NEAR(s.step_time_s.value(), 0.6, 1e-6);
    EXPECT_NEAR(s.length_m.value(), 1.32, 0.01);
    EXPECT_NEAR(s.step_length_m.value(), 0.66, 0.01);
    EXPECT_NEAR(s.length_heights.value() * 1.7, s.length_m.value(), 1e-9);
    EXPECT_NEAR(s.speed_m_s.value(), 1.1, 0.01);
    EXPECT_EQ(s.certainty, 0.9);
  }
}

TEST(StridesOf, WithoutAScaleThereAreNoMetres) {
  const Walk w = walk_of({});
  for (const Stride& s : strides_of(w.tracks, w.passes, {{.lengths = true}}, w.events)) {
    EXPECT_FALSE(s.length_m || s.step_length_m || s.speed_m_s);
    EXPECT_TRUE(s.length_heights.has_value());
  }
}

TEST(StridesOf, AViewWithoutLengthsHasNone) {
  const Walk w = walk_of({});
  for (const Stride& s : strides_of(w.tracks, w.passes, {{.height_m = 1.7}}, w.events))
    EXPECT_FALSE(s.length_m || s.length_heights || s.speed_heights_s);
}

TEST(StridesOf, AMovingFloorIsTakenIntoAccount) {
  const Walk w = walk_of({.treadmill = true});
  for (const Stride& s :
       strides_of(w.tracks, w.passes,
                  {{.height_m = 1.7, .floor_velocity = -1.1 / 1.7, .lengths = true}}, w.events)) {
    EXPECT_NEAR(s.length_m.value(), 1.32, 0.02);
    EXPECT_NEAR(s.speed_m_s.value(), 1.1, 0.02);
  }
}

TEST(StridesOf, AStrideThatHidesAContactIsLeftOut) {
  Walk w = walk_of({});
  std::erase_if(w.events, [](const GaitEvent& e) {
    return e.side == Side::kRight && e.kind == GaitEventKind::kInitialContact &&
           std::abs(e.time.seconds() - 2.4) < 0.01;
  });
  const auto strides = strides_of(w.tracks, w.passes, {{}}, w.events);
  EXPECT_EQ(strides.size(), 5U);
  for (const Stride& s : strides) EXPECT_LT(s.duration_s(), 1.3);
}

TEST(StridesOf, NearAndFarFootAreEquallyLong) {
  testing::WalkerOptions options;
  options.camera.orthographic = false;
  options.camera.distance_m = 3;
  const Walk w = walk_of(options);
  for (const Stride& s :
       strides_of(w.tracks, w.passes, {{.height_m = 1.7, .lengths = true}}, w.events))
    EXPECT_NEAR(s.length_m.value(), 1.32, 0.035) << name_of(s.side);
}

}  // namespace
}  // namespace securepose::kinematics
