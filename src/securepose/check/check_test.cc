#include "securepose/check/check.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "securepose/base/error.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"
#include "securepose/media/video_writer.h"
#include "securepose/testing/fake_detectors.h"
#include "securepose/testing/test_clips.h"

namespace securepose::check {
namespace {

using base::FrameIndex;
using Frames = std::function<bool(FrameIndex)>;

constexpr int kFrames = 60;

geometry::Point head(FrameIndex i) { return {60.0 + 2 * static_cast<double>(i), 80}; }

/// A blue wall seen by a camera in bad light.
void make_wall(const std::filesystem::path& file, int width_px, int height_px, int frames) {
  testing::make_clip(file,
                     {.width_px = width_px,
                      .height_px = height_px,
                      .fps = 30,
                      .frames = frames,
                      .source = fmt::format("color=c=0x405080:s={}x{}:r=30,noise=alls=12:allf=t",
                                            width_px, height_px),
                      .sound = false},
                     {"-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p"});
}

/// An original and its de-identified version, in which the head is open in some frames; both are
/// encoded with H.264.
class CheckTest : public ::testing::Test {
 protected:
  void SetUp() override {
    make_wall(original_, 320, 240, kFrames);
    detectors_.faces_told = [](FrameIndex) { return std::vector<RawFaceDetection>{}; };
  }

  std::filesystem::path with_open(const Frames& is_open) {
    media::VideoReader reader(original_);
    media::SegmentWriter writer(folder_ / "piece", reader.info(), {.crf = 23, .threads = 1});
    while (auto frame = reader.next()) {
      cv::Mat finished = frame->rgb.clone();
      if (!is_open(frame->index)) {
        const auto at = head(frame->index);
        cv::ellipse(finished, cv::Point(static_cast<int>(at.x_px), static_cast<int>(at.y_px)),
                    {20, 26}, 0, 0, 360, {200, 160, 140}, cv::FILLED);
      }
      frame->rgb = finished;
      writer.write(*frame);
    }
    writer.finish();
    const auto file = folder_ / "deidentified.mp4";
    media::join_segments({folder_ / "piece"}, reader.info(), original_, media::AudioMode::kNone,
                         file);
    return file;
  }

  CheckResult check_with_open(const Frames& is_open, const CheckOptions& options = {}) {
    return check(original_, with_open(is_open), options, detectors_, {}, {});
  }

