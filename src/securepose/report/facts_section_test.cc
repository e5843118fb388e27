#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/report/sections.h"
#include "securepose/testing/example_report.h"

namespace securepose::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(FactsSection, ListsRunOptionsStagesAndNetworks) {
  const std::string html = facts_section(testing::example_report({}));
  EXPECT_THAT(html, HasSubstr("securepose 0.1.0"));
  EXPECT_THAT(html, HasSubstr("<td>71.3 s</td>"));
  EXPECT_THAT(html, HasSubstr("BlazePose heavy"));
  EXPECT_THAT(html, HasSubstr("Apache-2.0"));
}

TEST(FactsSection, LeavesOutRowsWithoutAValue) {
  const std::string html = facts_section({});
  EXPECT_THAT(html, Not(HasSubstr("Date")));
  EXPECT_THAT(html, Not(HasSubstr("Codec")));
  EXPECT_THAT(html, Not(HasSubstr("Networks")));
  EXPECT_THAT(html, Not(HasSubstr("Definitions")));
}

TEST(FactsSection, DropsPathsFromOptions) {
  ReportData data;
  data.run.options = {{"out", "/home/anna/results/x"}};
  EXPECT_THAT(facts_section(data), HasSubstr("<td>[path left out]</td>"));
}

TEST(FactsSection, TakesDefinitionsOfParametersOnce) {
  ReportData data = testing::example_report({});
  data.definitions.push_back({"Step time", "Said better.", ""});
  const std::string html = facts_section(data);
  EXPECT_THAT(html, HasSubstr("<dt>Step time</dt><dd>Said better.</dd>"));
  EXPECT_THAT(html, Not(HasSubstr("to that of the named foot")));
}

TEST(FactsSection, GivesDefinitionsAPlaceToLinkTo) {
  EXPECT_THAT(facts_section(testing::example_report({})),
              HasSubstr("<div id=\"def-knee-flexion\"><dt>"));
}

TEST(FactsSection, HidesOptionsWithoutAValue) {
  ReportData data;
  data.run.options = {{"cover-box", "[]"}, {"fill", "soft"}};
  const std::string html = facts_section(data);
  EXPECT_THAT(html, Not(HasSubstr("cover-box")));
  EXPECT_THAT(html, HasSubstr("fill"));
}

TEST(DefinitionsOf, DoNotExplainWhatWasNotMeasured) {
  ReportData data;
  Parameter& width = data.movement.parameters.emplace_back();
  width.label = "Step width";
  width.definition = "A distance.";
  EXPECT_TRUE(definitions_of(data).empty());
  width.both = ParameterValue{0.1, {}, {}, {}, {}};
  EXPECT_EQ(definitions_of(data).size(), 1U);
}

TEST(FactTable, IsEmptyWithoutRows) { EXPECT_EQ(fact_table("Options", {}), ""); }

}  // namespace
}  // namespace securepose::report
