#include "securepose/cli/track_binding.h"

#include <gtest/gtest.h>

#include "securepose/base/error.h"
#include "securepose/cli/run_binding.h"

namespace securepose::cli {
namespace {

using tracking::EditKind;
using tracking::IdentityEdit;

template <class Parse>
void expect_refused(Parse parse, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    try {
      parse(text);
      ADD_FAILURE() << text;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kUsage) << text;
    }
  }
}

TEST(ParseEdits, UnderstandWhatTheHelpPromises) {
  const IdentityEdit split = parse_split("2@4.2");
  EXPECT_EQ(split.kind, EditKind::kSplit);
  EXPECT_EQ(split.person.value, 2);
  EXPECT_EQ(split.start.ns, 4'200'000'000);
  const IdentityEdit merge = parse_merge("1,4");
  EXPECT_EQ(merge.kind, EditKind::kMerge);
  EXPECT_EQ(merge.person.value, 1);
  EXPECT_EQ(merge.other.value, 4);
  const IdentityEdit swap = parse_swap("1,2@3.5-6");
  EXPECT_EQ(swap.kind, EditKind::kSwap);
  EXPECT_EQ(swap.start.ns, 3'500'000'000);
  EXPECT_EQ(swap.end.ns, 6'000'000'000);
  EXPECT_EQ(parse_delete("3").person.value, 3);
}

TEST(ParseEdits, RefuseAnythingElse) {
  expect_refused(parse_split, {"", "2", "2@", "@4", "0@4", "1.5@4", "2@-1", "2@4x", "a@4"});
  expect_refused(parse_merge, {"", "1", "1,", "1,2,3", "1 2", "0,1", "1,b"});
  expect_refused(parse_swap, {"1,2", "1,2@3", "1,2@6-3", "1@3-6", "1,2@3-6-7"});
  expect_refused(parse_delete, {"", "x", "0", "-1", "1.5", "1,2"});
}

TEST(RequestedEdits, KeepTheOrderOfTheCommandLine) {
  const auto line = parse_command_line({"track", "edit", "dir", "--merge", "1,2", "--split=1@3",
                                        "--merge", "4,5", "--patient", "largest", "--delete", "6"});
  const auto edits = requested_edits(line);
  ASSERT_EQ(edits.size(), 5u);
  EXPECT_EQ(std::get<IdentityEdit>(edits[0]).other.value, 2);
  EXPECT_EQ(std::get<IdentityEdit>(edits[1]).kind, EditKind::kSplit);
  EXPECT_EQ(std::get<IdentityEdit>(edits[2]).other.value, 5);
  EXPECT_TRUE(std::holds_alternative<identity::PatientChoice>(edits[3]));
  EXPECT_EQ(std::get<IdentityEdit>(edits[4]).kind, EditKind::kDelete);
}

TEST(OptionsOfResult, AreThoseOfItsRun) {
  const auto line = parse_command_line({"run", "a.mp4", "--out", "o", "--crf", "23", "--cover",
                                        "bystanders", "--patient", "2", "--height-m", "1.37",
                                        "--fill", "solid:#102030", "--cover-box", "0,0,5,5@0-1",
                                        "--cover-box", "5,5,5,5@1-2", "--keep-swaps"});
  const pipeline::RunOptions of_run = run_options(line.values);
  result::RenderingRecord record;
  record.parameters = of_run.parameters;
  record.normal_bands.resize(2);
  const pipeline::RunOptions options = options_of_result(record);
  EXPECT_EQ(options.encode.crf, 23);
  EXPECT_EQ(options.cover.who, covering::CoverWho::kBystanders);
  EXPECT_EQ(options.cover.drawn.size(), 2u);
  EXPECT_EQ(options.patient, of_run.patient);
  EXPECT_EQ(std::get<kinematics::PatientHeight>(options.movement.scale).height_m, 1.37);
  EXPECT_FALSE(options.movement.mend_swaps);
  EXPECT_EQ(options.movement.normal_bands.size(), 2u);
  EXPECT_EQ(options.parameters, of_run.parameters);
  record.parameters["crf"] = 99;
  EXPECT_THROW(options_of_result(record), base::Error);
}

}  // namespace
}  // namespace securepose::cli
