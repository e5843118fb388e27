#include "securepose/cli/help_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace securepose::cli {
namespace {

using testing::HasSubstr;

TEST(Wrapped, BreaksBetweenWordsAndIndents) {
  EXPECT_EQ(wrapped("aa bb cc", 2, 8), "aa bb\n  cc");
  EXPECT_EQ(wrapped("a-very-long-word b", 0, 5), "a-very-long-word\nb");
  EXPECT_EQ(wrapped("", 4), "");
}

TEST(HelpText, NamesEveryOptionOfEveryCommandAndShowsAnExample) {
  for (const CommandRow& command : command_table()) {
    const std::string text = help_text(command);
    for (const OptionRow* row : options_of(command.command))
      EXPECT_THAT(text, HasSubstr("--" + std::string(row->name))) << command.name;
    EXPECT_THAT(text, HasSubstr("Examples:\n  securepose " + std::string(command.name)));
  }
}

TEST(HelpText, LinesFitATerminal) {
  for (const CommandRow& command : command_table()) {
    std::istringstream lines(help_text(command));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 96u) << line;
  }
}

TEST(HelpText, TellsDefaultsAndChoices) {
  const std::string text = help_text(*find_command("run"));
  EXPECT_THAT(text, HasSubstr("--crf N"));
  EXPECT_THAT(text, HasSubstr("Default: 18."));
  EXPECT_THAT(text, HasSubstr("heavy, full, lite"));
  EXPECT_THAT(text, HasSubstr("  -o, --out DIR"));
}

TEST(OverviewText, ListsEveryCommand) {
  for (const CommandRow& command : command_table())
    EXPECT_THAT(overview_text(), HasSubstr("  " + std::string(command.name)));
}

}  // namespace
}  // namespace securepose::cli
