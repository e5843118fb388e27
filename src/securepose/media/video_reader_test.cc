#include "securepose/media/video_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::Arguments;
using testing::ClipContent;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TempFolder;

const Arguments kH264 = {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-qp", "8"};

std::vector<VideoFrame> all_frames(VideoReader& reader) {
  std::vector<VideoFrame> frames;
  while (auto frame = reader.next()) frames.push_back(std::move(*frame));
  return frames;
}

cv::Vec3b at(const cv::Mat& rgb, double x, double y) {
  return rgb.at<cv::Vec3b>(static_cast<int>(rgb.rows * y), static_cast<int>(rgb.cols * x));
}

bool is_near(const cv::Vec3b& pixel, const cv::Vec3b& colour) {
  return cv::norm(pixel, colour, cv::NORM_INF) < 40;
}

const cv::Vec3b kRed(255, 0, 0), kGreen(0, 255, 0), kBlue(0, 0, 255), kWhite(255, 255, 255);

// Which colour is in each corner, above left, above right, below left, below right.
std::string corners(const cv::Mat& rgb) {
  std::string result;
  for (const cv::Point2d where :
       {cv::Point2d(.1, .1), cv::Point2d(.9, .1), cv::Point2d(.1, .9), cv::Point2d(.9, .9)}) {
    const cv::Vec3b pixel = at(rgb, where.x, where.y);
    result += is_near(pixel, kRed)     ? 'r'
              : is_near(pixel, kGreen) ? 'g'
              : is_near(pixel, kBlue)  ? 'b'
              : is_near(pixel, kWhite) ? 'w'
                                       : '?';
  }
  return result;
}

struct Turn {
  const char* name;
  std::array<std::int32_t, 4> matrix;  // a, b, c, d in units of one
  int rotation_deg;
  bool mirrored;
  const char* corners;
};

class Turns : public ::testing::TestWithParam<Turn> {};

TEST_P(Turns, AreAppliedOnce) {
  const Turn& turn = GetParam();
  const TempFolder folder;
  ClipContent content;
  content.source = testing::coloured_corners(128, 64, 25);
  content.frames = 3;
  testing::make_clip(folder / "clip.mp4", content, kH264);
  const auto [a, b, c, d] = turn.matrix;
  constexpr std::int32_t kOne = 0x10000;
  testing::patch_display_matrix(folder / "clip.mp4",
                                {a * kOne, b * kOne, 0, c * kOne, d * kOne, 0, 0, 0, 0x40000000});
  VideoReader reader(folder / "clip.mp4");
  EXPECT_EQ(reader.info().rotation_deg, turn.rotation_deg);
  EXPECT_EQ(reader.info().mirrored, turn.mirrored);
  const bool upended = turn.rotation_deg % 180 != 0;
  EXPECT_EQ(reader.info().width_px, upended ? 64 : 128);
  EXPECT_EQ(reader.info().height_px, upended ? 128 : 64);
  const auto frames = all_frames(reader);
  ASSERT_EQ(frames.size(), 3u);
  EXPECT_EQ(frames[2].rgb.size(), cv::Size(reader.info().width_px, reader.info().height_px));
  EXPECT_EQ(corners(frames[2].rgb), turn.corners);
}

TEST_P(Turns, AreAddedToTheOneThatWasAskedFor) {
  const Turn& turn = GetParam();
  const TempFolder folder;
  ClipContent content;
  content.source = testing::coloured_corners(128, 64, 25);
  content.frames = 1;
  testing::make_clip(folder / "clip.mp4", content, kH264);
  const auto [a, b, c, d] = turn.matrix;
  constexpr std::int32_t kOne = 0x10000;
  testing::patch_display_matrix(folder / "clip.mp4",
                                {a * kOne, b * kOne, 0, c * kOne, d * kOne, 0, 0, 0, 0x40000000});
  VideoReader reader(folder / "clip.mp4", 90);
  EXPECT_EQ(reader.info().rotation_deg, (turn.rotation_deg + 90) % 360);
  const auto frames = all_frames(reader);
  ASSERT_EQ(frames.size(), 1u);
  EXPECT_EQ(frames[0].rgb.size(), cv::Size(reader.info().width_px, reader.info().height_px));
  // Clockwise: the bottom left corner comes to the top left, the top left to the top right.
  const std::string before = turn.corners;
  EXPECT_EQ(corners(frames[0].rgb), (std::string{before[2], before[0], before[3], before[1]}));
}

INSTANTIATE_TEST_SUITE_P(All, Turns,
                         ::testing::Values(Turn{"none", {1, 0, 0, 1}, 0, false, "rgbw"},
                                           Turn{"clockwise_90", {0, 1, -1, 0}, 90, false, "brwg"},
                                           Turn{"half", {-1, 0, 0, -1}, 180, false, "wbgr"},
                                           Turn{"clockwise_270", {0, -1, 1, 0}, 270, false, "gwrb"},
                                           Turn{"mirrored", {-1, 0, 0, 1}, 0, true, "grwb"},
                                           Turn{"mirrored_90", {0, -1, -1, 0}, 90, true, "wgbr"},
                                           Turn{"mirrored_180", {1, 0, 0, -1}, 180, true, "bwrg"},
                                           Turn{"mirrored_270", {0, 1, 1, 0}, 270, true, "rbgw"}),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(VideoReader, SkippedFramesKeepTheCountAndHaveNoPicture) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, kH264);
  VideoReader whole(folder / "clip.mp4");
  VideoReader resumed(folder / "clip.mp4");
  for (int i = 0; i < 11; ++i) {
    const auto skipped = resumed.skip();
    const auto read = whole.next();
    ASSERT_TRUE(skipped && read);
    EXPECT_EQ(skipped->index, i);
    EXPECT_EQ(skipped->pts_ticks, read->pts_ticks);
    EXPECT_TRUE(skipped->rgb.empty());
  }
  const auto a = whole.next();
  const auto b = resumed.next();
  EXPECT_EQ(cv::norm(a->rgb, b->rgb, cv::NORM_INF), 0);
}

