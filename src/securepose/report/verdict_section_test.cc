#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/report/sections.h"
#include "securepose/testing/example_report.h"

namespace securepose::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(VerdictSection, LeadsToTheDoubtfulMoments) {
  const std::string html = verdict_section(testing::example_report({}));
  EXPECT_THAT(html, HasSubstr("banner needs-review"));
  EXPECT_THAT(html, HasSubstr("href=\"#doubtful\""));
  EXPECT_THAT(html, HasSubstr("class=\"warnings\""));
}

TEST(VerdictSection, IsGreenForAVerifiedRun) {
  const std::string html = verdict_section(testing::example_report({.verified = true}));
  EXPECT_THAT(html, HasSubstr("banner verified"));
  EXPECT_THAT(html, HasSubstr("<h2>Verified</h2>"));
  EXPECT_THAT(html, Not(HasSubstr("#doubtful")));
}

TEST(Masthead, ShowsIdSizeAndLengthAndADateOnlyIfGiven) {
  ReportData data = testing::example_report({});
  EXPECT_THAT(masthead(data), HasSubstr("1920 × 1080 px · 900 frames · 30.0 s</p>"));
  data.run.width_px = 0;
  EXPECT_THAT(masthead(data), HasSubstr("<p class=\"size\">900 frames"));
  data.run.date = "2026-02-03";
  EXPECT_THAT(masthead(data), HasSubstr(" · 2026-02-03</p>"));
}

}  // namespace
}  // namespace securepose::report
