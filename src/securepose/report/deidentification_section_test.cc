#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/report/sections.h"
#include "securepose/testing/example_report.h"

namespace securepose::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string section(const ReportData& data) {
  return deidentification_section(data, choose_pictures(data.deidentification, PictureBudget{}));
}

TEST(DeidentificationSection, ShowsTimelineMomentsAndPictures) {
  const std::string html = section(testing::example_report({}));
  EXPECT_THAT(html, HasSubstr("chart timeline"));
  EXPECT_THAT(html, HasSubstr("id=\"doubtful\""));
  EXPECT_THAT(html, HasSubstr("src=\"data:image/jpeg;base64,"));
  EXPECT_THAT(html, HasSubstr("alt=\"Covered frame at 0:00.00\""));
}

TEST(DeidentificationSection, SaysThatNobodyWasFound) {
  EXPECT_THAT(section({}), HasSubstr("Nobody was found"));
}

TEST(DeidentificationSection, SaysThatNothingWasCovered) {
  ReportData data;
  data.deidentification.done = false;
  EXPECT_THAT(section(data), HasSubstr("No video was covered in this run."));
}

TEST(DeidentificationSection, StopsAfterManyDoubtfulMoments) {
  ReportData data = testing::example_report({});
  data.deidentification.doubtful.assign(1000, data.deidentification.doubtful[0]);
  const std::string html = section(data);
  EXPECT_THAT(html, HasSubstr(">200</th>"));
  EXPECT_THAT(html, Not(HasSubstr(">201</th>")));
  EXPECT_THAT(html, HasSubstr("800 more are listed in run.json."));
}

TEST(DeidentificationSection, WarnsOfAFillThatCanBeReversed) {
  ReportData data = testing::example_report({});
  data.deidentification.fill = "blur";
  data.deidentification.fill_is_reversible = true;
  EXPECT_THAT(section(data), HasSubstr("can be reversed"));
}

TEST(DeidentificationSection, TellsHowFarThePatientIsOpen) {
  ReportData data = testing::example_report({});
  EXPECT_THAT(section(data), Not(HasSubstr("with an open face")));
  data.deidentification.patient_open_share = 0.985;
  data.deidentification.others_covered_share = 1;
  EXPECT_THAT(section(data), HasSubstr("98.5 %"));
  EXPECT_THAT(section(data), HasSubstr("100.0 %"));
}

TEST(DeidentificationSection, AlwaysStatesTheLimitOfCoveredFaces) {
  EXPECT_THAT(section(testing::example_report({.verified = true})),
              HasSubstr("does not make a person unknown"));
}

}  // namespace
}  // namespace securepose::report