TEST(VideoReader, EndStaysTheEnd) {
  const TempFolder folder;
  ClipContent content;
  content.frames = 2;
  testing::make_clip(folder / "clip.mp4", content, kH264);
  VideoReader reader(folder / "clip.mp4");
  EXPECT_EQ(all_frames(reader).size(), 2u);
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.skip());
  EXPECT_THAT(reader.notes(), IsEmpty());
}

TEST(VideoReader, TellsWhatIsKnownBeforeTheFirstFrame) {
  const TempFolder folder;
  ClipContent content;
  content.sound = true;
  testing::make_clip(folder / "clip.mp4", content, kH264);
  const VideoReader reader(folder / "clip.mp4");
  const VideoInfo& info = reader.info();
  EXPECT_EQ(info.codec, "h264");
  EXPECT_THAT(info.container, HasSubstr("mp4"));
  EXPECT_TRUE(info.has_audio);
  EXPECT_FALSE(info.interlaced);
  EXPECT_FALSE(info.high_dynamic_range);
  ASSERT_TRUE(info.nominal_fps && info.duration_s && info.expected_frames);
  EXPECT_NEAR(*info.nominal_fps, 25, 1e-9);
  EXPECT_NEAR(*info.duration_s, 1.2, 1e-3);
  EXPECT_EQ(*info.expected_frames, 30);
}

TEST(VideoReader, LastFrameKeepsItsDuration) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, kH264);
  VideoReader reader(folder / "clip.mp4");
  const auto frames = all_frames(reader);
  EXPECT_EQ(frames.back().duration_ticks * 25 * reader.info().time_base.num,
            reader.info().time_base.den);
}

TEST(VideoReader, AnamorphicPicturesGetSquarePixels) {
  const TempFolder folder;
  for (const auto& [aspect, width] : {std::pair{"4/3", 128}, {"8/9", 85}, {"1/1", 96}}) {
    Arguments arguments = kH264;
    arguments.insert(arguments.end(), {"-vf", std::string("setsar=") + aspect});
    testing::make_clip(folder / "clip.mp4", {}, arguments);
    VideoReader reader(folder / "clip.mp4");
    EXPECT_EQ(reader.info().width_px, width);
    EXPECT_EQ(reader.info().height_px, 64);
    EXPECT_EQ(reader.next()->rgb.cols, width);
  }
}

