#include "securepose/pipeline/result_edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "securepose/base/error.h"
#include "securepose/media/video_reader.h"
#include "securepose/pipeline/clip_run.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;
using tracking::EditKind;
using tracking::IdentityEdit;

// What the check says of so many frames.
check::CheckResult looked_at(std::int64_t frames, std::vector<check::Leak> leaks = {}) {
  check::CheckResult result;
  result.frames_compared = frames;
  result.leaks = std::move(leaks);
  return result;
}

// A clip of 1.6 s with one moving face, person 1, and its result.
class ResultEditTest : public ::testing::Test {
 protected:
  ResultEditTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    testing::write_test_video(video_, 40);
    environment_.make_perceiver = testing::fake_perceiver(log_);
    environment_.check_faces = [](const auto&, const auto&, const auto&, const auto&, const auto&) {
      return looked_at(40);
    };
    options_.encode.threads = 1;
    options_.parameters = {{"fill", "soft"}};
    run_clip(result::open_source_video(video_), out_, options_, environment_, {}, {});
  }
  ~ResultEditTest() override { fs::remove_all(folder_); }

  EditRequest request(std::vector<RequestedEdit> edits) const {
    EditRequest result;
    result.folder = out_;
    result.options = options_;
    result.edits = std::move(edits);
    return result;
  }
  EditOutcome edit(const EditRequest& wanted) {
    return edit_result(wanted, environment_, cancellation_, listener_);
  }
  EditOutcome edit(const IdentityEdit& wanted) { return edit(request({wanted})); }
  base::ErrorKind error_of(const EditRequest& wanted) {
    try {
      edit(wanted);
    } catch (const base::Error& error) {
      return error.kind();
    }
    ADD_FAILURE() << "no error";
    return {};
  }

  static std::string bytes(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  // All but run.json, which tells how long the stages took.
  std::map<std::string, std::string> data() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::directory_iterator(out_)) {
      const std::string name = entry.path().filename().string();
      if (name != "run.json") files[name] = bytes(entry.path());
    }
    return files;
  }
  nlohmann::json record() const { return nlohmann::json::parse(bytes(out_ / "run.json")); }

  const fs::path folder_ = fs::path(::testing::TempDir()) /
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path video_ = folder_ / "walk.mp4";
  const fs::path out_ = folder_ / "out";
  std::shared_ptr<testing::FakePerceiverLog> log_ = std::make_shared<testing::FakePerceiverLog>();
  RunOptions options_;
  RunEnvironment environment_;
  base::Cancellation cancellation_;
  Listener listener_;
  const IdentityEdit split_{
      EditKind::kSplit, base::PersonId{1}, {}, base::Timestamp::from_seconds(0.8), {}};
  const IdentityEdit delete_{EditKind::kDelete, base::PersonId{1}, {}, {}, {}};
};

TEST_F(ResultEditTest, ASplitChangesPeopleAndUndoGivesTheSameBytes) {
  const auto before = data();
  const int observed = log_->observed;
  const EditOutcome outcome = edit(split_);
  EXPECT_EQ(outcome.clip.people, 2);
  EXPECT_EQ(record()["people"].size(), 2u);
  EXPECT_EQ(record()["edits"][0]["new_person"], 2);
  EXPECT_TRUE(fs::exists(out_ / "edits.json"));
  EditRequest undo = request({});
  undo.undo = true;
  EXPECT_TRUE(edit(undo).edits.empty());
  EXPECT_EQ(log_->observed, observed);
  EXPECT_EQ(data(), before);
}

TEST_F(ResultEditTest, ACorrectedResultIsTheSameHoweverItsEditsCame) {
  edit(split_);
  edit(IdentityEdit{EditKind::kMerge, base::PersonId{1}, base::PersonId{2}, {}, {}});
  const auto one_by_one = data();
  EditRequest undo = request({});
  undo.undo = true;
  edit(undo);
  edit(undo);
  edit(request(
      {split_, IdentityEdit{EditKind::kMerge, base::PersonId{1}, base::PersonId{2}, {}, {}}}));
  EXPECT_EQ(data(), one_by_one);
}

