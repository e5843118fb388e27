#include "securepose/cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "securepose/base/error.h"

namespace securepose::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string error_of(const std::vector<std::string>& arguments) {
  try {
    parse_command_line(arguments);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kUsage);
    return error.what();
  }
  return "";
}

TEST(CommandLine, FindsOperandsAndOptionsInAnyOrder) {
  const auto line =
      parse_command_line({"run", "a.mp4", "--out", "dir", "b.mp4", "--crf=20", "--force", "c.mp4"});
  EXPECT_EQ(line.command->name, "run");
  EXPECT_THAT(line.operands, ElementsAre("a.mp4", "b.mp4", "c.mp4"));
  EXPECT_EQ(line.values.text("out"), "dir");
  EXPECT_EQ(line.values.integer("crf"), 20);
  EXPECT_TRUE(line.values.flag("force"));
  EXPECT_FALSE(line.values.flag("json"));
}

TEST(CommandLine, ShortLettersWork) {
  const auto line = parse_command_line({"run", "-o", "dir", "-q", "a.mp4"});
  EXPECT_EQ(line.values.text("out"), "dir");
  EXPECT_TRUE(line.values.flag("quiet"));
}

TEST(CommandLine, ARepeatableOptionTakesOneValueEachTime) {
  const auto line = parse_command_line(
      {"run", "--cover-box", "1,2,3,4@0-1", "a.mp4", "--cover-box", "5,6,7,8@1-2"});
  EXPECT_THAT(line.values.texts("cover-box"), ElementsAre("1,2,3,4@0-1", "5,6,7,8@1-2"));
  EXPECT_THAT(line.operands, ElementsAre("a.mp4"));
}

TEST(CommandLine, EveryOptionOfTheTableIsUnderstood) {
  for (const CommandRow& command : command_table()) {
    for (const OptionRow* row : options_of(command.command)) {
      if (row->name == "config") continue;
      std::vector<std::string> arguments = {std::string(command.name),
                                            "--" + std::string(row->name)};
      if (row->kind == ValueKind::kChoice)
        arguments.emplace_back(split_choices(row->choices).front());
      else if (row->kind != ValueKind::kFlag)
        arguments.emplace_back("1");
      EXPECT_TRUE(parse_command_line(arguments).values.given(row->name)) << row->name;
    }
  }
}

TEST(CommandLine, UnknownOptionsNameTheNearest) {
  EXPECT_THAT(error_of({"run", "a.mp4", "--fil", "soft"}),
              HasSubstr("There is no option --fil. Did you mean --fill?"));
  EXPECT_THAT(error_of({"run", "--covr=everyone"}),
              HasSubstr("There is no option --covr. Did you mean --cover?"));
  EXPECT_THAT(error_of({"run", "--qwertzuiop"}), HasSubstr("There is no option --qwertzuiop. `"));
  EXPECT_THAT(error_of({"run", "-x"}), HasSubstr("There is no option -x."));
}

TEST(CommandLine, UnknownCommandsNameTheNearest) {
  EXPECT_THAT(error_of({"rum", "a.mp4"}), HasSubstr("no command \"rum\". Did you mean run?"));
  EXPECT_THAT(error_of({"a.mp4"}), HasSubstr("no command \"a.mp4\". `securepose help`"));
}

TEST(CommandLine, AMissingValueIsAnError) {
  EXPECT_THAT(error_of({"run", "a.mp4", "--out"}), HasSubstr("--out"));
  EXPECT_THAT(error_of({"run", "--crf", "18", "--crf", "19"}), HasSubstr("more than once"));
}

TEST(CommandLine, ConfigFillsWhatTheCommandLineLeavesOut) {
  const auto file = std::filesystem::path(testing::TempDir()) / "command_line_test.toml";
  std::ofstream(file) << "crf = 30\npose = 'lite'\n";
  const auto line = parse_command_line({"run", "--config", file.string(), "--crf", "20"});
  EXPECT_EQ(line.values.integer("crf"), 20);
  EXPECT_EQ(line.values.text("pose"), "lite");
  std::filesystem::remove(file);
}

TEST(CommandLine, VersionHelpAndNothing) {
  EXPECT_TRUE(parse_command_line({"--version"}).version);
  EXPECT_EQ(parse_command_line({"--help"}).command->name, "help");
  EXPECT_EQ(parse_command_line({}).command, nullptr);
  EXPECT_TRUE(parse_command_line({"run", "--help"}).values.flag("help"));
}

}  // namespace
}  // namespace securepose::cli
