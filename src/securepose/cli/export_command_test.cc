#include "securepose/cli/export_command.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "securepose/base/error.h"

namespace securepose::cli {
namespace {

namespace fs = std::filesystem;

class ExportCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "result");
    std::ofstream(folder_ / "result/angles.csv")
        << "frame,time_s,left_knee_flexion_deg,interpolated\n0,0,5,0\n1,0.04,7,0\n";
    std::ofstream(folder_ / "result/events.csv") << "frame,time_s,side,event,certainty,pass\n";
    std::ofstream(folder_ / "result/gait.json") << "{\"scale\":{\"m_per_px\":null}}";
  }
  ExitCode run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "export");
    return export_command(parse_command_line(arguments), {out_, err_});
  }
  const fs::path folder_ = fs::path(::testing::TempDir()) /
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ostringstream out_, err_;
};

TEST_F(ExportCommandTest, WritesTheFileAndTellsWhat) {
  const fs::path file = folder_ / "knee.mot";
  EXPECT_EQ(
      run({(folder_ / "result").string(), "--format", "mot", "--out", file.string(), "--json"}),
      ExitCode::kDone);
  EXPECT_TRUE(fs::exists(file));
  EXPECT_NE(out_.str().find("\"frames\": 2"), std::string::npos);
}

TEST_F(ExportCommandTest, NeverOverwritesUnasked) {
  const std::string result = (folder_ / "result").string();
  const std::string file = (folder_ / "knee.mot").string();
  run({result, "--format", "mot", "--out", file});
  EXPECT_THROW(run({result, "--format", "mot", "--out", file}), base::Error);
  EXPECT_EQ(run({result, "--format", "mot", "--out", file, "--force"}), ExitCode::kDone);
}

TEST_F(ExportCommandTest, WhatIsMissingIsSaid) {
  const std::string result = (folder_ / "result").string();
  EXPECT_THROW(run({result, "--out", "x"}), base::Error);
  EXPECT_THROW(run({result, "--format", "mot"}), base::Error);
  EXPECT_THROW(run({"--format", "mot", "--out", "x"}), base::Error);
  EXPECT_THROW(run({folder_.string(), "--format", "mot", "--out", "x"}), base::Error);
  EXPECT_THROW(run({result, "--format", "trc", "--out", (folder_ / "x.trc").string()}),
               base::Error);  // no points
}

}  // namespace
}  // namespace securepose::cli
