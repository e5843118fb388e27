#include "securepose/pipeline/batch_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <stdexcept>

#include "securepose/result/work_folder.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

class BatchRunTest : public ::testing::Test {
 protected:
  BatchRunTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    testing::write_test_video(folder_ / "a.mp4", 12);
    testing::write_test_video(folder_ / "b.mp4", 15);
    fs::copy_file(folder_ / "a.mp4", folder_ / "copy.mp4");
    std::ofstream(folder_ / "broken.mp4") << "this is no video";
    environment_.make_perceiver =
        testing::fake_perceiver(std::make_shared<testing::FakePerceiverLog>());
    options_.encode.threads = 1;
    options_.parameters = {{"fill", "soft"}, {"crf", 18}};
  }
  ~BatchRunTest() override { fs::remove_all(folder_); }

  std::vector<VideoOutcome> run(const std::vector<std::string>& names, bool single = false) {
    InputVideos input;
    for (const auto& name : names) input.files.push_back(folder_ / name);
    input.single = single;
    begun_.clear();
    return run_videos(
        input, out_, options_, environment_, cancellation_, {},
        [&](std::size_t index, std::size_t, const auto&) { begun_.push_back(index); });
  }
  static std::vector<VideoEnd> ends_of(const std::vector<VideoOutcome>& outcomes) {
    std::vector<VideoEnd> ends;
    for (const auto& outcome : outcomes) ends.push_back(outcome.end);
    return ends;
  }

  const fs::path folder_ = fs::path(::testing::TempDir()) /
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path out_ = folder_ / "out";
  RunOptions options_;
  RunEnvironment environment_;
  base::Cancellation cancellation_;
  std::vector<std::size_t> begun_;
};

TEST_F(BatchRunTest, ASingleVideoGoesStraightIntoTheFolder) {
  const auto outcomes = run({"a.mp4"}, true);
  EXPECT_EQ(outcomes[0].folder, out_);
  EXPECT_TRUE(fs::exists(out_ / "run.json"));
}

TEST_F(BatchRunTest, OneFailureStopsNobodyAndDuplicatesAreDoneOnce) {
  const auto outcomes = run({"a.mp4", "broken.mp4", "copy.mp4", "b.mp4"});
  EXPECT_EQ(ends_of(outcomes), (std::vector<VideoEnd>{VideoEnd::kDone, VideoEnd::kFailed,
                                                      VideoEnd::kDuplicate, VideoEnd::kDone}));
  EXPECT_EQ(begun_, (std::vector<std::size_t>{0, 1, 2, 3}));
  EXPECT_EQ(outcomes[2].folder, outcomes[0].folder);
  EXPECT_NE(outcomes[3].folder, outcomes[0].folder);
  EXPECT_THAT(outcomes[0].folder.filename().string(),
              ::testing::MatchesRegex("video-[0-9a-f]{10}"));
  EXPECT_THAT(outcomes[1].error, ::testing::HasSubstr("broken.mp4"));
  EXPECT_EQ(outcomes[3].clip.frames, 15);
  EXPECT_EQ(std::distance(fs::directory_iterator(out_), {}), 2);
}

TEST_F(BatchRunTest, WhatIsDoneIsNotDoneAgainUnlessOptionsChange) {
  const auto first = run({"a.mp4", "b.mp4"});
  const auto again = run({"a.mp4", "b.mp4"});
  EXPECT_EQ(ends_of(again),
            (std::vector<VideoEnd>{VideoEnd::kAlreadyDone, VideoEnd::kAlreadyDone}));
  EXPECT_EQ(again[1].clip.frames, first[1].clip.frames);
  EXPECT_EQ(again[1].clip.review_reasons, first[1].clip.review_reasons);
  options_.parameters["crf"] = 20;
  EXPECT_EQ(ends_of(run({"a.mp4"})), std::vector<VideoEnd>{VideoEnd::kFailed});
  options_.force = true;
  EXPECT_EQ(ends_of(run({"a.mp4"})), std::vector<VideoEnd>{VideoEnd::kDone});
}

TEST_F(BatchRunTest, AnIncompleteResultIsNotTakenForDone) {
  const auto outcomes = run({"a.mp4", "b.mp4"});
  ASSERT_FALSE(outcomes[0].folder.empty());
  const result::SourceVideo source = result::open_source_video(folder_ / "a.mp4");
  EXPECT_TRUE(finished_outcome(outcomes[0].folder, source, options_).has_value());
  EXPECT_FALSE(finished_outcome(outcomes[1].folder, source, options_).has_value());
  fs::remove(outcomes[0].folder / "gait.json");
  EXPECT_FALSE(finished_outcome(outcomes[0].folder, source, options_).has_value());
  std::ofstream(outcomes[0].folder / "gait.json") << "{}";
  std::ofstream(outcomes[0].folder / "run.json") << "{\"input\": 3}";
  EXPECT_FALSE(finished_outcome(outcomes[0].folder, source, options_).has_value());
  std::ofstream(outcomes[0].folder / "run.json") << "no json";
  EXPECT_FALSE(finished_outcome(outcomes[0].folder, source, options_).has_value());
}

TEST_F(BatchRunTest, AnInterruptEndsTheWholeCall) {
  cancellation_.request();
  EXPECT_THROW(run({"a.mp4", "b.mp4"}), base::Error);
  EXPECT_EQ(begun_, std::vector<std::size_t>{0});
}

TEST_F(BatchRunTest, FaultsOfTheProgramFailTheirVideoOnly) {
  int made = 0;
  environment_.make_perceiver = [&made, real = environment_.make_perceiver] {
    if (++made == 1) throw std::runtime_error("a surprise");
    return real();
  };
  const auto outcomes = run({"a.mp4", "b.mp4"});
  EXPECT_EQ(ends_of(outcomes), (std::vector<VideoEnd>{VideoEnd::kFailed, VideoEnd::kDone}));
  EXPECT_THAT(outcomes[0].error, ::testing::HasSubstr("a surprise"));
}

}  // namespace
}  // namespace securepose::pipeline