TEST(VideoReader, OddSizesStayOdd) {
  const TempFolder folder;
  ClipContent content;
  content.source = testing::coloured_corners(97, 63, 25);
  content.frames = 2;
  testing::make_clip(folder / "clip.webm", content,
                     {"-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-crf", "10", "-b:v", "0"});
  VideoReader reader(folder / "clip.webm");
  const auto frame = reader.next();
  EXPECT_EQ(frame->rgb.size(), cv::Size(97, 63));
  EXPECT_EQ(corners(frame->rgb), "rgbw");
}

// A bar that moves by 8 pixels between fields, woven into interlaced frames.
TEST(VideoReader, InterlacedFramesLoseTheirCombAndKeepTheirNumber) {
  const TempFolder folder;
  ClipContent content;
  content.source =
      "color=black:size=192x64:rate=50,drawbox=w=40:h=64:t=fill:c=white,scroll=h=-0.04,interlace";
  content.frames = 20;
  testing::make_clip(folder / "clip.mp4", content,
                     {"-c:v", "libx264", "-qp", "5", "-pix_fmt", "yuv420p", "-flags", "+ilme+ildct",
                      "-x264-params", "tff=1"});
  VideoReader reader(folder / "clip.mp4");
  EXPECT_TRUE(reader.info().interlaced);
  const auto frames = all_frames(reader);
  ASSERT_EQ(frames.size(), 20u);
  const auto times = testing::frame_times(folder / "clip.mp4");
  for (std::size_t i = 0; i < frames.size(); ++i) {
    EXPECT_NEAR(frames[i].time.seconds(), std::stod(times[i]), 1e-6);
    // In a comb, a line differs from both its neighbours in the same way.
    const cv::Mat& rgb = frames[i].rgb;
    int comb = 0;
    for (int y = 9; y < 55; ++y)
      for (int x = 0; x < rgb.cols; ++x) {
        const int above = rgb.at<cv::Vec3b>(y - 1, x)[1];
        const int here = rgb.at<cv::Vec3b>(y, x)[1];
        const int below = rgb.at<cv::Vec3b>(y + 1, x)[1];
        if (std::abs(here - above) > 80 && std::abs(here - below) > 80) ++comb;
      }
    EXPECT_LT(comb, 10) << "frame " << i;
  }
}

TEST(VideoReader, VariableFrameRateKeepsItsTimes) {
  const TempFolder folder;
  Arguments arguments = kH264;
  arguments.insert(arguments.end(), {"-bf", "2", "-vf", "setpts='N/25/TB+0.013*mod(N\\,3)/TB'",
                                     "-fps_mode", "passthrough"});
  for (const char* name : {"clip.mkv", "clip.mov"}) {
    testing::make_clip(folder / name, {}, arguments);
    VideoReader reader(folder / name);
    const auto frames = all_frames(reader);
    const auto times = testing::frame_times(folder / name);
    ASSERT_EQ(frames.size(), times.size());
    for (std::size_t i = 0; i < frames.size(); ++i)
      EXPECT_NEAR(frames[i].time.seconds(), std::stod(times[i]), 1e-6);
  }
}

TEST(VideoReader, LateAndNegativeStartsStay) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, kH264);
  // Transport streams count up to 95443.7 s; FFmpeg shows what lies shortly before as negative.
  for (const auto& [name, offset] : {std::pair{"late.mp4", "3.7"},
                                     {"late.mkv", "3.7"},
                                     {"late.mts", "1000"},
                                     {"wrap.mts", "95442.9"}}) {
    testing::run_ffmpeg({"-i", (folder / "clip.mp4").string(), "-c", "copy", "-muxdelay", "0", "-f",
                         std::string(name).ends_with("mts")   ? "mpegts"
                         : std::string(name).ends_with("mkv") ? "matroska"
                                                              : "mp4",
                         "-output_ts_offset", offset, (folder / name).string()});
    VideoReader reader(folder / name);
    const auto times = testing::frame_times(folder / name);
    const auto frames = all_frames(reader);
    ASSERT_EQ(frames.size(), times.size()) << name;
    EXPECT_NEAR(frames[0].time.seconds(), std::stod(times[0]), 1e-6) << name;
    EXPECT_NE(frames[0].pts_ticks, 0) << name;
    EXPECT_EQ(std::string(name) == "wrap.mts", frames[0].pts_ticks < 0);
  }
}

