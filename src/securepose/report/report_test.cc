#include "securepose/report/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <locale>
#include <nlohmann/json.hpp>

#include "securepose/report/embed.h"
#include "securepose/report/report_bundle.h"
#include "securepose/testing/example_report.h"

namespace securepose::report {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t kMostBytes = 8'000'000;

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string::npos) return "";
  const std::size_t start = begin + from.size();
  return text.substr(start, text.find(to, start) - start);
}

/// The page without the bundle, whose licence comments may name addresses.
std::string without_bundle(std::string html) {
  for (const std::string_view part : {kReportScript, kReportStyle}) {
    const std::size_t at = html.find(part);
    if (at != std::string::npos) html.erase(at, part.size());
  }
  return html;
}

TEST(RenderReport, RefersToNothingOutside) {
  const std::string html = without_bundle(render_report(testing::example_report({})));
  int references = 0;
  for (const std::string_view attribute : {" src=\"", " href=\""}) {
    for (std::size_t at = html.find(attribute); at != std::string::npos;
         at = html.find(attribute, at + 1)) {
      const std::string target = html.substr(at + attribute.size(), 11);
      EXPECT_TRUE(target.starts_with("#") || target.starts_with("data:image/")) << target;
      ++references;
    }
  }
  EXPECT_GT(references, 0);
  EXPECT_THAT(html, Not(HasSubstr("http://")));
  EXPECT_THAT(html, Not(HasSubstr("https://")));
  EXPECT_THAT(html, Not(HasSubstr(" style=\""))) << "the policy would block it";
  EXPECT_THAT(html, Not(::testing::ContainsRegex(" on[a-z]+=\"")));
  EXPECT_THAT(std::string(kReportStyle), Not(HasSubstr("@import")));
  EXPECT_THAT(std::string(kReportStyle), Not(HasSubstr("url(http")));
}

TEST(RenderReport, AllowsExactlyItsOwnScriptAndStyle) {
  const std::string html = render_report(testing::example_report({}));
  const std::string policy = between(html, "Content-Security-Policy\" content=\"", "\">");
  EXPECT_THAT(policy, HasSubstr("default-src &#39;none&#39;"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  const std::string script = between(html, "<script>", "</script>");
  const std::string style = between(html, "<style>", "</style>");
  const auto quoted = [](const std::string& hash) {
    return "&#39;" + hash.substr(1, hash.size() - 2) + "&#39;";
  };
  EXPECT_THAT(policy, HasSubstr(quoted(policy_hash(script))));
  EXPECT_THAT(policy, HasSubstr(quoted(policy_hash(style))));
}

TEST(RenderReport, EscapesWhateverComesIn) {
  const std::string evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'";
  ReportData data = testing::example_report({});
  data.run.input_id = evil;
  data.run.program_version = evil;
  data.run.codec = evil;
  data.run.date = evil;
  data.run.options = {{evil, evil}};
  data.run.networks = {{evil, evil, evil, evil, evil}};
  data.run.stages = {{evil, 1}};
  data.warnings = {evil};
  data.notes = {evil};
  data.definitions = {{evil, evil, evil}};
  data.patient->reasons = {evil};
  Deidentification& cover = data.deidentification;
  cover.who = evil;
  cover.fill = evil;
  cover.review_reasons = {evil};
  cover.file_checks = {{evil, false, {evil}}};
  cover.check->detectors = {evil};
  cover.lanes[0].label = evil;
  cover.doubtful[0].reason = evil;
  cover.doubtful[0].picture->description = evil;
  cover.contact_sheet[0].description = evil;
  Movement& movement = data.movement;
  movement.view = evil;
  movement.notes = {evil};
  movement.quality = {{evil, evil}};
  movement.passes[0].activity = evil;
  movement.passes[0].view = evil;
  movement.strip.description = evil;
  movement.strip.figures[0].caption = evil;
  movement.panels[0].title = evil;
  movement.panels[0].unit = evil;
  movement.panels[0].direction = evil;
  movement.panels[1].curves[0].missing_reason = evil;
  movement.cycles[0].title = evil;
  movement.cycles[0].direction = evil;
  movement.cycles[0].reference =
      ReferenceBand{evil, std::vector<double>(101, 1.0), std::vector<double>(101, 1.0)};
  Parameter& parameter = movement.parameters[0];
  parameter.label = evil;
  parameter.unit = evil;
  parameter.reference = evil;
  parameter.definition = evil;
  parameter.both->flags = {evil};
  movement.parameters.back().missing_reason = evil;

  const std::string html = without_bundle(render_report(data));
  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(html, HasSubstr("&lt;/script&gt;"));
  const std::string json = between(html, "id=\"chart-data\">", "</script>");
  EXPECT_EQ(nlohmann::json::parse(json)["panels"][0]["title"], evil);
}

TEST(RenderReport, LeavesPathsOutWhereverTheyStand) {
  ReportData data = testing::example_report({});
  data.warnings = {"Could not read /home/anna/Max Muster.mp4"};
  data.deidentification.doubtful[0].reason = "See C:\\clinic\\Max.mov";
  data.movement.panels[0].title = "/srv/media/Max.mp4";
  const std::string html = render_report(data);
  for (const char* part : {"anna/", "Max Muster", "clinic\\", "Max.m", "/srv/"})
    EXPECT_EQ(html.find(part), std::string::npos) << part;
}

TEST(RenderReport, WorksWithNothingAtAll) {
  const std::string html = render_report({});
  EXPECT_THAT(html, HasSubstr("Needs review"));
  EXPECT_THAT(html, HasSubstr("Nobody was found"));
  EXPECT_THAT(html, HasSubstr("No movement was measured"));
  EXPECT_THAT(without_bundle(html), Not(HasSubstr("nan")));
}

TEST(RenderReport, IsTheSameWhereNumbersHaveACommaAndDots) {
  struct German : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const std::string html = render_report(testing::example_report({}));
  const std::locale before = std::locale::global({std::locale(), new German});
  const std::string german = render_report(testing::example_report({}));
  std::locale::global(before);
  EXPECT_TRUE(german == html);
}

TEST(RenderReport, StaysBelowEightMegabytes) {
  ReportData data = testing::example_report({.frames = 108'000});  // an hour at 30 per second
  for (int i = 0; i < 12; ++i) data.movement.panels.push_back(data.movement.panels[0]);
  const std::string large = "\xFF\xD8\xFF" + std::string(200'000, 'x');
  data.deidentification.contact_sheet.resize(100);
  for (CoveredPicture& picture : data.deidentification.contact_sheet) picture.bytes = large;
  data.deidentification.doubtful.assign(5'000, data.deidentification.doubtful[0]);
  for (DoubtfulMoment& moment : data.deidentification.doubtful) moment.picture->bytes = large;
  const std::string html = render_report(data);
  EXPECT_LT(html.size(), kMostBytes);
  EXPECT_GT(html.size(), 3'000'000U) << "and holds pictures all the same";
}

TEST(ReportBundle, HoldsNothingThatEndsItsElement) {
  EXPECT_THAT(std::string(kReportScript), Not(HasSubstr("</script")));
  EXPECT_THAT(std::string(kReportStyle), Not(HasSubstr("</style")));
  EXPECT_GT(kReportScript.size(), 10'000U);
}

}  // namespace
}  // namespace securepose::report
