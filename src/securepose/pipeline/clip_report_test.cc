#include "securepose/pipeline/clip_report.h"

#include <gtest/gtest.h>

namespace securepose::pipeline {
namespace {

covering::CoverPlan plan_at(const std::vector<double>& times_s) {
  covering::CoverPlan plan;
  for (const double time_s : times_s)
    plan.frames.emplace_back().time = base::Timestamp::from_seconds(time_s);
  return plan;
}

TEST(EndOf, AddsTheMedianIntervalToTheLastFrame) {
  EXPECT_EQ(end_of(plan_at({1.0, 1.04, 1.08, 2.0})).ns, 2'040'000'000);
  EXPECT_EQ(end_of(plan_at({1.0})).ns, 1'000'000'000);
  EXPECT_EQ(end_of({}).ns, 0);
}

TEST(ReportData, CarriesTheRunAndNoStageTimes) {
  result::RunRecord record;
  record.source.file = "secret/name.mp4";
  record.source.sha256 = std::string(64, 'b');
  record.source.info.width_px = 64;
  record.source.info.height_px = 48;
  record.frames = 2;
  record.parameters = {{"fill", "blur"}, {"crf", 18}, {"patient", nullptr}};
  record.stages = {{"analyze", 2.0, 3.0, {}}};
  record.warnings = {"A warning."};
  record.notes = {"A note."};
  record.edits = {{{tracking::EditKind::kPatient, base::PersonId{3}, {}, {}, {}}, {}}};
  record.doubtful.emplace_back().reason = "A face may lie open.";
  record.checks = {{"finished_video", true, {}}};
  result::ChosenPatient& patient = record.patient.emplace();
  patient.suggestion.person = {3};
  patient.chosen_by_user = true;
  RunOptions options;
  options.fill.kind = covering::FillKind::kBlur;
  record.cover.asked = covering::CoverWho::kBystanders;
  record.cover.left_open = base::PersonId{3};
  record.cover.shares = covering::CoverShares{10, 9, 20, 20};
  const auto plan = plan_at({0.0, 0.1});
  const PicturesWanted wanted{{0}, {1}, {}};
  CoveredPictures pictures;
  pictures[0].description = "of the sheet";
  pictures[1].description = "of the moment";
  const auto data = report_data({record, options, plan, {}, wanted, pictures, std::nullopt});
  EXPECT_EQ(data.run.input_id, "video-bbbbbbbbbb");
  EXPECT_EQ(data.notes,
            (std::vector<std::string>{"Corrected by hand: Person 3 is the patient.", "A note."}));
  EXPECT_EQ(data.run.duration.ns, 200'000'000);
  EXPECT_TRUE(data.run.stages.empty());
  ASSERT_EQ(data.run.options.size(), 2u);
  EXPECT_EQ(data.run.options[0].value, "blur");
  EXPECT_EQ(data.run.options[1].value, "18");
  EXPECT_EQ(data.deidentification.fill, "blur");
  EXPECT_TRUE(data.deidentification.fill_is_reversible);
  EXPECT_EQ(data.deidentification.who, "bystanders");
  EXPECT_DOUBLE_EQ(data.deidentification.patient_open_share.value(), 0.9);
  EXPECT_DOUBLE_EQ(data.deidentification.others_covered_share.value(), 1);
  EXPECT_FALSE(data.deidentification.check.has_value());
  EXPECT_EQ(data.deidentification.review_reasons, record.review_reasons());
  ASSERT_EQ(data.deidentification.doubtful.size(), 1u);
  EXPECT_EQ(data.deidentification.doubtful[0].reason, "A face may lie open.");
  ASSERT_TRUE(data.deidentification.doubtful[0].picture.has_value());
  EXPECT_EQ(data.deidentification.doubtful[0].picture->description, "of the moment");
  ASSERT_EQ(data.deidentification.contact_sheet.size(), 1u);
  EXPECT_EQ(data.deidentification.contact_sheet[0].description, "of the sheet");
  ASSERT_EQ(data.deidentification.file_checks.size(), 1u);
  EXPECT_EQ(data.deidentification.file_checks[0].name, "finished_video");
  EXPECT_EQ(data.patient->person.value, 3);
  EXPECT_TRUE(data.patient->chosen_by_user);
  EXPECT_EQ(data.warnings, record.warnings);
}

}  // namespace
}  // namespace securepose::pipeline
