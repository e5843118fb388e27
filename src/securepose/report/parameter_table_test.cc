#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/report/sections.h"

namespace securepose::report {
namespace {

using testing::HasSubstr;
using testing::Not;

Parameter row(std::string label, std::optional<double> mean) {
  Parameter parameter;
  parameter.label = std::move(label);
  parameter.unit = "m";
  if (mean) parameter.left = ParameterValue{mean, 0.04, 3.6, 9, {}};
  return parameter;
}

TEST(ParameterTable, ShowsMeanSpreadVariationAndCount) {
  ReportData data;
  Movement& movement = data.movement;
  movement.parameters = {row("Stride length", 1.12)};
  const std::string html = parameter_table(data);
  EXPECT_THAT(html, HasSubstr("<b>1.12</b> ± 0.04"));
  EXPECT_THAT(html, HasSubstr("CV 3.6 % · n = 9"));
  EXPECT_THAT(html, HasSubstr(R"(<th scope="row">Stride length</th>)"));
  EXPECT_THAT(html, Not(HasSubstr("Reference")));
  EXPECT_THAT(html, Not(HasSubstr("Notes")));
}

TEST(ParameterTable, NamesFlagsWithTheirSides) {
  ReportData data;
  Movement& movement = data.movement;
  movement.parameters = {row("Stride length", 9.0)};
  movement.parameters[0].right = movement.parameters[0].left;
  movement.parameters[0].left->flags = {"too <long>"};
  movement.parameters[0].right->flags = {"too <long>"};
  const std::string html = parameter_table(data);
  EXPECT_THAT(html, HasSubstr("class=\"flagged\""));
  EXPECT_THAT(html, HasSubstr("too &lt;long&gt; (left, right)"));
}

TEST(ParameterTable, GroupsWhatIsMissingByReason) {
  ReportData data;
  Movement& movement = data.movement;
  movement.parameters = {row("Step width", {}), row("Stride length", 1.1), row("Arm swing", {})};
  movement.parameters[0].missing_reason = "Not from the side.";
  movement.parameters[2].missing_reason = "Not from the side.";
  const std::string html = parameter_table(data);
  EXPECT_THAT(html, HasSubstr("<dt>Step width, Arm swing</dt><dd>Not from the side.</dd>"));
}

TEST(ParameterTable, ShowsReasonsAloneWhenNothingWasMeasured) {
  ReportData data;
  Movement& movement = data.movement;
  movement.parameters = {row("Step width", {})};
  const std::string html = parameter_table(data);
  EXPECT_THAT(html, Not(HasSubstr("<table")));
  EXPECT_THAT(html, HasSubstr("No reason was recorded."));
  EXPECT_EQ(parameter_table({}), "");
}

}  // namespace
}  // namespace securepose::report
