#include "securepose/cli/config_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"

namespace securepose::cli {
namespace {

using testing::HasSubstr;

class ConfigFileTest : public testing::Test {
 protected:
  ~ConfigFileTest() override { std::filesystem::remove(file_); }

  void read(const std::string& text) {
    std::ofstream(file_) << text;
    read_config_file(file_, values_);
  }
  std::string error_of(const std::string& text) {
    try {
      read(text);
    } catch (const base::Error& error) {
      return error.what();
    }
    return "";
  }

  const std::filesystem::path file_ =
      std::filesystem::path(testing::TempDir()) /
      (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".toml");
  OptionValues values_{kRun};
};

// A value for every kind, as it stands in TOML.
std::string example_of(const OptionRow& row) {
  switch (row.kind) {
    case ValueKind::kFlag:
      return "true";
    case ValueKind::kInteger:
      return "1";
    case ValueKind::kNumber:
      return "0.5";
    case ValueKind::kChoice:
      return '"' + std::string(split_choices(row.choices).front()) + '"';
    default:
      return "\"text\"";
  }
}

TEST_F(ConfigFileTest, HasAKeyForEveryOptionOfTheTable) {
  std::string text;
  for (const OptionRow* row : options_of(kRun)) {
    if (row->reach != Reach::kCommandLine)
      text += std::string(row->name) + " = " + example_of(*row) + "\n";
  }
  read(text);
  for (const OptionRow* row : options_of(kRun))
    EXPECT_EQ(values_.given(row->name), row->reach != Reach::kCommandLine) << row->name;
}

TEST_F(ConfigFileTest, TypesAreThoseOfTheOption) {
  read(
      "crf = 20\nheight-m = 2\nforce = true\nfill = 'solid:#102030'\n"
      "cover-box = ['1,2,3,4@0-1', '5,6,7,8@0-1']\n");
  EXPECT_EQ(values_.integer("crf"), 20);
  EXPECT_EQ(values_.number("height-m"), 2.0);
  EXPECT_TRUE(values_.flag("force"));
  EXPECT_EQ(values_.text("fill"), "solid:#102030");
  EXPECT_EQ(values_.texts("cover-box").size(), 2u);
  EXPECT_THAT(error_of("crf = '20'"), HasSubstr("must be a whole number"));
  EXPECT_THAT(error_of("fill = 3"), HasSubstr("must be a text"));
  EXPECT_THAT(error_of("force = 1"), HasSubstr("must be true or false"));
  EXPECT_THAT(error_of("crf = [1, 2]"), HasSubstr("must be a whole number"));
}

TEST_F(ConfigFileTest, TheCommandLineWins) {
  values_.set(*find_option("crf"), {"30"}, "--crf");
  read("crf = 20");
  EXPECT_EQ(values_.integer("crf"), 30);
}

TEST_F(ConfigFileTest, UnknownKeysAreErrorsThatNameTheNearest) {
  EXPECT_THAT(error_of("fil = 'soft'"), HasSubstr("\"fil\" is no option. Did you mean fill?"));
  EXPECT_THAT(error_of("cover_box = '1'"), HasSubstr("Did you mean cover-box?"));
  EXPECT_THAT(error_of("zzzzzzzzzzzz = 1"), HasSubstr("is no option. `securepose help run`"));
  EXPECT_THAT(error_of("config = 'other.toml'"), HasSubstr("\"config\" is no option"));
  EXPECT_THAT(error_of("[section]\nfill = 'soft'"), HasSubstr("\"section\" is no option"));
}

TEST_F(ConfigFileTest, KeysOfOtherCommandsAreLeftAlone) {
  read("fps = 30\ncrf = 20\n");
  EXPECT_EQ(values_.integer("crf"), 20);
}

TEST_F(ConfigFileTest, ValuesOutOfRangeNameTheFileAndTheKey) {
  EXPECT_THAT(error_of("crf = 99"), HasSubstr(".toml: crf: \"99\" is not a whole number"));
}

TEST_F(ConfigFileTest, BrokenAndMissingFilesAreInputErrors) {
  EXPECT_THAT(error_of("fill = \"soft\"\ncrf = = 3\n"), HasSubstr("line 2 is not valid TOML"));
  EXPECT_THROW(read_config_file("no/such/file.toml", values_), base::Error);
}

}  // namespace
}  // namespace securepose::cli
