#include "securepose/cli/run_command.h"

#include <gtest/gtest.h>

namespace securepose::cli {
namespace {

using pipeline::VideoEnd;
using pipeline::VideoOutcome;

VideoOutcome ended(VideoEnd end) {
  VideoOutcome outcome;
  outcome.video = "a.mp4";
  outcome.folder = "out";
  outcome.end = end;
  return outcome;
}

VideoOutcome failed(base::ErrorKind kind) {
  VideoOutcome outcome = ended(VideoEnd::kFailed);
  outcome.error = "Broken.";
  outcome.error_kind = kind;
  return outcome;
}

VideoOutcome to_review() {
  VideoOutcome outcome = ended(VideoEnd::kDone);
  outcome.clip.review_reasons = {"1 moment is doubtful."};
  outcome.clip.doubtful_moments = 1;
  return outcome;
}

TEST(ExitCodeOf, IsThatOfTheWorstVideo) {
  const auto done = ended(VideoEnd::kDone);
  EXPECT_EQ(exit_code_of({done}, true), ExitCode::kDone);
  EXPECT_EQ(exit_code_of({to_review()}, false), ExitCode::kDone);
  EXPECT_EQ(exit_code_of({done, to_review()}, true), ExitCode::kNeedsReview);
  EXPECT_EQ(exit_code_of({to_review(), failed(base::ErrorKind::kInput)}, true), ExitCode::kFailed);
  EXPECT_EQ(exit_code_of({failed(base::ErrorKind::kUsage)}, false), ExitCode::kUsage);
  EXPECT_EQ(exit_code_of({failed(base::ErrorKind::kUsage), failed(base::ErrorKind::kInput)}, false),
            ExitCode::kFailed);
}

TEST(SummaryOf, IsPlainEnglishForOneOfEach) {
  VideoOutcome outcome = to_review();
  outcome.clip.frames = 1;
  outcome.clip.people = 1;
  EXPECT_EQ(summary_of(outcome),
            "a.mp4 -> out: 1 frame, 1 person, needs review. 1 moment is doubtful.");
  outcome.clip.review_reasons.clear();
  outcome.clip.frames = 40;
  outcome.clip.people = 2;
  EXPECT_EQ(summary_of(outcome), "a.mp4 -> out: 40 frames, 2 people, verified.");
}

TEST(OutcomeJson, TellsEveryVideo) {
  const auto json =
      outcome_json({to_review(), ended(VideoEnd::kDuplicate), failed(base::ErrorKind::kInput)},
                   ExitCode::kFailed);
  EXPECT_EQ(json["exit_code"], 1);
  ASSERT_EQ(json["videos"].size(), 3u);
  EXPECT_EQ(json["videos"][0]["end"], "done");
  EXPECT_EQ(json["videos"][0]["state"], "needs_review");
  EXPECT_EQ(json["videos"][0]["doubtful_moments"], 1);
  EXPECT_EQ(json["videos"][1]["end"], "duplicate");
  EXPECT_FALSE(json["videos"][1].contains("state"));
  EXPECT_EQ(json["videos"][2]["error"], "Broken.");
  EXPECT_FALSE(json["videos"][2].contains("folder"));
}

}  // namespace
}  // namespace securepose::cli
