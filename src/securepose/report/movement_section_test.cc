#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/report/sections.h"
#include "securepose/testing/example_report.h"

namespace securepose::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MovementSection, PointsTheScriptToTheNumbersOfEachChart) {
  const std::string html = movement_section(testing::example_report({}));
  EXPECT_THAT(html, HasSubstr("data-panel=\"0\""));
  EXPECT_THAT(html, HasSubstr("data-cycle=\"0\""));
  EXPECT_THAT(html, HasSubstr("More angles"));
}

TEST(MovementSection, ShowsTheReasonAndNoChartWithoutAPerson) {
  const std::string html = movement_section(testing::example_report({.with_movement = false}));
  EXPECT_THAT(html, HasSubstr("was not found in any frame"));
  EXPECT_THAT(html, Not(HasSubstr("<svg")));
  EXPECT_THAT(html, Not(HasSubstr("Patient:")));
}

TEST(MovementSection, ListsAnglesThatTheViewDoesNotTell) {
  ReportData data;
  data.movement.times = {base::Timestamp{}};
  CurvePanel panel{"Pelvic obliquity", "°", "", {}, false};
  panel.curves.push_back({Side::kMidline, {std::nullopt}, {}, "Only from the front."});
  data.movement.panels = {panel};
  const std::string html = movement_section(data);
  EXPECT_THAT(html, HasSubstr("<dt>Pelvic obliquity</dt><dd>Only from the front.</dd>"));
  EXPECT_THAT(html, Not(HasSubstr("data-panel")));
}

TEST(MovementSection, NamesSidesOnlyWhereTheirReasonsDiffer) {
  ReportData data;
  data.movement.times = {base::Timestamp{}};
  CurvePanel knee{"Knee flexion", "°", "", {}, false};
  knee.curves = {{Side::kLeft, {std::nullopt}, {}, "Not seen."},
                 {Side::kRight, {std::nullopt}, {}, "Not seen."}};
  CurvePanel hip{"Hip flexion", "°", "", {}, false};
  hip.curves = {{Side::kLeft, {std::nullopt}, {}, "Not seen."}, {Side::kRight, {1.0}, {}, ""}};
  data.movement.panels = {knee, hip};
  EXPECT_THAT(movement_section(data),
              HasSubstr("<dt>Knee flexion, Hip flexion (left)</dt><dd>Not seen.</dd>"));
}

TEST(MovementSection, LinksTitlesToTheirDefinitions) {
  const std::string html = movement_section(testing::example_report({}));
  EXPECT_THAT(html, HasSubstr("<a class=\"term\" href=\"#def-knee-flexion\">Knee flexion</a>"));
  EXPECT_THAT(html, HasSubstr("<strong>Elbow flexion</strong>")) << "which has no definition";
}

TEST(MovementSection, SaysWhoThePatientIsAndWhy) {
  ReportData data = testing::example_report({});
  std::string html = movement_section(data);
  EXPECT_THAT(html, HasSubstr("suggested with a certainty of 93 %"));
  EXPECT_THAT(html, HasSubstr("Next most likely: Person 2."));
  data.patient->chosen_by_user = true;
  EXPECT_THAT(movement_section(data), HasSubstr("chosen by the user"));
}

TEST(MovementSection, SaysWhatWasThinned) {
  EXPECT_THAT(movement_section(testing::example_report({})),
              Not(HasSubstr("To keep this page small")));
  EXPECT_THAT(movement_section(testing::example_report({.frames = 60'000})),
              HasSubstr("the lowest and the highest of every 6 samples"));
}

TEST(MovementSection, IsHonestAboutARunWithoutMeasurement) {
  EXPECT_THAT(movement_section({}), HasSubstr("No movement was measured in this run."));
}

}  // namespace
}  // namespace securepose::report