  testing::TempFolder folder_;
  std::filesystem::path original_ = folder_ / "original.mp4";
  testing::FakeDetectors detectors_;
};

TEST_F(CheckTest, ACleanResultIsClean) {
  const CheckResult result = check_with_open([](FrameIndex) { return false; });
  EXPECT_TRUE(result.clean());
  EXPECT_EQ(result.frames_compared, kFrames);
}

class SeededLeak : public CheckTest, public ::testing::WithParamInterface<int> {};

TEST_P(SeededLeak, IsFoundWhereItIsWithoutAnyDetector) {
  const FrameIndex last = 19 + GetParam();
  const CheckResult result = check_with_open([&](FrameIndex i) { return i >= 20 && i <= last; });
  ASSERT_EQ(result.leaks.size(), 1u);
  const Leak& leak = result.leaks[0];
  EXPECT_EQ(leak.kind, LeakKind::kGap);
  EXPECT_EQ(leak.first_frame, 20);
  EXPECT_EQ(leak.last_frame, last);
  EXPECT_NEAR(leak.start.seconds(), 20 / 30.0, 1e-3);
  for (const Leak::Place& place : leak.places) {
    EXPECT_LT(distance_px(place.box_px.center(), head(place.frame)), 15) << place.frame;
  }
}

INSTANTIATE_TEST_SUITE_P(OneToThirtyFrames, SeededLeak, ::testing::Values(1, 2, 5, 30));

TEST_F(CheckTest, AFaceThatWasNeverCoveredIsFound) {
  detectors_.faces_told = [](FrameIndex) {
    return std::vector<RawFaceDetection>{{geometry::Box::around({240, 180}, 30, 40), 0.8, true}};
  };
  const CheckResult result = check_with_open([](FrameIndex) { return false; });
  ASSERT_EQ(result.leaks.size(), 1u);
  EXPECT_EQ(result.leaks[0].kind, LeakKind::kOpenFace);
  EXPECT_EQ(result.leaks[0].places.size(), static_cast<std::size_t>(kFrames));
}

TEST_F(CheckTest, AHeadOfWhichNoFaceIsSeenIsFoundBeforeItsCoverBegins) {
  detectors_.head_told = [](const cv::Mat&, const geometry::Box& place) {
    return std::optional<HeadDetection>({place.center(), 40, 0.6});
  };
  const CheckResult result = check_with_open([](FrameIndex i) { return i < 10; });
  ASSERT_EQ(result.leaks.size(), 1u);
  EXPECT_EQ(result.leaks[0].kind, LeakKind::kOpenHead);
  EXPECT_EQ(result.leaks[0].last_frame, 9);
}

TEST_F(CheckTest, WhatIsFoundInTwoWaysIsToldOnce) {
  detectors_.faces_told = [](FrameIndex i) {
    return std::vector<RawFaceDetection>{{geometry::Box::around(head(i), 30, 40), 0.8, true}};
  };
  const CheckResult result = check_with_open([](FrameIndex i) { return i == 20 || i == 21; });
  EXPECT_EQ(result.leaks.size(), 1u);
}

TEST_F(CheckTest, WhatTheCoverOfAnotherFindingWouldNotHideIsToldToo) {
  detectors_.faces_told = [](FrameIndex i) {
    if (i != 20 && i != 21) return std::vector<RawFaceDetection>{};
    const geometry::Point above = head(i) + geometry::Point{0, -30};
    return std::vector<RawFaceDetection>{{geometry::Box::around(above, 30, 40), 0.8, true}};
  };
  const CheckResult result = check_with_open([](FrameIndex i) { return i == 20 || i == 21; });
  ASSERT_EQ(result.leaks.size(), 2u);
  EXPECT_EQ(result.leaks[0].kind, LeakKind::kGap);
  EXPECT_EQ(result.leaks[1].kind, LeakKind::kOpenFace);
}

TEST_F(CheckTest, AFaceThatStillShowsInAPictureThatDiffersAllOverIsFound) {
  const auto seen = geometry::Box::around({160, 120}, 60, 80);
  detectors_.faces_told = [&](FrameIndex) {
    return std::vector<RawFaceDetection>{{seen, 0.9, true}};
  };
  detectors_.covered_faces_told = [&](const geometry::Box&) {
    return std::vector<RawFaceDetection>{{seen, 0.9, true}};
  };
  detectors_.embedding_told = [](const geometry::Box&) { return detection::FaceEmbedding{{1, 0}}; };
  const auto other = folder_ / "other.mp4";
  testing::make_clip(other,
                     {.width_px = 320,
                      .height_px = 240,
                      .fps = 30,
                      .frames = kFrames,
                      .source = "testsrc2=s=320x240:r=30",
                      .sound = false},
                     {"-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p"});
  const CheckResult result = check(original_, other, {}, detectors_, {}, {});
  ASSERT_EQ(result.leaks.size(), 1u);
  EXPECT_EQ(result.leaks[0].kind, LeakKind::kLegible);
  EXPECT_EQ(result.frames_changed_all_over, kFrames);
}

TEST_F(CheckTest, AVideoInWhichNothingIsCoveredIsCalledSo) {
  const CheckResult result = check(original_, original_, {}, detectors_, {}, {});
  EXPECT_EQ(result.frames_unchanged, kFrames);
}

TEST_F(CheckTest, ARecordingOnItsSideIsLookedAtUprightAndPlacesAreThoseOfTheVideo) {
  CheckOptions options;
  options.upright_turn_deg = 90;
  std::optional<cv::Size> looked_at;
  detectors_.picture_shown = [&](const cv::Mat& rgb) { looked_at = rgb.size(); };
  // Seen in the turned picture, 240 x 320: at (50, 60) of it lies (60, 190) of the recording.
  detectors_.faces_told = [](FrameIndex) {
    return std::vector<RawFaceDetection>{{geometry::Box::around({50, 60}, 30, 40), 0.8, true}};
  };
  const CheckResult result = check_with_open([](FrameIndex) { return false; }, options);
  ASSERT_TRUE(looked_at);
  EXPECT_EQ(*looked_at, cv::Size(240, 320));
  ASSERT_EQ(result.leaks.size(), 1u);
  EXPECT_NEAR(result.leaks[0].places[0].box_px.center().x_px, 60, 1e-6);
  EXPECT_NEAR(result.leaks[0].places[0].box_px.center().y_px, 190, 1e-6);
}

TEST_F(CheckTest, AVideoThatWasTurnedIsComparedWithItsOriginalTurnedAlike) {
  const auto turned = folder_ / "turned.mp4";
  media::VideoReader reader(original_, 270);
  media::SegmentWriter writer(folder_ / "turned_piece", reader.info(), {.crf = 10, .threads = 1});
  while (auto frame = reader.next()) writer.write(*frame);
  writer.finish();
  media::join_segments({folder_ / "turned_piece"}, reader.info(), original_,
                       media::AudioMode::kNone, turned);
  const CheckResult result = check(original_, turned, {}, detectors_, {}, {});
  EXPECT_EQ(result.frames_unchanged, kFrames);
}

/// Writes a video's frames from the last to the first.
void play_backwards(const std::filesystem::path& video, const std::filesystem::path& file,
                    const std::filesystem::path& piece) {
  std::vector<cv::Mat> pictures;
  media::VideoReader first(video);
  while (const auto frame = first.next()) pictures.push_back(frame->rgb.clone());
  media::VideoReader reader(video);
  media::SegmentWriter writer(piece, reader.info(), {.crf = 10, .threads = 1});
  while (auto frame = reader.next()) {
    frame->rgb = pictures.back();
    pictures.pop_back();
    writer.write(*frame);
  }
  writer.finish();
  media::join_segments({piece}, reader.info(), video, media::AudioMode::kNone, file);
}

std::vector<std::string> described(const CheckResult& result, bool backwards) {
  std::vector<std::string> findings;
  const auto mirrored = [&](FrameIndex i) { return backwards ? kFrames - 1 - i : i; };
  for (const Leak& leak : result.leaks) {
    findings.push_back(
        fmt::format("{} {} {}", name_of(leak.kind),
                    std::min(mirrored(leak.first_frame), mirrored(leak.last_frame)),
                    std::max(mirrored(leak.first_frame), mirrored(leak.last_frame))));
  }
  std::sort(findings.begin(), findings.end());
  return findings;
}

TEST_F(CheckTest, APairPlayedBackwardsGivesTheMirroredFindings) {
  // Open at first, for a moment, and at the end; a faint face shows before the clear one that it
  // resembles.
  const auto finished =
      with_open([](FrameIndex i) { return i < 8 || i == 25 || i == 26 || i > 52; });
  const geometry::Box faint = geometry::Box::around({240, 180}, 16, 20);
  const auto see = [&](bool backwards) {
    const auto forwards = [=](FrameIndex i) { return backwards ? kFrames - 1 - i : i; };
    detectors_.faces_told = [=](FrameIndex i) {
      const FrameIndex at = forwards(i);
      std::vector<RawFaceDetection> seen;
      if (at < 5) seen.push_back({faint, 0.25, true});
      if (at >= 30 && at < 40) seen.push_back({geometry::Box::around(head(at), 30, 40), 0.9, true});
      return seen;
    };
  };
  detectors_.embedding_told = [=](const geometry::Box& box) {
    return box == faint ? detection::FaceEmbedding{{0.8F, 0.6F}} : detection::FaceEmbedding{{1, 0}};
  };
  detectors_.head_told = [](const cv::Mat&, const geometry::Box& place) {
    return std::optional<HeadDetection>({place.center(), 40, 0.6});
  };
  see(false);
  const auto found = described(check(original_, finished, {}, detectors_, {}, {}), false);
  EXPECT_EQ(found, (std::vector<std::string>{"gap 25 26", "open_face 0 4", "open_head 0 7",
                                             "open_head 53 59"}));
  play_backwards(original_, folder_ / "original_backwards.mp4", folder_ / "backwards.piece");
  play_backwards(finished, folder_ / "backwards.mp4", folder_ / "backwards.piece");
  see(true);
  EXPECT_EQ(described(check(folder_ / "original_backwards.mp4", folder_ / "backwards.mp4", {},
                            detectors_, {}, {}),
                      true),
            found);
}

TEST_F(CheckTest, ALaterLookKnowsTheWholeOriginalAndLooksAtNoFaceAgain) {
  int looks = 0;
  detectors_.faces_told = [&](FrameIndex) {
    ++looks;
    return std::vector<RawFaceDetection>{{geometry::Box::around({240, 180}, 30, 40), 0.8, true}};
  };
  CheckOptions options;
  options.facts = facts_of_an_original();
  const auto first = check_with_open([](FrameIndex i) { return i == 20; }, options);
  EXPECT_EQ(looks, kFrames);
  const auto second = check_with_open([](FrameIndex i) { return i == 20; }, options);
  EXPECT_EQ(looks, kFrames);
  EXPECT_EQ(described(first, false), described(second, false));
}

TEST_F(CheckTest, OnlyTheFramesAskedForAreCompared) {
  CheckOptions options;
  options.ranges = {{{0, 9}, {40, 59}}};
  const CheckResult result =
      check_with_open([](FrameIndex i) { return i == 20 || i == 50; }, options);
  EXPECT_EQ(result.frames_compared, 30);
  ASSERT_EQ(result.leaks.size(), 1u);
  EXPECT_EQ(result.leaks[0].first_frame, 50);
}

TEST_F(CheckTest, AVersionOfAnotherSizeAndRateIsTakenAndTold) {
  testing::make_clip(
      original_,
      {.width_px = 320, .height_px = 240, .fps = 30, .frames = 20, .source = "", .sound = false},
      {"-c:v", "libx264", "-crf", "18", "-pix_fmt", "yuv420p"});
  const auto larger = folder_ / "larger.mp4";
  testing::run_ffmpeg({"-i", original_.string(), "-vf", "scale=640:512,setsar=1,fps=15", "-c:v",
                       "libx264", larger.string()});
  detectors_.faces_told = [](FrameIndex) {
    return std::vector<RawFaceDetection>{{{100, 60, 120, 85}, 0.9, true}};
  };
  const CheckResult result = check(original_, larger, {}, detectors_, {}, {});
  EXPECT_EQ(result.frames_compared, 10);
  EXPECT_TRUE(result.version.scaled);
  EXPECT_EQ(result.version.height_px, 512);
  EXPECT_EQ(result.version.original_height_px, 240);
  EXPECT_TRUE(result.version.matched_by_content);
  EXPECT_EQ(result.version.frames_left_out, 10);
  ASSERT_EQ(result.leaks.size(), 1u);
  EXPECT_EQ(result.leaks[0].last_frame, 9);
  EXPECT_NEAR(result.leaks[0].places[0].box_px.x1_px, 200, 1e-9);
  EXPECT_NEAR(result.leaks[0].places[0].box_px.y2_px, 85 * 512 / 240.0, 1e-9);
}

TEST_F(CheckTest, WhatIsNoVersionOfTheOriginalIsRefused) {
  const auto other = folder_ / "other.mp4";
  testing::make_clip(other,
                     {.width_px = 320,
                      .height_px = 240,
                      .fps = 30,
                      .frames = kFrames + 5,
                      .source = "mandelbrot=s=320x240:r=30",
                      .sound = false},
                     {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
  testing::make_clip(
      original_,
      {.width_px = 320, .height_px = 240, .fps = 30, .frames = 20, .source = "", .sound = false},
      {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
  EXPECT_THROW(check(original_, other, {}, detectors_, {}, {}), base::Error);
}

}  // namespace
}  // namespace securepose::check
