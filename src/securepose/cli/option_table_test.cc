#include "securepose/cli/option_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace securepose::cli {
namespace {

TEST(OptionTable, NamesAreUniqueAndPlain) {
  std::set<std::string_view> names;
  for (const OptionRow& row : option_table()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_THAT(std::string(row.name), testing::MatchesRegex("[a-z][a-z0-9-]*[a-z0-9]"));
  }
  std::set<char> letters;
  for (const OptionRow& row : option_table()) {
    if (row.letter != 0) {
      EXPECT_TRUE(letters.insert(row.letter).second) << row.letter;
    }
  }
}

TEST(OptionTable, EveryRowIsComplete) {
  for (const OptionRow& row : option_table()) {
    EXPECT_THAT(std::string(row.help), testing::EndsWith(".")) << row.name;
    EXPECT_FALSE(row.section.empty()) << row.name;
    EXPECT_NE(row.commands, 0u) << row.name;
    EXPECT_EQ(row.value_name.empty(), row.kind == ValueKind::kFlag) << row.name;
    EXPECT_EQ(row.kind == ValueKind::kChoice && row.choices.empty(), false) << row.name;
    if (row.kind != ValueKind::kFlag) {
      EXPECT_FALSE(row.example.empty()) << row.name;
    }
    if (!row.example.empty()) {
      EXPECT_THAT(std::string(row.example), testing::HasSubstr("--" + std::string(row.name)));
    }
  }
}

TEST(OptionTable, DefaultsAreAmongTheChoices) {
  for (const OptionRow& row : option_table()) {
    if (row.kind == ValueKind::kChoice) {
      EXPECT_THAT(split_choices(row.choices), testing::Contains(row.default_value)) << row.name;
    }
  }
}

TEST(OptionTable, NoPathReachesTheRecord) {
  for (const OptionRow& row : option_table()) {
    if (row.kind == ValueKind::kPath) {
      EXPECT_NE(row.reach, Reach::kRecord) << row.name;
    }
  }
}

TEST(CommandTable, EveryCommandHasItsOwnBitAnExampleAndOptions) {
  unsigned seen = 0;
  for (const CommandRow& row : command_table()) {
    EXPECT_EQ(seen & row.command, 0u) << row.name;
    seen |= row.command;
    EXPECT_THAT(std::string(row.examples),
                testing::StartsWith("securepose " + std::string(row.name)));
    EXPECT_FALSE(options_of(row.command).empty());
    EXPECT_EQ(find_command(row.name), &row);
  }
  EXPECT_EQ(seen, kEveryCommand);
  EXPECT_EQ(find_command("rum"), nullptr);
  EXPECT_EQ(find_option("fil"), nullptr);
}

TEST(SplitChoices, SplitsAtBars) {
  EXPECT_THAT(split_choices("a|bc|d"), testing::ElementsAre("a", "bc", "d"));
  EXPECT_THAT(split_choices("a"), testing::ElementsAre("a"));
  EXPECT_TRUE(split_choices("").empty());
}

}  // namespace
}  // namespace securepose::cli
