#include "securepose/pairing/paired_frames.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "securepose/base/error.h"
#include "securepose/testing/test_clips.h"

namespace securepose::pairing {
namespace {

constexpr int kFrames = 45;

/// A moving test picture and versions of it that FFmpeg makes.
class PairedFramesTest : public ::testing::Test {
 protected:
  PairedFramesTest() {
    testing::make_clip(original_,
                       {.width_px = 320,
                        .height_px = 180,
                        .fps = 30,
                        .frames = kFrames,
                        .source = "",
                        .sound = false},
                       {"-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p"});
  }

  std::filesystem::path version(const std::string& filter, testing::Arguments more = {}) const {
    const auto file = folder_ / "finished.mp4";
    testing::Arguments arguments = {"-i", original_.string()};
    if (!filter.empty()) arguments.insert(arguments.end(), {"-vf", filter});
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.insert(arguments.end(), {"-c:v", "libx264", "-crf", "23", file.string()});
    testing::run_ffmpeg(arguments);
    return file;
  }

  FinishedPlacement placement(const std::filesystem::path& finished) const {
    return finished_placement(original_, finished, std::nullopt);
  }

  FramePairs pairs(const std::filesystem::path& finished) const {
    return pair_frames(original_, finished, placement(finished), {});
  }

  /// How far the pictures of the pairs are apart at most, of 255 on average.
  double furthest_apart(const std::filesystem::path& finished) const {
    const FinishedPlacement place = placement(finished);
    PairedFrames frames(original_, finished, place, pair_frames(original_, finished, place, {}));
    double furthest = 0;
    while (const auto pair = frames.next()) {
      cv::Mat difference;
      cv::absdiff(pair->before_as_finished, pair->after, difference);
      const cv::Scalar mean = cv::mean(difference);
      furthest = std::max(furthest, (mean[0] + mean[1] + mean[2]) / 3);
    }
    return furthest;
  }

  testing::TempFolder folder_;
  std::filesystem::path original_ = folder_ / "original.mp4";
};

TEST_F(PairedFramesTest, TheSameFramesArePairedByNumber) {
  const auto finished = version("");
  const FramePairs found = pairs(finished);
  EXPECT_FALSE(found.original_of);
  EXPECT_EQ(found.left_out(), 0);
  EXPECT_EQ(found.repeated(), 0);
  EXPECT_TRUE(placement(finished).same_pixels());
  EXPECT_LT(furthest_apart(finished), 4);
}

TEST_F(PairedFramesTest, ScaledToACodecsBlocks) {
  const auto finished = version("scale=320:192:flags=bicubic,setsar=1");
  const FinishedPlacement found = placement(finished);
  EXPECT_FALSE(found.same_pixels());
  EXPECT_EQ(found.of_original, cv::Rect2d(0, 0, 320, 192));
  EXPECT_LT(furthest_apart(finished), 6);
  EXPECT_EQ(placement(version("scale=320:192")).finished_px.width, 341);  // pixels told as oblong
  const geometry::Box place = found.in_finished({10, 90, 20, 180});
  EXPECT_NEAR(place.y1_px, 96, 1e-9);
  EXPECT_NEAR(place.y2_px, 192, 1e-9);
}

TEST_F(PairedFramesTest, PaddedToACodecsBlocks) {
  const auto finished = version("pad=320:192");
  EXPECT_EQ(placement(finished).of_original, cv::Rect2d(0, 0, 320, 180));
  EXPECT_LT(furthest_apart(finished), 5);
}

TEST_F(PairedFramesTest, ShrunkAndWithBars) {
  EXPECT_LT(furthest_apart(version("scale=160:90")), 7);
  const auto finished = version("scale=240:135:flags=area,pad=240:180:0:22");
  const cv::Rect2d place = placement(finished).of_original;
  EXPECT_NEAR(place.y, 22.5, 1);
  EXPECT_NEAR(place.height, 135, 1);
  EXPECT_LT(furthest_apart(finished), 10);
}

TEST_F(PairedFramesTest, TurnedAndScaled) {
  const auto finished = version("scale=320:192,setsar=1,transpose=1");
  EXPECT_EQ(placement(finished).turn_deg, 90);
  EXPECT_LT(furthest_apart(finished), 6);
}

TEST_F(PairedFramesTest, FramesThatWereLeftOutAreFoundByContent) {
  // At an even rate, so that times tell nothing.
  const auto finished = version("select='not(eq(mod(n,5),3))',setpts=N/30/TB", {"-r", "30"});
  const FramePairs found = pairs(finished);
  ASSERT_TRUE(found.original_of);
  std::vector<std::int32_t> expected;
  for (int n = 0; n < kFrames; ++n) {
    if (n % 5 != 3) expected.push_back(n);
  }
  EXPECT_EQ(*found.original_of, expected);
  EXPECT_EQ(found.left_out(), kFrames / 5);
  EXPECT_EQ(found.repeated(), 0);
}

TEST_F(PairedFramesTest, AnotherRateRepeatsOrLeavesOutFrames) {
  const auto faster = version("fps=40");
  EXPECT_LT(furthest_apart(faster), 4);
  EXPECT_EQ(pairs(faster).repeated(), pairs(faster).finished_frames - kFrames);
  const auto slower = version("fps=20");
  EXPECT_LT(furthest_apart(slower), 4);
  EXPECT_NEAR(static_cast<double>(pairs(slower).left_out()), kFrames / 3.0, 1);
}

TEST_F(PairedFramesTest, AsManyFramesAtOtherTimesArePairedByContent) {
  const auto finished = version("setpts='if(lt(N,20),N,N+15)/30/TB'", {"-fps_mode", "vfr"});
  const FramePairs found = pairs(finished);
  ASSERT_TRUE(found.original_of);
  EXPECT_EQ(found.left_out(), 0);
  EXPECT_LT(furthest_apart(finished), 4);
}

TEST_F(PairedFramesTest, AnotherVideoIsRefused) {
  const auto other = folder_ / "other.mp4";
  testing::make_clip(other,
                     {.width_px = 320,
                      .height_px = 192,
                      .fps = 30,
                      .frames = 30,
                      .source = "mandelbrot=s=320x192:r=30",
                      .sound = false},
                     {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
  EXPECT_THROW(placement(other), base::Error);
  testing::make_clip(other,
                     {.width_px = 320,
                      .height_px = 180,
                      .fps = 30,
                      .frames = 30,
                      .source = "mandelbrot=s=320x180:r=30",
                      .sound = false},
                     {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
  EXPECT_THROW(pairs(other), base::Error);
}

TEST_F(PairedFramesTest, WhoSaysThatTheFramesAreTheSameIsHeldToIt) {
  const auto finished = version("select='lt(n,40)'");
  PairedFrames frames(original_, finished, placement(finished), {});
  EXPECT_THROW(while (frames.skip()){}, base::Error);
}

}  // namespace
}  // namespace securepose::pairing
