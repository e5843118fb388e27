#include "securepose/cli/validate_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace securepose::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ValidateTest : public testing::Test {
 protected:
  ValidateTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "result");
    write("result/regions.json",
          R"({"width_px": 100, "height_px": 100, "frames": [{"frame": 0, "regions": [
             {"ellipse": {"cx_px": 30, "cy_px": 30, "rx_px": 15, "ry_px": 15}}]}]})");
    write("faces.json", R"({"clip": "walk", "frames": {"0": [
             {"box": [20, 20, 40, 40], "person": "A"}]}})");
  }
  ~ValidateTest() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  std::string at(const std::string& name) const { return (folder_ / name).string(); }

  ExitCode run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "validate");
    const Console console{out_, err_, false, 80, false};
    return validate_command(parse_command_line(arguments), console, {});
  }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(ValidateTest, CoveredFacesAreDone) {
  EXPECT_EQ(run({at("result"), "--faces", at("faces.json")}), ExitCode::kDone);
  EXPECT_THAT(out_.str(), HasSubstr("1 of 1 clip with faces has no leak."));
}

TEST_F(ValidateTest, AnOpenFaceNeedsReviewAndIsInTheJson) {
  write("faces.json", R"({"clip": "walk", "frames": {"0": [{"box": [60, 60, 80, 80]}]}})");
  EXPECT_EQ(run({at("result"), "--faces", at("faces.json"), "--json", "--tables", at("tables"),
                 "--leak-pictures", at("leaks")}),
            ExitCode::kNeedsReview);
  const auto json = nlohmann::json::parse(out_.str());
  EXPECT_EQ(json["command"], "validate");
  EXPECT_EQ(json["exit_code"], 3);
  EXPECT_EQ(json["leaks"].size(), 1u);
  EXPECT_TRUE(fs::exists(folder_ / "tables/validation.csv"));
  EXPECT_THAT(err_.str(), HasSubstr("no deidentified.mp4"));
}

TEST_F(ValidateTest, ResultsAndFacesMustBeNamed) {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{}, {at("result")}, {"--faces", at("faces.json")}}) {
    try {
      run(arguments);
      ADD_FAILURE() << "accepted";
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kUsage);
    }
  }
}

}  // namespace
}  // namespace securepose::cli