TEST(VideoReader, EditListHidesWhatIsBeforeIt) {
  const TempFolder folder;
  Arguments arguments = kH264;
  arguments.insert(arguments.end(), {"-g", "10", "-bf", "2"});
  testing::make_clip(folder / "clip.mp4", {}, arguments);
  testing::run_ffmpeg({"-ss", "0.5", "-i", (folder / "clip.mp4").string(), "-c", "copy",
                       (folder / "cut.mp4").string()});
  VideoReader reader(folder / "cut.mp4");
  const auto frames = all_frames(reader);
  const auto times = testing::frame_times(folder / "cut.mp4");
  ASSERT_EQ(frames.size(), times.size());
  for (const VideoFrame& frame : frames) EXPECT_TRUE(frame.readable);
  EXPECT_EQ(frames[0].pts_ticks, 0);
  EXPECT_EQ(reader.info().expected_frames, static_cast<std::int64_t>(frames.size()));
}

TEST(VideoReader, RestartedClockStaysIncreasingAndIsTold) {
  const TempFolder folder;
  Arguments arguments = kH264;
  arguments.insert(arguments.end(), {"-f", "mpegts"});
  testing::make_clip(folder / "a.mts", {}, arguments);
  const std::string bytes = testing::read_bytes(folder / "a.mts");
  testing::write_bytes(folder / "twice.mts", bytes + bytes);
  VideoReader reader(folder / "twice.mts");
  const auto frames = all_frames(reader);
  ASSERT_EQ(frames.size(), 60u);
  for (std::size_t i = 1; i < frames.size(); ++i)
    EXPECT_NEAR((frames[i].time - frames[i - 1].time).seconds(), 0.04, 0.001) << i;
  EXPECT_THAT(reader.notes(), ::testing::Contains(HasSubstr("clock started anew once")));
}

TEST(VideoReader, CoverPictureIsNotTheVideo) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, kH264);
  testing::run_ffmpeg({"-i", (folder / "clip.mp4").string(), "-f", "lavfi", "-i",
                       "color=red:size=500x500:duration=0.04", "-map", "0:v", "-map", "1:v",
                       "-c:v:0", "copy", "-c:v:1", "mjpeg", "-frames:v:1", "1", "-disposition:v:1",
                       "attached_pic", (folder / "cover.mp4").string()});
  VideoReader reader(folder / "cover.mp4");
  EXPECT_EQ(reader.info().width_px, 96);
  EXPECT_EQ(all_frames(reader).size(), 30u);
}

TEST(VideoReader, HighDynamicRangeIsToldAndToned) {
  ASSERT_TRUE(testing::has_encoder("libx265"))
      << "FFmpeg lacks the encoder libx265. Install Debian's ffmpeg.";
  const TempFolder folder;
  for (const char* transfer : {"smpte2084", "arib-std-b67"}) {
    ClipContent content;
    content.source = testing::coloured_corners(128, 64, 25) +
                     ",format=gbrp,zscale=tin=bt709:pin=bt709:t=" + transfer +
                     ":p=bt2020:m=2020_ncl:npl=203:r=limited";
    content.frames = 2;
    testing::make_clip(
        folder / "clip.mp4", content,
        {"-c:v", "libx265", "-x265-params", "log-level=none:qp=8", "-pix_fmt", "yuv420p10le",
         "-color_primaries", "bt2020", "-color_trc", transfer, "-colorspace", "bt2020nc"});
    VideoReader reader(folder / "clip.mp4");
    EXPECT_TRUE(reader.info().high_dynamic_range);
    const auto frame = reader.next();
    // The curve leaves white at about 0.75 of linear light, so that brighter things find room.
    const cv::Vec3b white = at(frame->rgb, .9, .9);
    EXPECT_GT(white[1], 200) << transfer;
    EXPECT_LE(cv::norm(white, cv::Vec3b(white[1], white[1], white[1]), cv::NORM_INF), 4);
    const cv::Vec3b red = at(frame->rgb, .1, .1);
    EXPECT_GT(red[0], 180) << transfer;
    EXPECT_LT(red[1], 60) << transfer;
    EXPECT_TRUE(is_near(at(frame->rgb, .5, .5), {0, 0, 0}));
  }
}

}  // namespace
}  // namespace securepose::media
