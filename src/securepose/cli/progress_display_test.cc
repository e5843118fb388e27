#include "securepose/cli/progress_display.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace securepose::cli {
namespace {

using pipeline::Progress;
using pipeline::Stage;

ProgressFigures example() {
  ProgressFigures figures;
  figures.stage = "analyze";
  figures.done_frames = 88;
  figures.expected_frames = 230;
  figures.frames_per_s = 4.19;
  figures.left_s = 33.9;
  return figures;
}

TEST(ProgressText, TellsStagePercentRateAndTimeLeft) {
  EXPECT_EQ(progress_line(example()), "analyze: 38 %, 88 of 230 frames, 4.2 frames/s, 0:34 left");
  EXPECT_EQ(progress_bar(example(), 120),
            "analyze     [#########---------------]  38 %  88/230 frames  4.2 frames/s  0:34 left");
}

TEST(ProgressText, DoesWithoutWhatIsNotKnown) {
  ProgressFigures figures;
  figures.stage = "track";
  EXPECT_EQ(progress_line(figures), "track");
  figures.done_frames = 7;
  EXPECT_EQ(progress_line(figures), "track: 7 frames");
}

TEST(ProgressText, NeverSaysMoreThanAHundredPercentNorHundredTooEarly) {
  ProgressFigures figures = example();
  figures.done_frames = 400;
  EXPECT_THAT(progress_line(figures), testing::HasSubstr("100 %"));
  figures.done_frames = 229;
  EXPECT_THAT(progress_line(figures), testing::HasSubstr("99 %"));
}

TEST(ProgressText, IsCutToTheTerminal) { EXPECT_EQ(progress_bar(example(), 20).size(), 20u); }

TEST(DurationText, HasHoursOnlyWhenNeeded) {
  EXPECT_EQ(duration_text(0), "0:00");
  EXPECT_EQ(duration_text(75.4), "1:15");
  EXPECT_EQ(duration_text(3675), "1:01:15");
}

class ProgressDisplayTest : public testing::Test {
 protected:
  ProgressDisplay display(ProgressStyle style) {
    return ProgressDisplay(out_, style, 80, [this] { return now_; });
  }
  void wait(double seconds) {
    now_ += std::chrono::duration_cast<std::chrono::steady_clock::duration>(
        std::chrono::duration<double>(seconds));
  }
  static Progress at(Stage stage, std::int64_t done, std::int64_t resumed = 0) {
    return {stage, done, 100, resumed};
  }

  std::ostringstream out_;
  std::chrono::steady_clock::time_point now_{};
};

TEST_F(ProgressDisplayTest, LinesComeEveryFewSecondsOnly) {
  auto shown = display(ProgressStyle::kLines);
  shown.show(at(Stage::kAnalyze, 0));
  for (int frame = 1; frame <= 100; ++frame) {
    wait(0.1);
    shown.show(at(Stage::kAnalyze, frame));
  }
  EXPECT_EQ(out_.str(),
            "analyze: 50 %, 50 of 100 frames, 10.0 frames/s, 0:05 left\n"
            "analyze: 100 %, 100 of 100 frames, 10.0 frames/s, 0:00 left\n");
}

TEST_F(ProgressDisplayTest, ResumedFramesDoNotFlatterTheRate) {
  auto shown = display(ProgressStyle::kLines);
  shown.show(at(Stage::kAnalyze, 0, 40));
  wait(5);
  shown.show(at(Stage::kAnalyze, 50, 40));
  EXPECT_THAT(out_.str(), testing::HasSubstr("2.0 frames/s, 0:25 left"));
}

TEST_F(ProgressDisplayTest, TheBarIsDrawnOverAndTakenAwayForSentences) {
  auto shown = display(ProgressStyle::kBar);
  shown.set_prefix("2/5");
  shown.show(at(Stage::kAnalyze, 0));
  shown.say("A warning.");
  shown.clear();
  EXPECT_THAT(out_.str(), testing::StartsWith("\r2/5 analyze"));
  EXPECT_THAT(out_.str(), testing::EndsWith("\r\033[KA warning.\n"));
}

TEST_F(ProgressDisplayTest, NoneIsSilent) {
  auto shown = display(ProgressStyle::kNone);
  shown.show(at(Stage::kAnalyze, 1));
  wait(60);
  shown.show(at(Stage::kAnalyze, 2));
  EXPECT_EQ(out_.str(), "");
}

}  // namespace
}  // namespace securepose::cli