/// Centres of all covers, frame by frame.
std::vector<double> places(const std::string& regions_json) {
  std::vector<double> x_px;
  const auto regions = nlohmann::json::parse(regions_json);
  for (const auto& frame : regions["frames"]) {
    for (const auto& region : frame["regions"]) x_px.push_back(region["ellipse"]["cx_px"]);
  }
  return x_px;
}

TEST_F(ResultEditTest, WithoutTheOriginalTheVideoAndItsCoversStayAndAPersonHasToLook) {
  options_.parameters = {{"fill", "soft"}};
  const auto before = data();
  EXPECT_EQ(record()["state"], "verified");
  const EditOutcome outcome = edit(delete_);
  EXPECT_TRUE(outcome.video_is_stale);
  EXPECT_EQ(data()["deidentified.mp4"], before.at("deidentified.mp4"));
  EXPECT_EQ(places(data()["regions.json"]), places(before.at("regions.json")));
  const auto regions = nlohmann::json::parse(data()["regions.json"]);
  for (const auto& frame : regions["frames"]) {
    for (const auto& region : frame["regions"]) EXPECT_NE(region["person"], 1) << "is nobody now";
  }
  EXPECT_EQ(record()["state"], "needs_review");
  EXPECT_THAT(outcome.clip.warnings, ::testing::Contains(::testing::HasSubstr("--original")));
}

TEST_F(ResultEditTest, WithTheOriginalTheVideoIsMadeAgainAndADeletedFaceStaysCovered) {
  edit(delete_);
  EditRequest again = request({});
  again.original = video_;
  const EditOutcome outcome = edit(again);
  EXPECT_TRUE(outcome.rendered);
  EXPECT_FALSE(outcome.video_is_stale);
  EXPECT_EQ(record()["state"], "verified");
  const auto frames = nlohmann::json::parse(bytes(out_ / "regions.json"))["frames"];
  media::VideoReader reader(out_ / "deidentified.mp4");
  media::VideoReader source(video_);
  for (base::FrameIndex i = 0; const auto frame = reader.next(); ++i) {
    EXPECT_FALSE(frames[static_cast<std::size_t>(i)]["regions"].empty()) << i;
    const geometry::Point center = testing::test_face_center(i);
    const auto open = source.next();
    const cv::Point at(static_cast<int>(center.x_px), static_cast<int>(center.y_px));
    EXPECT_NE(frame->rgb.at<cv::Vec3b>(at), open->rgb.at<cv::Vec3b>(at)) << i;
  }
}

TEST_F(ResultEditTest, OnlyWhatChangedIsCheckedAgainAndEarlierFindingsStand) {
  std::vector<check::CheckOptions> asked;
  check::Leak leak;
  leak.first_frame = leak.last_frame = 2;
  leak.places = {{2, {1, 1, 5, 5}}};
  environment_.check_faces = [&](const auto&, const auto&, const auto& options, const auto&,
                                 const auto&) {
    asked.push_back(options);
    return looked_at(40, {leak});
  };
  options_.force = true;
  run_clip(result::open_source_video(video_), out_, options_, environment_, {}, {});
  EXPECT_EQ(record()["state"], "needs_review");  // the leak is still there at the last look
  asked.clear();
  environment_.check_faces = [&](const auto&, const auto&, const auto& options, const auto&,
                                 const auto&) {
    asked.push_back(options);
    return looked_at(3);
  };
  EditRequest wanted = request({IdentityEdit{EditKind::kPatient, base::PersonId{1}, {}, {}, {}}});
  wanted.original = video_;
  const EditOutcome outcome = edit(wanted);
  ASSERT_EQ(asked.size(), 1u);
  ASSERT_TRUE(asked[0].ranges.has_value());
  EXPECT_TRUE(asked[0].ranges->empty());  // no cover has moved
  EXPECT_EQ(record()["state"], "needs_review");
  EXPECT_GE(outcome.clip.doubtful_moments, 1);
}

