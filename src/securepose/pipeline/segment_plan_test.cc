#include "securepose/pipeline/segment_plan.h"

#include <gtest/gtest.h>

namespace securepose::pipeline {
namespace {

struct Case {
  observation::ClipObservations clip;
  covering::CoverPlan plan;
  SegmentLook look{"input", {}, {}};

  std::vector<Segment> segments() const { return plan_segments(clip, plan, look, "folder"); }
};

covering::Region small_region() {
  covering::Region region;
  region.ellipse = {{10, 10}, 5, 5, 0};
  return region;
}

// 25 s at two frames a second.
Case half_second_frames() {
  Case made;
  for (base::FrameIndex i = 0; i < 50; ++i) {
    observation::FrameObservations frame;
    frame.frame = i;
    frame.pts_ticks = i * 500;
    frame.time = base::Timestamp::from_seconds(0.5 * static_cast<double>(i));
    made.clip.frames.push_back(frame);
    made.plan.frames.emplace_back().frame = i;
  }
  return made;
}

TEST(SegmentPlan, CoversEveryFrameOnceInPiecesOfTenSeconds) {
  const auto segments = half_second_frames().segments();
  ASSERT_EQ(segments.size(), 3u);
  EXPECT_EQ(segments[0].first_frame, 0);
  EXPECT_EQ(segments[0].last_frame, 19);
  EXPECT_EQ(segments[1].first_frame, 20);
  EXPECT_EQ(segments[2].last_frame, 49);
}

TEST(SegmentPlan, NoFramesNoPieces) { EXPECT_TRUE(Case{}.segments().empty()); }

TEST(SegmentPlan, ALongGapInTimeStillLeavesOneFrameAPiece) {
  Case made = half_second_frames();
  made.clip.frames[1].time = base::Timestamp::from_seconds(100);
  made.clip.frames.resize(2);
  const auto segments = made.segments();
  ASSERT_EQ(segments.size(), 2u);
  EXPECT_EQ(segments[0].last_frame, 0);
}

TEST(SegmentPlan, AChangedRegionRenamesItsPieceOnly) {
  Case made = half_second_frames();
  const auto before = made.segments();
  made.plan.frames[25].regions.push_back(small_region());
  const auto after = made.segments();
  EXPECT_EQ(before[0].file, after[0].file);
  EXPECT_NE(before[1].file, after[1].file);
  EXPECT_EQ(before[2].file, after[2].file);
}

TEST(SegmentPlan, EvidenceAndCertaintyRenameNothing) {
  Case made = half_second_frames();
  made.plan.frames[25].regions.push_back(small_region());
  const auto before = made.segments();
  made.plan.frames[25].regions[0].certainty = 0.5;
  made.plan.frames[25].regions[0].evidence = {"face"};
  EXPECT_EQ(before[1].file, made.segments()[1].file);
}

TEST(SegmentPlan, FillColourAndSourceRenameWhatTheyPaint) {
  Case made = half_second_frames();
  made.plan.frames[25].regions.push_back(small_region());
  made.plan.frames[25].regions[0].person = base::PersonId{1};
  const auto before = made.segments();
  made.look.track_colours[{1}] = {1, 2, 3};
  const auto coloured = made.segments();
  EXPECT_EQ(before[0].file, coloured[0].file);
  EXPECT_NE(before[1].file, coloured[1].file);
  made.look.fill.kind = covering::FillKind::kSolid;
  EXPECT_NE(coloured[0].file, made.segments()[0].file);
  made.look.fill.kind = covering::FillKind::kSoft;
  made.look.key = "other input";
  EXPECT_NE(coloured[0].file, made.segments()[0].file);
}

}  // namespace
}  // namespace securepose::pipeline
