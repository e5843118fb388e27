#include "securepose/cli/option_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/base/error.h"

namespace securepose::cli {
namespace {

void set(OptionValues& values, std::string_view name, std::vector<std::string> texts) {
  values.set(*find_option(name), std::move(texts), "--" + std::string(name));
}

std::string error_of(std::string_view name, std::vector<std::string> texts) {
  OptionValues values(kRun);
  try {
    set(values, name, std::move(texts));
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kUsage);
    return error.what();
  }
  return "";
}

TEST(OptionValues, HaveTheTablesDefaults) {
  const OptionValues values(kRun);
  EXPECT_EQ(values.integer("crf"), 18);
  EXPECT_EQ(values.text("fill"), "soft");
  EXPECT_EQ(values.number("height-m"), std::nullopt);
  EXPECT_TRUE(values.texts("cover-box").empty());
  EXPECT_FALSE(values.flag("force"));
  EXPECT_FALSE(values.given("crf"));
}

TEST(OptionValues, TakeWhatIsGiven) {
  OptionValues values(kRun);
  set(values, "crf", {"23"});
  set(values, "height-m", {"1.32"});
  set(values, "cover-box", {"a", "b"});
  set(values, "force", {"true"});
  EXPECT_EQ(values.integer("crf"), 23);
  EXPECT_EQ(values.number("height-m"), 1.32);
  EXPECT_EQ(values.texts("cover-box"), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(values.flag("force"));
  EXPECT_TRUE(values.given("crf"));
}

TEST(OptionValues, RefuseWhatIsOutOfRangeOrNoNumber) {
  EXPECT_EQ(error_of("crf", {"52"}), "--crf: \"52\" is not a whole number from 0 to 51.");
  EXPECT_EQ(error_of("crf", {"1.5"}), "--crf: \"1.5\" is not a whole number from 0 to 51.");
  EXPECT_NE(error_of("crf", {"18x"}), "");
  EXPECT_NE(error_of("crf", {""}), "");
  EXPECT_NE(error_of("height-m", {"nan"}), "");
  EXPECT_NE(error_of("height-m", {"inf"}), "");
  EXPECT_EQ(error_of("person", {"0"}), "--person: \"0\" is not a whole number of at least 1.");
  EXPECT_NE(error_of("out", {""}), "");
}

TEST(OptionValues, RefuseUnknownChoicesAndNameTheNearest) {
  EXPECT_EQ(error_of("cover", {"bystander"}),
            "--cover: \"bystander\" is none of everyone, bystanders. Did you mean bystanders?");
}

TEST(OptionValues, RefuseASecondValueUnlessRepeatable) {
  EXPECT_EQ(error_of("crf", {"18", "19"}), "--crf was given more than once.");
  EXPECT_EQ(error_of("cover-box", {"a", "b"}), "");
}

TEST(OptionValues, RecordHoldsTypesAndNoPaths) {
  OptionValues values(kRun);
  set(values, "out", {"secret"});
  set(values, "patient", {"2"});
  set(values, "crf", {"20"});
  set(values, "treadmill", {"true"});
  const auto record = values.record();
  EXPECT_EQ(record["patient"], "2");
  EXPECT_EQ(record["crf"], 20);
  EXPECT_EQ(record["cutoff-hz"], 6.0);
  EXPECT_EQ(record["treadmill"], true);
  EXPECT_TRUE(record["height-m"].is_null());
  EXPECT_TRUE(record["cover-box"].is_array());
  EXPECT_FALSE(record.contains("out"));
  EXPECT_FALSE(record.contains("config"));
  EXPECT_FALSE(record.contains("fps"));  // of another command
}

TEST(OptionValues, OptionsOfAnotherCommandAreAFaultOfTheProgram) {
  EXPECT_THROW(OptionValues(kRun).number("fps"), std::logic_error);
  EXPECT_THROW(OptionValues(kRun).flag("no-such-option"), std::logic_error);
}

}  // namespace
}  // namespace securepose::cli