TEST_F(ResultEditTest, OfBystandersSomebodyMayLieOpenAndThatIsSaidLoudly) {
  edit(split_);  // 1 and 2
  options_.cover.who = covering::CoverWho::kBystanders;
  options_.patient = base::PersonId{1};
  options_.force = true;
  const fs::path other = folder_ / "bystanders";
  run_clip(result::open_source_video(video_), other, options_, environment_, {}, {});
  EditRequest wanted = request({split_});
  wanted.folder = other;
  const EditOutcome outcome = edit(wanted);
  EXPECT_TRUE(outcome.video_is_stale);
  EXPECT_EQ(outcome.patient, base::PersonId{1});
  EXPECT_THAT(outcome.clip.warnings, ::testing::Contains(::testing::HasSubstr("DO NOT SHARE")));
  EXPECT_EQ(bytes(other / "report.html").find("image/jpeg"), std::string::npos);
}

TEST_F(ResultEditTest, AResultThatWasTurnedIsMadeAgainTurned) {
  options_.turn_deg = 90;
  log_->upright_turn_deg = 180;
  const fs::path turned = folder_ / "turned";
  run_clip(result::open_source_video(video_, 90), turned, options_, environment_, {}, {});
  EditRequest wanted = request({split_});
  wanted.folder = turned;
  wanted.original = video_;
  const EditOutcome outcome = edit(wanted);
  EXPECT_THAT(outcome.clip.warnings, ::testing::Contains(::testing::HasSubstr("--rotate 270")));
  media::VideoReader video(turned / "deidentified.mp4");
  EXPECT_EQ(video.info().width_px, 64);
  EXPECT_EQ(video.info().height_px, 96);
}

TEST_F(ResultEditTest, WhatCanNotBeAppliedChangesNothing) {
  const auto before = data();
  const std::string run_json = bytes(out_ / "run.json");
  IdentityEdit nobody = delete_;
  nobody.person = base::PersonId{9};
  EXPECT_EQ(error_of(request({split_, nobody})), base::ErrorKind::kUsage);
  EditRequest undo = request({});
  undo.undo = true;
  EXPECT_EQ(error_of(undo), base::ErrorKind::kUsage);
  EditRequest other_video = request({split_});
  other_video.original = folder_ / "other.mp4";
  testing::write_test_video(*other_video.original, 30);
  EXPECT_EQ(error_of(other_video), base::ErrorKind::kInput);
  EXPECT_EQ(data(), before);
  EXPECT_EQ(bytes(out_ / "run.json"), run_json);
}

TEST_F(ResultEditTest, WithoutAResultOrItsObservationsNothingCanBeCorrected) {
  EditRequest elsewhere = request({split_});
  elsewhere.folder = folder_ / "nowhere";
  EXPECT_EQ(error_of(elsewhere), base::ErrorKind::kInput);
  EXPECT_FALSE(fs::exists(elsewhere.folder));
  fs::remove(out_ / "observations.journal");
  EXPECT_EQ(error_of(request({split_})), base::ErrorKind::kInput);
}

TEST_F(ResultEditTest, AStoppedRunIsNotTouched) {
  fs::create_directories(out_ / ".securepose");
  std::ofstream(out_ / ".securepose" / "observations") << "x";
  EXPECT_EQ(error_of(request({split_})), base::ErrorKind::kInput);
  EXPECT_TRUE(fs::exists(out_ / ".securepose" / "observations"));
}

TEST_F(ResultEditTest, AStopWhileFilesArePutInPlaceIsCompletedAndNotTakenForAStoppedRun) {
  const auto before = data();
  const fs::path staged = out_ / ".securepose" / "finished";
  fs::create_directories(staged);
  fs::rename(out_ / "run.json", staged / "run.json");
  std::string mark = "whole result\n";
  for (const auto name : result::kResultFiles) mark += std::string(name) + "\n";
  std::ofstream(out_ / ".securepose" / "publishing") << mark;
  EXPECT_THROW(run_clip(result::open_source_video(video_), out_, options_, environment_, {}, {}),
               base::Error);
  EXPECT_TRUE(fs::exists(out_ / "run.json"));
  EXPECT_EQ(data(), before);
}

TEST_F(ResultEditTest, TheListTellsTheNumbersThatSplitsGave) {
  EXPECT_TRUE(applied_edits(out_, options_.tracking).empty());
  edit(split_);
  const auto edits = applied_edits(out_, options_.tracking);
  ASSERT_EQ(edits.size(), 1u);
  EXPECT_EQ(edits[0].new_person, base::PersonId{2});
}

}  // namespace
}  // namespace securepose::pipeline
