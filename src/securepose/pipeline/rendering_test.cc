#include "securepose/pipeline/rendering.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "securepose/base/error.h"
#include "securepose/pipeline/analysis.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

// 30 s of video at 10 frames a second would take long to make; the plan's times are stretched
// instead, so that three pieces come of 30 frames.
class RenderingTest : public ::testing::Test {
 protected:
  RenderingTest() {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    testing::write_test_video(request_.video, 30);
    request_.folder = folder_ / "segments";
    request_.look = {"key", {covering::FillKind::kSolid, {255, 0, 255}}, {}};
    request_.encode.threads = 1;
    clip_ = analyze({request_.video, folder_ / "journal", "key"},
                    testing::fake_perceiver(std::make_shared<testing::FakePerceiverLog>()), {}, {})
                .load();
    for (auto& frame : clip_.frames) {
      auto& regions = plan_.frames.emplace_back();
      regions.frame = frame.frame;
      regions.time = frame.time;
      auto& region = regions.regions.emplace_back();
      region.ellipse = {testing::test_face_center(frame.frame), 16, 16, 0};
      frame.time = base::Timestamp::from_seconds(static_cast<double>(frame.frame));
    }
  }
  ~RenderingTest() override { fs::remove_all(folder_); }

  std::vector<Segment> run(const Listener& listener = {}) {
    return render(request_, clip_, plan_, cancellation_, listener);
  }
  static std::map<fs::path, fs::file_time_type> times(const std::vector<Segment>& segments) {
    std::map<fs::path, fs::file_time_type> times;
    for (const Segment& segment : segments) times[segment.file] = fs::last_write_time(segment.file);
    return times;
  }
  std::vector<media::VideoFrame> frames_of(const std::vector<Segment>& segments) const {
    std::vector<fs::path> files;
    for (const Segment& segment : segments) files.push_back(segment.file);
    const media::VideoInfo info = media::VideoReader(request_.video).info();
    media::join_segments(files, info, request_.video, media::AudioMode::kNone,
                         folder_ / "joined.mp4");
    media::VideoReader reader(folder_ / "joined.mp4");
    std::vector<media::VideoFrame> frames;
    while (auto frame = reader.next()) frames.push_back(std::move(*frame));
    return frames;
  }
  static bool is_magenta(const cv::Mat& rgb, geometry::Point p) {
    const auto pixel = rgb.at<cv::Vec3b>(static_cast<int>(p.y_px), static_cast<int>(p.x_px));
    return pixel[0] > 200 && pixel[1] < 60 && pixel[2] > 200;
  }

  const fs::path folder_ = fs::path(::testing::TempDir()) /
                           ::testing::UnitTest::GetInstance()->current_test_info()->name();
  RenderRequest request_{folder_ / "video.mp4", 0, {}, {}, {}};
  observation::ClipObservations clip_;
  covering::CoverPlan plan_;
  base::Cancellation cancellation_;
};

TEST_F(RenderingTest, EveryFrameIsWrittenOnceAndCovered) {
  const auto segments = run();
  ASSERT_EQ(segments.size(), 3u);
  base::FrameIndex index = 0;
  for (const auto& frame : frames_of(segments)) {
    EXPECT_TRUE(is_magenta(frame.rgb, testing::test_face_center(index))) << index;
    EXPECT_FALSE(is_magenta(frame.rgb, {48, 60})) << index;
    ++index;
  }
  EXPECT_EQ(index, 30);
}

TEST_F(RenderingTest, NothingIsMadeTwice) {
  const auto first = times(run());
  int progress_calls = 0;
  Listener listener;
  listener.progress = [&](const Progress&) { ++progress_calls; };
  EXPECT_EQ(times(run(listener)), first);
  EXPECT_EQ(progress_calls, 0);
}

TEST_F(RenderingTest, AChangeRendersItsPieceAgainOnlyAndDropsTheOldOne) {
  const auto before = run();
  const auto kept = times(before);
  plan_.frames[15].regions.clear();
  const auto after = run();
  EXPECT_EQ(before[0].file, after[0].file);
  EXPECT_EQ(kept.at(before[0].file), fs::last_write_time(after[0].file));
  EXPECT_EQ(kept.at(before[2].file), fs::last_write_time(after[2].file));
  EXPECT_FALSE(fs::exists(before[1].file));
  const auto frames = frames_of(after);
  ASSERT_EQ(frames.size(), 30u);
  EXPECT_FALSE(is_magenta(frames[15].rgb, testing::test_face_center(15)));
  EXPECT_TRUE(is_magenta(frames[14].rgb, testing::test_face_center(14)));
}

TEST_F(RenderingTest, AWhollyCoveredFrameShowsNothing) {
  plan_.frames[2].cover_everything = true;
  const auto frames = frames_of(run());
  for (const geometry::Point p : {geometry::Point{1, 1}, {94, 1}, {1, 62}, {94, 62}, {48, 32}})
    EXPECT_TRUE(is_magenta(frames[2].rgb, p));
  EXPECT_FALSE(is_magenta(frames[1].rgb, {1, 62}));
}

TEST_F(RenderingTest, AStoppedRunKeepsItsWholePieces) {
  Listener listener;
  listener.progress = [&](const Progress& progress) {
    if (progress.done_frames == 17) cancellation_.request();
  };
  try {
    run(listener);
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInterrupted);
  }
  const auto segments = plan_segments(clip_, plan_, request_.look, request_.folder);
  EXPECT_TRUE(fs::exists(segments[0].file));
  EXPECT_FALSE(fs::exists(segments[1].file));
  const auto kept = fs::last_write_time(segments[0].file);
  render(request_, clip_, plan_, {}, {});
  EXPECT_EQ(fs::last_write_time(segments[0].file), kept);
  EXPECT_TRUE(fs::exists(segments[2].file));
}

TEST_F(RenderingTest, AVideoThatIsNotTheAnalysedOneIsRefused) {
  clip_.frames[7].pts_ticks += 1;
  EXPECT_THROW(run(), base::Error);
  clip_.frames[7].pts_ticks -= 1;
  clip_.frames.pop_back();
  EXPECT_THROW(run(), base::Error);
}

}  // namespace
}  // namespace securepose::pipeline
