#include "securepose/pipeline/clip_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "securepose/base/error.h"
#include "securepose/media/video_reader.h"
#include "securepose/result/work_folder.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

class ClipRunTest : public ::testing::Test {
 protected:
  ClipRunTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    testing::write_test_video(video_, 40);
    environment_.make_perceiver = testing::fake_perceiver(log_);
    options_.fill = {covering::FillKind::kSolid, {255, 0, 255}};
    options_.encode.threads = 1;
    options_.parameters = {{"fill", "solid"}};
  }
  ~ClipRunTest() override { fs::remove_all(folder_); }

  ClipOutcome run(const fs::path& out) {
    return run_clip(result::open_source_video(video_), out, options_, environment_, cancellation_,
                    listener_);
  }
  base::ErrorKind error_of(const fs::path& out) {
    try {
      run(out);
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
  static std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
      names.insert(entry.path().filename().string());
    return names;
  }
  static void expect_same_data(const fs::path& a, const fs::path& b) {
    for (const auto name : result::kResultFiles) {
      if (name != "run.json") {
        EXPECT_TRUE(bytes(a / name) == bytes(b / name)) << name;
      }
    }
  }

  const fs::path folder_ = fs::path(::testing::TempDir()) /
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path video_ = folder_ / "a name that must not get through.mp4";
  const fs::path out_ = folder_ / "out";
  std::shared_ptr<testing::FakePerceiverLog> log_ = std::make_shared<testing::FakePerceiverLog>();
  RunOptions options_;
  RunEnvironment environment_;
  base::Cancellation cancellation_;
  Listener listener_;
};

TEST_F(ClipRunTest, ATurnThatWasAskedForTurnsVideoRegionsAndCheck) {
  options_.turn_deg = 90;
  std::optional<int> finished_turn_deg;
  environment_.check_faces = [&](const auto&, const auto&, const auto& options, const auto&,
                                 const auto&) {
    finished_turn_deg = options.finished_turn_deg;
    return check::CheckResult{};
  };
  run_clip(result::open_source_video(video_, options_.turn_deg), out_, options_, environment_, {},
           {});
  EXPECT_EQ(finished_turn_deg, 90);
  media::VideoReader turned(out_ / "deidentified.mp4");
  EXPECT_EQ(turned.info().width_px, 64);
  EXPECT_EQ(turned.info().height_px, 96);
  const auto regions = nlohmann::json::parse(bytes(out_ / "regions.json"));
  const auto& ellipse = regions.at("frames").at(10).at("regions").at(0).at("ellipse");
  // Clockwise: x is now the height less y, and y is x.
  EXPECT_NEAR(ellipse.at("cx_px").get<double>(), 64 - testing::test_face_center(10).y_px, 6);
  EXPECT_NEAR(ellipse.at("cy_px").get<double>(), testing::test_face_center(10).x_px, 6);
}

TEST_F(ClipRunTest, PartsThatWereTurnedAreTurnedInVideoAndCheckToo) {
  log_->part_turns_deg = {180};
  std::vector<int> checked;
  environment_.check_faces = [&](const auto&, const auto&, const auto& options, const auto&,
                                 const auto&) {
    checked = options.part_turns_deg;
    return check::CheckResult{};
  };
  const ClipOutcome outcome = run(out_);
  EXPECT_EQ(checked, log_->part_turns_deg);
  EXPECT_THAT(outcome.warnings, ::testing::Contains(::testing::HasSubstr("Part 1")));
  media::VideoReader reader(out_ / "deidentified.mp4");
  const auto frame = reader.next();
  const auto center = testing::test_face_center(0);
  // The face is covered where it is after the turn.
  const auto pixel = frame->rgb.at<cv::Vec3b>(64 - static_cast<int>(center.y_px),
                                              96 - static_cast<int>(center.x_px));
  EXPECT_GT(pixel[0], 200);
  EXPECT_LT(pixel[1], 60);
}

TEST_F(ClipRunTest, LeavesAllFilesAndNothingElse) {
  const ClipOutcome outcome = run(out_);
  EXPECT_EQ(outcome.frames, 40);
  EXPECT_EQ(names_in(out_),
            std::set<std::string>(result::kResultFiles.begin(), result::kResultFiles.end()));
  const auto regions = nlohmann::json::parse(bytes(out_ / "regions.json"));
  EXPECT_EQ(regions["frames"].size(), 40u);
  for (const auto name : result::kResultFiles)
    EXPECT_EQ(bytes(out_ / name).find("must not get through"), std::string::npos) << name;
}

TEST_F(ClipRunTest, TheFaceIsCoveredInEveryFrameOfTheFinishedVideo) {
  run(out_);
  media::VideoReader reader(out_ / "deidentified.mp4");
  base::FrameIndex index = 0;
  for (; const auto frame = reader.next(); ++index) {
    const geometry::Point center = testing::test_face_center(index);
    const auto pixel =
        frame->rgb.at<cv::Vec3b>(static_cast<int>(center.y_px), static_cast<int>(center.x_px));
    EXPECT_GT(pixel[0], 200) << index;
    EXPECT_LT(pixel[1], 60) << index;
  }
  EXPECT_EQ(index, 40);
}

