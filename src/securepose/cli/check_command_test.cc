#include "securepose/cli/check_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace securepose::cli {
namespace {

using testing::HasSubstr;

check::CheckResult one_leak() {
  check::CheckResult result;
  result.frames_compared = 120;
  check::Leak leak;
  leak.first_frame = 30;
  leak.last_frame = 33;
  leak.start = base::Timestamp::from_seconds(1.0);
  leak.end = base::Timestamp::from_seconds(1.1);
  leak.score = 0.7;
  leak.places = {{30, {90, 40, 110, 60}}};
  result.leaks.push_back(leak);
  return result;
}

TEST(CheckText, CleanIsOneSentence) {
  check::CheckResult result;
  result.frames_compared = 5;
  EXPECT_EQ(check_text(result), "5 frames compared: no open face was found.\n");
}

TEST(CheckText, SaysSoIfNothingIsCoveredOrAllIsChanged) {
  check::CheckResult result;
  result.frames_compared = result.frames_unchanged = 5;
  EXPECT_THAT(check_text(result), HasSubstr("nothing is covered in any of them"));
  result.frames_unchanged = 0;
  result.frames_changed_all_over = 4;
  EXPECT_THAT(check_text(result), HasSubstr("4 differ from the original all over"));
  EXPECT_EQ(nlohmann::json::parse(check_json(result))["frames_changed_all_over"], 4);
}

TEST(CheckText, NamesTimeFramesAndPlace) {
  const std::string text = check_text(one_leak());
  EXPECT_THAT(text, HasSubstr("1 place with a face:"));
  EXPECT_THAT(text, HasSubstr("1.00 s to 1.10 s (frames 30 to 33)"));
  EXPECT_THAT(text, HasSubstr("near x 100, y 50"));
}

TEST(CheckText, TellsWhatKindOfLeakItIs) {
  check::CheckResult result = one_leak();
  EXPECT_THAT(check_text(result), HasSubstr("an open face"));
  result.leaks[0].kind = check::LeakKind::kOpenHead;
  EXPECT_THAT(check_text(result), HasSubstr("no open face was seen"));
  EXPECT_EQ(nlohmann::json::parse(check_json(result))["leaks"][0]["kind"], "open_head");
  result.leaks[0].kind = check::LeakKind::kLegible;
  EXPECT_EQ(nlohmann::json::parse(check_json(result))["leaks"][0]["kind"], "legible_face");
  result.leaks[0].kind = check::LeakKind::kGap;
  EXPECT_THAT(check_text(result), HasSubstr("goes away for a moment"));
}

TEST(CheckText, FacesComeFirstAndApartFromHeadsAndGaps) {
  check::CheckResult result = one_leak();
  result.leaks.insert(result.leaks.begin(), 2, result.leaks[0]);
  result.leaks[0].kind = check::LeakKind::kOpenHead;
  result.leaks[1].kind = check::LeakKind::kEdge;
  const std::string text = check_text(result);
  const std::size_t face = text.find("an open face near");
  const std::size_t others = text.find("2 other places, where no face was seen");
  ASSERT_NE(face, std::string::npos);
  ASSERT_NE(others, std::string::npos);
  EXPECT_LT(text.find("1 place with a face"), face);
  EXPECT_LT(face, others);
  EXPECT_LT(others, text.find("a head, from any side"));
}

TEST(CheckText, SaysWhatTheFinishedVideoIsOfItsOriginal) {
  check::CheckResult result = one_leak();
  EXPECT_EQ(check_text(result).find("matched by"), std::string::npos);
  result.version = {1920, 1080, 1920, 1088, true, true, 1, 4};
  const std::string text = check_text(result);
  EXPECT_THAT(text, HasSubstr("has 1920x1088 px, the original 1920x1080 px"));
  EXPECT_THAT(text, HasSubstr("1 frame of the original is not in it"));
  EXPECT_THAT(text, HasSubstr("4 of its frames show the same"));
  const auto json = nlohmann::json::parse(check_json(result))["version"];
  EXPECT_EQ(json["frames_matched_by"], "content");
  EXPECT_EQ(json["original_frames_left_out"], 1);
  EXPECT_EQ(json["height_px"], 1088);
}

TEST(CheckJson, HoldsEveryPlace) {
  const auto json = nlohmann::json::parse(check_json(one_leak()));
  EXPECT_EQ(json["exit_code"], 3);
  EXPECT_FALSE(json["clean"]);
  EXPECT_EQ(json["leaks"][0]["kind"], "open_face");
  EXPECT_EQ(json["leaks"][0]["places"][0]["box_px"][2], 110.0);
}

}  // namespace
}  // namespace securepose::cli
