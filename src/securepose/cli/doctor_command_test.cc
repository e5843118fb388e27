#include "securepose/cli/doctor_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::cli {
namespace {

using testing::HasSubstr;

inference::DoctorReport report_with(bool problem) {
  inference::DoctorReport report;
  report.processor.name = "A Processor";
  report.threads = 2;
  report.openvino_version = "1.2";
  report.models_folder = "models";
  auto& good = report.networks.emplace_back();
  good.entry.id = "centerface";
  good.state = inference::ModelState::kGood;
  good.input_shape = {1, 3, 64, 64};
  good.median_ms = 12.34;
  if (problem) {
    auto& missing = report.networks.emplace_back();
    missing.entry.id = "blazeface";
    missing.problem = "The file is missing.";
    report.problems = {"A network is missing."};
  }
  return report;
}

TEST(DoctorText, TellsTimesWhenAllIsWell) {
  const std::string text = doctor_text(report_with(false));
  EXPECT_THAT(text, HasSubstr("A Processor, 2 threads"));
  EXPECT_THAT(text, HasSubstr("12.3 ms"));
  EXPECT_THAT(text, HasSubstr("1x3x64x64"));
  EXPECT_THAT(text, HasSubstr("All is well."));
}

TEST(DoctorText, TellsWhatIsMissing) {
  const std::string text = doctor_text(report_with(true));
  EXPECT_THAT(text, HasSubstr("The file is missing."));
  EXPECT_THAT(text, HasSubstr("Problem: A network is missing."));
}

TEST(DoctorJson, HasTheExitCode) {
  EXPECT_EQ(doctor_json(report_with(false))["exit_code"], 0);
  const auto json = doctor_json(report_with(true));
  EXPECT_EQ(json["exit_code"], 1);
  EXPECT_EQ(json["networks"][0]["good"], true);
  EXPECT_EQ(json["networks"][1]["good"], false);
  EXPECT_TRUE(json["networks"][1]["median_ms"].is_null());
}

}  // namespace
}  // namespace securepose::cli
