#include "securepose/pipeline/analysis.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "securepose/base/error.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

using testing::FakePerceiverLog;

namespace fs = std::filesystem;

class AnalysisTest : public ::testing::Test {
 protected:
  AnalysisTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    testing::write_test_video(video_, 23);
  }
  ~AnalysisTest() override { fs::remove_all(folder_); }

  // One run over 23 frames in chunks of 5.
  result::ObservationJournal run(const std::string& journal) {
    return analyze({video_, folder_ / journal, "key", 5}, testing::fake_perceiver(log_),
                   cancellation_, {});
  }
  // One that is stopped while the given observation is made.
  void run_and_stop(const std::string& journal, int after) {
    base::Cancellation cancellation;
    auto log = std::make_shared<FakePerceiverLog>();
    log->cancel_after = after;
    log->cancellation = &cancellation;
    EXPECT_THROW(analyze({video_, folder_ / journal, "key", 5}, testing::fake_perceiver(log),
                         cancellation, {}),
                 base::Error);
  }
  std::string bytes(const std::string& journal) const {
    std::ifstream in(folder_ / journal, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  const fs::path folder_ = fs::path(::testing::TempDir()) /
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path video_ = folder_ / "video.mp4";
  std::shared_ptr<FakePerceiverLog> log_ = std::make_shared<FakePerceiverLog>();
  base::Cancellation cancellation_;
};

TEST_F(AnalysisTest, StoresEveryFrameWithItsTime) {
  const auto clip = run("journal").load();
  ASSERT_EQ(clip.frames.size(), 23u);
  EXPECT_EQ(clip.width_px, 96);
  for (std::size_t i = 0; i < clip.frames.size(); ++i) {
    EXPECT_EQ(clip.frames[i].frame, static_cast<base::FrameIndex>(i));
    ASSERT_EQ(clip.frames[i].faces.size(), 1u);
    const auto center = clip.frames[i].faces[0].detection.box_px.center();
    EXPECT_NEAR(center.x_px, testing::test_face_center(static_cast<base::FrameIndex>(i)).x_px, 3)
        << i;
  }
  EXPECT_EQ(clip.frames[4].time.ns, 175'000'000);
  EXPECT_EQ(log_->turn_asked, 1);
}

TEST_F(AnalysisTest, ComparesEveryPictureWithTheOneBeforeAcrossChunks) {
  const auto clip = run("journal").load();
  EXPECT_FALSE(clip.frames[0].change.has_value());
  for (std::size_t i = 1; i < clip.frames.size(); ++i)
    EXPECT_TRUE(clip.frames[i].change.has_value()) << i;
}

TEST_F(AnalysisTest, AStoppedRunGoesOnAndGivesTheSameBytes) {
  run("whole");
  for (const int after : {1, 5, 7, 12, 20, 23}) {
    const std::string name = "stopped" + std::to_string(after);
    run_and_stop(name, after);
    EXPECT_LT(bytes(name).size(), bytes("whole").size());
    const auto before = log_->observed;
    run(name);
    EXPECT_EQ(bytes(name), bytes("whole")) << after;
    if (after > 7) {
      EXPECT_LT(log_->observed - before, 23) << after;
    }
  }
}

TEST_F(AnalysisTest, AKilledRunGoesOnWhateverItLeft) {
  run("whole");
  const std::string whole = bytes("whole");
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 9 + 1) {
    std::ofstream(folder_ / "killed", std::ios::binary) << whole.substr(0, size);
    run("killed");
    EXPECT_EQ(bytes("killed"), whole) << size;
  }
  // Everything but the end mark.
  std::ofstream(folder_ / "killed", std::ios::binary) << whole.substr(0, whole.size() - 1);
  run("killed");
  EXPECT_EQ(bytes("killed"), whole);
}

TEST_F(AnalysisTest, FramesThatAreBegunAheadGiveTheSameBytes) {
  run("one by one");
  // The frame itself, and the last picture, which is looked at again where a chunk begins.
  EXPECT_EQ(log_->most_begun_ahead, 2);
  log_->frames_ahead = 4;
  run("ahead");
  EXPECT_EQ(bytes("ahead"), bytes("one by one"));
  // Four more wait.
  EXPECT_EQ(log_->most_begun_ahead, 6);
  run_and_stop("stopped", 12);
  run("stopped");
  EXPECT_EQ(bytes("stopped"), bytes("one by one"));
}

TEST_F(AnalysisTest, ACompleteJournalNeedsNoNetworks) {
  run("journal");
  EXPECT_EQ(log_->made, 1);
  run("journal");
  EXPECT_EQ(log_->made, 1);
}

TEST_F(AnalysisTest, TheTurnIsNotSoughtAgainWhenResumed) {
  log_->upright_turn_deg = 90;
  run("whole");
  run_and_stop("stopped", 12);
  log_->turn_asked = 0;
  run("stopped");
  EXPECT_EQ(log_->turn_asked, 0);
}

TEST_F(AnalysisTest, PartsAreTurnedBeforeTheyAreLookedAt) {
  log_->part_turns_deg = {180};
  const auto journal = run("journal");
  EXPECT_EQ(journal.head().part_turns_deg, log_->part_turns_deg);
  const auto clip = journal.load();
  const auto center = clip.frames.at(7).faces.at(0).detection.box_px.center();
  EXPECT_NEAR(center.x_px, 96 - testing::test_face_center(7).x_px, 3);
  EXPECT_NEAR(center.y_px, 64 - testing::test_face_center(7).y_px, 3);
}

TEST_F(AnalysisTest, AnUnreadableFileLeavesNoJournal) {
  std::ofstream(video_) << "this is no video";
  EXPECT_THROW(run("journal"), base::Error);
  EXPECT_FALSE(fs::exists(folder_ / "journal"));
}

TEST_F(AnalysisTest, ProgressCountsFramesAndTellsResumedOnes) {
  std::vector<Progress> seen;
  Listener listener;
  listener.progress = [&](const Progress& progress) { seen.push_back(progress); };
  run_and_stop("journal", 14);
  analyze({video_, folder_ / "journal", "key", 5}, testing::fake_perceiver(log_), cancellation_,
          listener);
  ASSERT_EQ(seen.size(), 23u);
  EXPECT_EQ(seen.back().done_frames, 23);
  EXPECT_EQ(seen.back().resumed_frames, 10);
  EXPECT_EQ(seen.back().stage, Stage::kAnalyze);
}

}  // namespace
}  // namespace securepose::pipeline
