#include "securepose/cli/man_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "securepose/cli/option_table.h"

namespace securepose::cli {
namespace {

using testing::HasSubstr;

TEST(Troff, EscapesWhatTroffWouldRead) {
  EXPECT_EQ(troff("a-b\\c"), "a\\-b\\ec");
  EXPECT_EQ(troff(".start\n'quote"), "\\&.start\n\\&\\(aqquote");
}

TEST(ManPage, HoldsEveryCommandAndOption) {
  const std::string page = man_page("1.2.3");
  EXPECT_TRUE(page.starts_with(".TH SECUREPOSE 1"));
  EXPECT_THAT(page, HasSubstr("securepose 1.2.3"));
  for (const CommandRow& command : command_table()) {
    EXPECT_THAT(page, HasSubstr(".SS \"securepose " + std::string(command.name)));
    for (const OptionRow* row : options_of(command.command))
      EXPECT_THAT(page, HasSubstr("\\fB\\-\\-" + troff(row->name) + "\\fR"));
  }
}

TEST(ManPage, EveryRequestIsOneOfTheManMacros) {
  std::istringstream lines(man_page("1.2.3"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('.')) continue;
    EXPECT_THAT(line.substr(0, line.find(' ')),
                testing::AnyOf(".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi", ".RS", ".RE", ".B",
                               ".I", ".IR", ".br"));
  }
}

}  // namespace
}  // namespace securepose::cli
