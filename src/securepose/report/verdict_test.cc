#include "securepose/report/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

ReportData clean() {
  ReportData data;
  data.run.frames = 100;
  data.deidentification.check = FaceCheckFigures{100, 0, 0, {"YuNet"}};
  return data;
}

TEST(Judge, VerifiedOnlyIfEverythingWasCheckedAndClean) {
  const Verdict verdict = judge(clean());
  EXPECT_EQ(verdict.kind, VerdictKind::kVerified);
  EXPECT_THAT(verdict.reasons, ElementsAre(HasSubstr("100 frames")));
}

TEST(Judge, NeedsReviewWithoutACheck) {
  EXPECT_EQ(judge(ReportData{}).kind, VerdictKind::kNeedsReview);
}

TEST(Judge, NeedsReviewForEachThingThatSpeaksAgainst) {
  ReportData data = clean();
  data.deidentification.check->frames_checked = 99;
  EXPECT_THAT(judge(data).reasons, ElementsAre(HasSubstr("99 of 100")));

  data = clean();
  data.deidentification.check->faces_left = 1;
  EXPECT_THAT(judge(data).reasons, ElementsAre(HasSubstr("1 possible face uncovered")));

  data = clean();
  data.deidentification.doubtful.resize(2);
  EXPECT_THAT(judge(data).reasons, ElementsAre(HasSubstr("2 moments are doubtful")));

  data = clean();
  data.deidentification.file_checks = {{"frames", false, {}}};
  EXPECT_EQ(judge(data).kind, VerdictKind::kNeedsReview);
}

TEST(Judge, TakesTheReasonsOfTheRun) {
  ReportData data = clean();
  data.deidentification.review_reasons = {"A reason of the run."};
  const Verdict verdict = judge(data);
  EXPECT_EQ(verdict.kind, VerdictKind::kNeedsReview);
  EXPECT_THAT(verdict.reasons, ElementsAre("A reason of the run."));
}

TEST(Judge, SaysThatMendedFacesWereCheckedAgain) {
  ReportData data = clean();
  data.deidentification.check->faces_mended = 3;
  EXPECT_THAT(judge(data).reasons, SizeIs(2));
  EXPECT_EQ(judge(data).kind, VerdictKind::kVerified);
}

TEST(Judge, NothingCoveredIsNeitherGoodNorBad) {
  ReportData data;
  data.deidentification.done = false;
  EXPECT_EQ(judge(data).kind, VerdictKind::kNothingCovered);
}

}  // namespace
}  // namespace securepose::report
