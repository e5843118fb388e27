#include "securepose/pipeline/result_show.h"

#include <gtest/gtest.h>

#include <opencv2/imgcodecs.hpp>

#include "securepose/base/error.h"
#include "securepose/pipeline/clip_run.h"
#include "securepose/pipeline/result_edit.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

class ResultShowTest : public ::testing::Test {
 protected:
  ResultShowTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    testing::write_test_video(folder_ / "walk.mp4", 40);
    environment_.make_perceiver =
        testing::fake_perceiver(std::make_shared<testing::FakePerceiverLog>());
    options_.encode.threads = 1;
    options_.fill = {covering::FillKind::kSolid, {255, 0, 255}};
    run_clip(result::open_source_video(folder_ / "walk.mp4"), out_, options_, environment_, {}, {});
  }
  ~ResultShowTest() override { fs::remove_all(folder_); }

  const fs::path folder_ = fs::path(::testing::TempDir()) /
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  const fs::path out_ = folder_ / "out";
  RunOptions options_;
  RunEnvironment environment_;
};

TEST_F(ResultShowTest, DrawsPeopleFromTheCoveredVideoAndLeavesNothingElse) {
  const PeopleTimeline timeline = show_people(out_, options_, {}, {});
  ASSERT_EQ(timeline.lanes.size(), 1u);
  const cv::Mat picture = cv::imread((out_ / "people.png").string());
  ASSERT_FALSE(picture.empty());
  cv::Mat magenta;
  cv::inRange(picture, cv::Scalar(200, 0, 200), cv::Scalar(255, 60, 255), magenta);
  EXPECT_GT(cv::countNonZero(magenta), 100);  // the cover
  EXPECT_FALSE(fs::exists(out_ / ".securepose"));
}

TEST_F(ResultShowTest, AnEditShowsAtOnceAndRemovesTheOldPicture) {
  show_people(out_, options_, {}, {});
  EditRequest request;
  request.folder = out_;
  request.options = options_;
  request.edits = {tracking::IdentityEdit{
      tracking::EditKind::kSplit, base::PersonId{1}, {}, base::Timestamp::from_seconds(0.8), {}}};
  edit_result(request, environment_, {}, {});
  EXPECT_FALSE(fs::exists(out_ / "people.png"));
  EXPECT_EQ(show_people(out_, options_, {}, {}).lanes.size(), 2u);
}

TEST_F(ResultShowTest, WhatIsNoResultIsRefused) {
  EXPECT_THROW(show_people(folder_ / "nowhere", options_, {}, {}), base::Error);
  EXPECT_FALSE(fs::exists(folder_ / "nowhere"));
}

}  // namespace
}  // namespace securepose::pipeline
