#include "securepose/cli/doctor_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::cli {
namespace {

using testing::HasSubstr;

Examination report_with(bool problem) {
  Examination examination;
  examination.video.version = "59.1.2";
  examination.video.writes_h264 = true;
  inference::DoctorReport& report = examination.networks;
  report.processor.name = "A Processor";
  report.processor.instruction_sets = {"AVX2"};
  report.processor.cores = 2;
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
  return examination;
}

TEST(DoctorText, TellsTimesWhenAllIsWell) {
  const std::string text = doctor_text(report_with(false));
  EXPECT_THAT(text, HasSubstr("A Processor (AVX2), 2 cores"));
  EXPECT_THAT(text, HasSubstr("12.3 ms"));
  EXPECT_THAT(text, HasSubstr("1x3x64x64"));
  EXPECT_THAT(text, HasSubstr("All is well."));
}

TEST(DoctorText, TellsWhatIsMissing) {
  const std::string text = doctor_text(report_with(true));
  EXPECT_THAT(text, HasSubstr("The file is missing."));
  EXPECT_THAT(text, HasSubstr("Problem: A network is missing."));
}

TEST(DoctorText, TellsWhatFfmpegLacks) {
  Examination examination = report_with(false);
  examination.video.writes_h264 = false;
  examination.video.missing_decoders = {"hevc", "av1"};
  const std::string text = doctor_text(examination);
  EXPECT_THAT(text, HasSubstr("can't write H.264"));
  EXPECT_THAT(text, HasSubstr("can't read hevc, av1"));
  EXPECT_EQ(doctor_json(examination)["exit_code"], 1);
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
