#include "securepose/result/run_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace securepose::result {
namespace {

using nlohmann::json;

RunRecord example() {
  RunRecord record;
  record.source.file = "secret/Jane Doe 2011.mp4";
  record.source.sha256 = std::string(64, 'a');
  record.source.info.codec = "h264";
  record.frames = 60;
  record.parameters = {{"fill", "soft"}};
  record.stages = {{"analyze",
                    1.23456,
                    2.34567,
                    {{"centerface", {1, 3, 544, 960}, inference::Precision::kBf16, 7, 0.98765}}}};
  record.checks = {{"finished_video", true, {}}, {std::string(kFaceCheck), true, {}}};
  return record;
}

TEST(RunRecord, IsVerifiedOnlyWithEveryCheckPassedAndNothingDoubtful) {
  EXPECT_TRUE(example().review_reasons().empty());
  EXPECT_EQ(json::parse(run_json(example()))["state"], "verified");

  RunRecord unchecked = example();
  unchecked.checks.pop_back();
  EXPECT_EQ(json::parse(run_json(unchecked))["state"], "needs_review");

  RunRecord failed = example();
  failed.checks[0].passed = false;
  EXPECT_EQ(failed.review_reasons().size(), 1u);

  RunRecord doubtful = example();
  doubtful.doubtful.emplace_back().reason = "The head was hidden.";
  EXPECT_EQ(json::parse(run_json(doubtful))["state"], "needs_review");
  EXPECT_EQ(json::parse(run_json(doubtful))["doubtful"][0]["reason"], "The head was hidden.");
}

TEST(RunRecord, WhatIsAskedNeedsReview) {
  RunRecord record = example();
  record.questions = {"Say who the patient is."};
  const json told = json::parse(run_json(record));
  EXPECT_EQ(told["state"], "needs_review");
  EXPECT_EQ(told["review_reasons"][0], "Say who the patient is.");
}

TEST(RunRecord, CountsMomentsInWords) {
  RunRecord record = example();
  record.doubtful.resize(1);
  EXPECT_EQ(record.review_reasons().back(), "1 moment is doubtful.");
  record.doubtful.resize(2);
  EXPECT_EQ(record.review_reasons().back(), "2 moments are doubtful.");
}

TEST(RunRecord, TellsWhoIsLeftOpenAndHowFar) {
  RunRecord record = example();
  EXPECT_EQ(json::parse(run_json(record))["cover"],
            json({{"asked", "everyone"}, {"left_open", nullptr}}));
  record.cover.asked = covering::CoverWho::kBystanders;
  record.cover.left_open = base::PersonId{2};
  record.cover.shares = covering::CoverShares{8, 6, 4, 4};
  const json told = json::parse(run_json(record))["cover"];
  EXPECT_EQ(told["left_open"], 2);
  EXPECT_EQ(told["patient_open_share"], 0.75);
  EXPECT_EQ(told["others_covered_share"], 1.0);
}

TEST(RunRecord, TellsWhatTheCheckFoundAndWhereToLook) {
  RunRecord record = example();
  EXPECT_TRUE(json::parse(run_json(record))["face_check"].is_null());
  record.face_check = report::FaceCheckFigures{100, 2, 1, {"CenterFace"}};
  check::Leak leak;
  leak.kind = check::LeakKind::kOpenHead;
  leak.first_frame = leak.last_frame = 7;
  leak.places = {{7, {1, 2, 3, 4}}};
  record.remaining_leaks = {leak};
  auto& doubt = record.doubtful.emplace_back();
  doubt.first_frame = 6;
  doubt.last_frame = 8;
  doubt.place_px = geometry::Box{1, 2, 3, 4};
  const json told = json::parse(run_json(record));
  EXPECT_EQ(told["face_check"]["frames_compared"], 100);
  EXPECT_EQ(told["face_check"]["places_covered"], 2);
  EXPECT_EQ(told["face_check"]["remaining"][0]["kind"], "open_head");
  EXPECT_EQ(told["face_check"]["remaining"][0]["places"][0]["box_px"], json({1, 2, 3, 4}));
  EXPECT_EQ(told["doubtful"][0]["picture_frame"], 7);
  EXPECT_EQ(told["doubtful"][0]["place_px"], json({1, 2, 3, 4}));
}

TEST(RunRecord, NamesTheInputByItsHashAlone) {
  const std::string text = run_json(example());
  EXPECT_EQ(json::parse(text)["input"]["id"], "video-aaaaaaaaaa");
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("Jane")));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("secret")));
}

TEST(RunRecord, TellsThePatientWithReasonsOrNull) {
  RunRecord record = example();
  EXPECT_TRUE(json::parse(run_json(record))["patient"].is_null());
  ChosenPatient& patient = record.patient.emplace();
  patient.suggestion.person = {2};
  patient.suggestion.certainty = 0.75;
  patient.suggestion.reasons = {"Walks most."};
  const json told = json::parse(run_json(record))["patient"];
  EXPECT_EQ(told["person"], 2);
  EXPECT_EQ(told["chosen_by"], "program");
  EXPECT_EQ(told["certainty"], 0.75);
  EXPECT_EQ(told["reasons"][0], "Walks most.");
  EXPECT_TRUE(told["runner_up"].is_null());
}

TEST(RunRecord, HoldsParametersStagesNetworksAndPeople) {
  RunRecord record = example();
  record.networks.emplace_back().id = "centerface";
  auto& person = record.people.people.emplace_back();
  person.id = {1};
  person.samples.resize(2);
  person.samples[1].frame = 9;
  const json told = json::parse(run_json(record));
  EXPECT_EQ(told["parameters"]["fill"], "soft");
  EXPECT_EQ(told["stages"][0]["time_s"], 1.235);
  EXPECT_EQ(told["stages"][0]["core_s"], 2.346);
  const auto& network = told["stages"][0]["networks"][0];
  EXPECT_EQ(network["id"], "centerface");
  EXPECT_EQ(network["input_shape"], (std::vector<int>{1, 3, 544, 960}));
  EXPECT_EQ(network["precision"], "bf16");
  EXPECT_EQ(network["runs"], 7);
  EXPECT_EQ(network["core_s"], 0.988);
  EXPECT_EQ(told["networks"][0]["id"], "centerface");
  EXPECT_EQ(told["people"][0]["last_frame"], 9);
}

}  // namespace
}  // namespace securepose::result
