#include "securepose/tracking/chain.h"

#include <gtest/gtest.h>

#include "securepose/testing/observed_person.h"

namespace securepose::tracking {
namespace {

using testing::observed;

const TrackingOptions kOptions;

class ChainTest : public ::testing::Test {
 protected:
  ChainTest() : clip(testing::empty_clip(30, 30)) {
    for (auto& frame : clip.frames) {
      frame.people.push_back(observed({.feet = {200 + 300 * frame.time.seconds(), 600}}));
      frame.people.push_back(observed({.feet = {900, 600}, .colour = 5}));
    }
    table = make_detection_table(clip, {}, std::vector<geometry::Point>(30), kOptions);
  }

  // Person 0 or 1 from one frame to before another.
  Chain chain(std::uint32_t person, std::uint32_t from, std::uint32_t to) const {
    Tracklet tracklet;
    for (std::uint32_t k = from; k < to; ++k) tracklet.push_back(2 * k + person);
    return make_chain(tracklet, table);
  }

  observation::ClipObservations clip;
  DetectionTable table;
};

TEST_F(ChainTest, AppendJoinsWhatIsKnown) {
  Chain a = chain(0, 0, 10);
  const Chain b = chain(0, 12, 30);
  const double weight = a.appearance.weight() + b.appearance.weight();
  append(a, b, 0.8);
  EXPECT_EQ(a.detections.size(), 28U);
  EXPECT_NEAR(a.appearance.weight(), weight, 1e-9);
  EXPECT_DOUBLE_EQ(a.link_certainty, 0.8);
}

TEST_F(ChainTest, InterleaveKeepsTheOrderAndOneDetectionAFrame) {
  Chain a = chain(0, 0, 10);
  append(a, chain(0, 20, 30), 1);
  interleave(a, chain(1, 8, 22), 0.9, table);
  EXPECT_EQ(a.detections.size(), 30U);
  for (std::size_t k = 1; k < a.detections.size(); ++k)
    EXPECT_LT(table.detections[a.detections[k - 1]].frame, table.detections[a.detections[k]].frame);
  EXPECT_EQ(a.detections[9], 18U);  // frame 9 stays person 0's
}

TEST_F(ChainTest, SharedFrames) {
  EXPECT_EQ(shared_frames(chain(0, 0, 10), chain(1, 8, 20), table), 2U);
  EXPECT_EQ(shared_frames(chain(0, 0, 10), chain(1, 10, 20), table), 0U);
}

TEST_F(ChainTest, StatesAtTheEndsKnowTheMotion) {
  const Chain walker = chain(0, 0, 30);
  EXPECT_NEAR(state_at_end(walker, table, kOptions.motion).velocity_px_s().x_px, 300, 40);
  EXPECT_NEAR(state_at_begin(walker, table, kOptions.motion).velocity_px_s().x_px, 300, 40);
  EXPECT_DOUBLE_EQ(state_at_begin(walker, table, kOptions.motion).time_s(), 0);
  EXPECT_NEAR(state_at_end(walker, table, kOptions.motion).time_s(), 29.0 / 30, 1e-6);
}

TEST_F(ChainTest, HiddenClothingWeighsLess) {
  Detection hidden = table.detections[0];
  hidden.clear_share = 0.1F;
  EXPECT_LT(detection_weight(hidden), 0.05 * detection_weight(table.detections[0]));
}

}  // namespace
}  // namespace securepose::tracking
