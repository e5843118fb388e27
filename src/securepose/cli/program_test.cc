#include "securepose/cli/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "securepose/base/error.h"

namespace securepose::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ProgramTest : public testing::Test {
 protected:
  ProgramTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ProgramTest() override { fs::remove_all(folder_); }

  ExitCode run(const std::vector<std::string>& arguments) {
    out_.str("");
    err_.str("");
    const Console console{out_, err_, false, 80, false};
    return run_program(arguments, console, cancellation_, environment_);
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ostringstream out_;
  std::ostringstream err_;
  base::Cancellation cancellation_;
  EnvironmentFactory environment_ = [](const auto&) -> pipeline::RunEnvironment {
    throw base::Error(base::ErrorKind::kEnvironment, "A network is missing.");
  };
};

TEST_F(ProgramTest, NothingIsWrongUsageAndShowsTheCommands) {
  EXPECT_EQ(run({}), ExitCode::kUsage);
  EXPECT_THAT(err_.str(), HasSubstr("Usage: securepose COMMAND"));
}

TEST_F(ProgramTest, HelpAndVersionAreDone) {
  EXPECT_EQ(run({"--version"}), ExitCode::kDone);
  EXPECT_THAT(out_.str(), testing::StartsWith("securepose "));
  EXPECT_EQ(run({"--help"}), ExitCode::kDone);
  EXPECT_EQ(run({"help"}), ExitCode::kDone);
  EXPECT_EQ(run({"help", "run"}), ExitCode::kDone);
  const std::string text = out_.str();
  EXPECT_EQ(run({"run", "--help"}), ExitCode::kDone);
  EXPECT_EQ(out_.str(), text);
  EXPECT_EQ(run({"help", "--help"}), ExitCode::kDone);
  EXPECT_THAT(out_.str(), HasSubstr("securepose help run"));
  EXPECT_EQ(run({"man"}), ExitCode::kDone);
  EXPECT_EQ(run({"completion", "fish"}), ExitCode::kDone);
  EXPECT_EQ(err_.str(), "");
}

TEST_F(ProgramTest, WrongUsageIsOneSentenceAndCodeTwo) {
  const std::vector<std::vector<std::string>> wrong = {
      {"rum"},
      {"run"},
      {"run", "a.mp4"},
      {"run", "a.mp4", "--out", "o", "--fil", "soft"},
      {"run", "a.mp4", "--out", "o", "--fill", "hard"},
      {"run", "a.mp4", "--out", "o", "--crf", "99"},
      {"run", "a.mp4", "--out"},
      {"help", "rum"},
      {"man", "page"},
      {"models", "lst"},
      {"models"},
      {"completion"},
      {"completion", "tcsh"},
      {"kinematics", "folder"},
      {"kinematics", "--poses", "folder"},
      {"doctor", "me"},
      {"track"},
      {"track", "edt", "folder"},
      {"track", "edit"},
      {"track", "show", "one", "two"},
      {"track", "edit", "folder"},
      {"track", "edit", "folder", "--split", "2"},
      {"track", "edit", "folder", "--patient", "nobody"},
      {"track", "edit", "folder", "--original", "a.mp4", "--original", "b.mp4"}};
  for (const auto& arguments : wrong) {
    EXPECT_EQ(run(arguments), ExitCode::kUsage) << testing::PrintToString(arguments);
    EXPECT_EQ(out_.str(), "");
    const std::string error = err_.str();
    EXPECT_THAT(error, testing::StartsWith("securepose: "));
    EXPECT_EQ(std::count(error.begin(), error.end(), '\n'), 1) << error;
  }
}

TEST_F(ProgramTest, AMissingVideoFails) {
  environment_ = [](const auto&) { return pipeline::RunEnvironment{}; };
  const auto out = folder_ / "out";
  EXPECT_EQ(run({"run", (folder_ / "missing.mp4").string(), "--out", out.string()}),
            ExitCode::kFailed);
  EXPECT_THAT(err_.str(), HasSubstr("there is no such file"));
  EXPECT_FALSE(fs::exists(out));
}

TEST_F(ProgramTest, AMissingNetworkFails) {
  std::ofstream(folder_ / "a.mp4") << "x";
  EXPECT_EQ(run({"run", (folder_ / "a.mp4").string(), "--out", (folder_ / "out").string()}),
            ExitCode::kFailed);
  EXPECT_EQ(err_.str(), "securepose: A network is missing.\n");
}

TEST_F(ProgramTest, ABadVideoFailsAndIsInTheJson) {
  environment_ = [](const auto&) { return pipeline::RunEnvironment{}; };
  std::ofstream(folder_ / "a.mp4") << "this is no video";
  const auto out = folder_ / "out";
  EXPECT_EQ(run({"run", (folder_ / "a.mp4").string(), "--out", out.string(), "--json"}),
            ExitCode::kFailed);
  const auto json = nlohmann::json::parse(out_.str());
  EXPECT_EQ(json["exit_code"], 1);
  EXPECT_EQ(json["videos"][0]["end"], "failed");
  EXPECT_FALSE(fs::exists(out));
}

TEST_F(ProgramTest, KinematicsOfAMissingFolderFails) {
  EXPECT_EQ(run({"kinematics", "--poses", (folder_ / "none").string(), "--fps", "30", "--out",
                 (folder_ / "out").string()}),
            ExitCode::kFailed);
  EXPECT_FALSE(fs::exists(folder_ / "out"));
}

TEST_F(ProgramTest, TrackOfWhatIsNoResultFailsAndMakesNothing) {
  const std::string nowhere = (folder_ / "nowhere").string();
  EXPECT_EQ(run({"track", "show", nowhere}), ExitCode::kFailed);
  EXPECT_THAT(err_.str(), HasSubstr("no result that can be corrected"));
  EXPECT_EQ(run({"track", "edit", nowhere, "--list"}), ExitCode::kFailed);
  EXPECT_EQ(run({"track", "edit", nowhere, "--undo"}), ExitCode::kFailed);
  EXPECT_FALSE(fs::exists(nowhere));
  EXPECT_EQ(run({"track", "edt", nowhere}), ExitCode::kUsage);
  EXPECT_THAT(err_.str(), HasSubstr("Did you mean edit?"));
}

TEST_F(ProgramTest, FaultsOfTheProgramAreTold) {
  environment_ = [](const auto&) -> pipeline::RunEnvironment {
    throw std::runtime_error("a surprise");
  };
  std::ofstream(folder_ / "a.mp4") << "x";
  EXPECT_EQ(run({"run", (folder_ / "a.mp4").string(), "--out", "o"}), ExitCode::kFailed);
  EXPECT_THAT(err_.str(), HasSubstr("An unexpected fault: a surprise."));
}

}  // namespace
}  // namespace securepose::cli