TEST_F(ClipRunTest, TwoRunsGiveTheSameData) {
  run(out_);
  run(folder_ / "again");
  expect_same_data(out_, folder_ / "again");
}

TEST_F(ClipRunTest, WithoutALookForFacesAPersonHasToReview) {
  const ClipOutcome outcome = run(out_);
  EXPECT_THAT(outcome.review_reasons, ::testing::Not(::testing::IsEmpty()));
  EXPECT_EQ(nlohmann::json::parse(bytes(out_ / "run.json"))["state"], "needs_review");
}

TEST_F(ClipRunTest, AStopInAnyStageLeavesNothingFinalAndResumesToTheSameData) {
  run(folder_ / "whole");
  for (const Stage stage : {Stage::kAnalyze, Stage::kTrack, Stage::kCover, Stage::kMeasure,
                            Stage::kRender, Stage::kCheck, Stage::kReport}) {
    const fs::path out = folder_ / ("stopped" + std::to_string(static_cast<int>(stage)));
    base::Cancellation cancellation;
    Listener listener;
    listener.progress = [&](const Progress& progress) {
      if (progress.stage == stage) cancellation.request();
    };
    try {
      run_clip(result::open_source_video(video_), out, options_, environment_, cancellation,
               listener);
      // The last stage may end before it looks.
      EXPECT_EQ(stage, Stage::kReport);
      continue;
    } catch (const base::Error& error) {
      EXPECT_EQ(error.kind(), base::ErrorKind::kInterrupted);
    }
    EXPECT_EQ(names_in(out), std::set<std::string>{".securepose"});
    run(out);
    expect_same_data(out, folder_ / "whole");
  }
}

TEST_F(ClipRunTest, AnalysisIsNotRepeatedAfterAStopInRendering) {
  listener_.progress = [&](const Progress& progress) {
    if (progress.stage == Stage::kRender) cancellation_.request();
  };
  EXPECT_EQ(error_of(out_), base::ErrorKind::kInterrupted);
  const int observed = log_->observed;
  run_clip(result::open_source_video(video_), out_, options_, environment_, {}, {});
  EXPECT_EQ(log_->observed, observed);
}

TEST_F(ClipRunTest, AnExistingResultIsKeptWithoutForce) {
  run(out_);
  const std::string before = bytes(out_ / "run.json");
  EXPECT_EQ(error_of(out_), base::ErrorKind::kInput);
  EXPECT_EQ(bytes(out_ / "run.json"), before);
  options_.force = true;
  options_.fill.colour = {0, 255, 0};
  const std::string covered = bytes(out_ / "deidentified.mp4");
  run(out_);
  EXPECT_NE(bytes(out_ / "deidentified.mp4"), covered);
}

TEST_F(ClipRunTest, AResultThatWasBeingPutInPlaceIsCompleted) {
  run(folder_ / "whole");
  // What a kill between two renames leaves.
  fs::create_directories(out_ / ".securepose");
  std::ofstream(out_ / ".securepose" / "publishing") << "";
  fs::copy_file(folder_ / "whole" / "deidentified.mp4", out_ / "deidentified.mp4");
  run(out_);
  expect_same_data(out_, folder_ / "whole");
}

TEST_F(ClipRunTest, AMissingNetworkLeavesNothing) {
  environment_.make_perceiver = []() -> std::unique_ptr<perception::Perceiver> {
    throw base::Error(base::ErrorKind::kEnvironment, "A network is missing.");
  };
  EXPECT_EQ(error_of(out_), base::ErrorKind::kEnvironment);
  EXPECT_FALSE(fs::exists(out_));
}

TEST_F(ClipRunTest, AnUnknownPatientIsWrongUsageAndKeepsTheAnalysis) {
  options_.patient = base::PersonId{99};
  EXPECT_EQ(error_of(out_), base::ErrorKind::kUsage);
  EXPECT_EQ(names_in(out_), std::set<std::string>{".securepose"});
}

TEST_F(ClipRunTest, ASourceThatChangesIsNotPublished) {
  listener_.progress = [&](const Progress& progress) {
    if (progress.stage == Stage::kReport) std::ofstream(video_, std::ios::app) << "more";
  };
  EXPECT_EQ(error_of(out_), base::ErrorKind::kInput);
  EXPECT_FALSE(fs::exists(out_));
}

TEST_F(ClipRunTest, ReversibleFillsAndSidewaysRecordingsAreWarnedOf) {
  options_.fill.kind = covering::FillKind::kBlur;
  log_->upright_turn_deg = 90;
  const auto warnings = run(out_).warnings;
  EXPECT_THAT(warnings, ::testing::Contains(::testing::HasSubstr("can be reversed")));
  EXPECT_THAT(warnings, ::testing::Contains(::testing::HasSubstr("not upright")));
}

}  // namespace
}  // namespace securepose::pipeline
