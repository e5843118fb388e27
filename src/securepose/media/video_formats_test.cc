// Every container and codec that cameras write and this FFmpeg can make, through the reader and
// back into an MP4: same frames, same times.
#include <gtest/gtest.h>

#include <cmath>
#include <opencv2/core.hpp>
#include <string>

#include "securepose/media/container_audit.h"
#include "securepose/media/video_reader.h"
#include "securepose/media/video_writer.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::Arguments;
using testing::TempFolder;

struct Format {
  const char* file;
  const char* encoder;
  Arguments arguments;
  int width_px = 96;
  int height_px = 64;
};

class Formats : public ::testing::TestWithParam<Format> {};

// Reads all frames and writes them as two pieces into `result`.
int round_trip(const std::filesystem::path& source, const TempFolder& folder,
               const std::filesystem::path& result) {
  VideoReader reader(source);
  EncodeOptions options;
  options.threads = 1;
  int frames = 0;
  {
    SegmentWriter first(folder / "first", reader.info(), options);
    SegmentWriter second(folder / "second", reader.info(), options);
    while (auto frame = reader.next()) {
      EXPECT_TRUE(frame->readable) << frames;
      EXPECT_EQ(frame->rgb.cols, reader.info().width_px);
      EXPECT_EQ(frame->rgb.rows, reader.info().height_px);
      (frames < 7 ? first : second).write(*frame);
      ++frames;
    }
    first.finish();
    second.finish();
  }
  join_segments({folder / "first", folder / "second"}, reader.info(), source, AudioMode::kNone,
                result);
  return frames;
}

TEST_P(Formats, KeepEveryFrameAndItsTime) {
  const Format& format = GetParam();
  ASSERT_TRUE(testing::has_encoder(format.encoder))
      << "FFmpeg lacks the encoder " << format.encoder << ". Install Debian's ffmpeg.";
  const TempFolder folder;
  testing::ClipContent content;
  content.width_px = format.width_px;
  content.height_px = format.height_px;
  content.frames = 18;
  Arguments arguments{"-c:v", format.encoder};
  arguments.insert(arguments.end(), format.arguments.begin(), format.arguments.end());
  testing::make_clip(folder / format.file, content, arguments);

  const int frames = round_trip(folder / format.file, folder, folder / "result.mp4");
  EXPECT_EQ(frames, 18);
  const auto expected = testing::frame_times(folder / format.file);
  const auto actual = testing::frame_times(folder / "result.mp4");
  ASSERT_EQ(expected.size(), actual.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (expected[i] == "N/A") continue;  // the last ones in AVI and MPEG
    EXPECT_NEAR(std::stod(actual[i]), std::stod(expected[i]), 1.5e-6);
  }
  EXPECT_TRUE(carried_besides_video(folder / "result.mp4").empty());
}

// A codec may change pixels a little, a wrong size, order or colour changes them a lot.
TEST_P(Formats, PicturesAreThoseOfTheTool) {
  const Format& format = GetParam();
  ASSERT_TRUE(testing::has_encoder(format.encoder))
      << "FFmpeg lacks the encoder " << format.encoder << ". Install Debian's ffmpeg.";
  const TempFolder folder;
  testing::ClipContent content;
  content.source = testing::coloured_corners(format.width_px, format.height_px, 25);
  content.frames = 5;
  Arguments arguments{"-c:v", format.encoder};
  arguments.insert(arguments.end(), format.arguments.begin(), format.arguments.end());
  testing::make_clip(folder / format.file, content, arguments);
  VideoReader reader(folder / format.file);
  const auto frame = reader.next();
  ASSERT_TRUE(frame);
  const cv::Mat& rgb = frame->rgb;
  const auto near = [&](int x, int y, const cv::Vec3b& colour) {
    const cv::Vec3b pixel = rgb.at<cv::Vec3b>(y, x);
    for (int channel = 0; channel < 3; ++channel)
      EXPECT_NEAR(pixel[channel], colour[channel], 30) << pixel << " at " << x << "," << y;
  };
  near(rgb.cols / 8, rgb.rows / 8, {255, 0, 0});
  near(rgb.cols - rgb.cols / 8, rgb.rows / 8, {0, 255, 0});
  near(rgb.cols / 8, rgb.rows - rgb.rows / 8, {0, 0, 255});
  near(rgb.cols - rgb.cols / 8, rgb.rows - rgb.rows / 8, {255, 255, 255});
  near(rgb.cols / 2, rgb.rows / 2, {0, 0, 0});
}

const Arguments kYuv = {"-pix_fmt", "yuv420p"};

Arguments with(Arguments more) {
  Arguments all = kYuv;
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

const Arguments kQuietHevc = {"-x265-params", "log-level=none", "-pix_fmt", "yuv420p"};

INSTANTIATE_TEST_SUITE_P(
    All, Formats,
    ::testing::Values(
        Format{"h264.mp4", "libx264", with({"-bf", "3"})},
        Format{"h264.mov", "libx264", with({"-bf", "3"})},
        Format{"h264.mkv", "libx264", with({"-bf", "3"})},
        Format{"h264.avi", "libx264", with({"-bf", "2"})},
        Format{"h264.3gp", "libx264", with({"-profile:v", "baseline"})},
        Format{"h264.mts", "libx264", with({"-bf", "2", "-f", "mpegts"})},
        Format{"h264.flv", "libx264", with({"-bf", "2"})},
        Format{"open_gop.mp4", "libx264",
               with({"-x264-params", "open-gop=1:keyint=6:min-keyint=6:bframes=3"})},
        Format{"intra_refresh.mp4", "libx264", with({"-x264-params", "intra-refresh=1:keyint=8"})},
        Format{"fragments.mp4", "libx264",
               with({"-g", "6", "-movflags", "frag_keyframe+empty_moov"})},
        Format{"h264_ten_bits.mkv", "libx264", {"-pix_fmt", "yuv420p10le"}},
        Format{"h263.3gp", "h263", with({}), 176, 144}, Format{"hevc.mp4", "libx265", kQuietHevc},
        Format{"hevc.mts",
               "libx265",
               {"-x265-params", "log-level=none", "-pix_fmt", "yuv420p", "-f", "mpegts"}},
        Format{"hevc_ten_bits.mov",
               "libx265",
               {"-x265-params", "log-level=none", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1"}},
        Format{"vp8.webm", "libvpx", with({"-auto-alt-ref", "1", "-lag-in-frames", "10"})},
        Format{"vp9.webm", "libvpx-vp9", with({"-auto-alt-ref", "1", "-lag-in-frames", "10"})},
        Format{"vp9.mp4", "libvpx-vp9", with({})},
        Format{"av1.mp4", "libaom-av1", with({"-cpu-used", "8", "-lag-in-frames", "10"})},
        Format{"av1.webm", "libaom-av1", with({"-cpu-used", "8"})},
        Format{"mpeg4.avi", "mpeg4", with({"-bf", "2", "-q:v", "3"})},
        Format{"mpeg4.mp4", "mpeg4", with({"-bf", "2", "-q:v", "3"})},
        Format{"xvid.avi", "libxvid", with({"-q:v", "3"})},
        Format{"mpeg2.mpg", "mpeg2video", with({"-bf", "2", "-q:v", "3"})},
        Format{"mpeg2.mts", "mpeg2video", with({"-bf", "2", "-q:v", "3", "-f", "mpegts"})},
        Format{"mpeg1.mpg", "mpeg1video", with({"-bf", "2", "-q:v", "3"})},
        Format{"mjpeg.avi", "mjpeg", {"-pix_fmt", "yuvj420p", "-q:v", "2"}},
        Format{"mjpeg.mov", "mjpeg", {"-pix_fmt", "yuvj422p", "-q:v", "2"}},
        Format{"prores.mov", "prores_ks", {}},
        Format{"prores_4444.mov", "prores_ks", {"-profile:v", "4444"}},
        Format{"dv.avi", "dvvideo", {"-pix_fmt", "yuv420p"}, 720, 576},
        Format{"dv.dv", "dvvideo", {"-pix_fmt", "yuv420p"}, 720, 576},
        Format{"dv.mov", "dvvideo", {"-pix_fmt", "yuv420p"}, 720, 576},
        Format{"wmv1.wmv", "wmv1", with({"-q:v", "3"})},
        Format{"wmv2.wmv", "wmv2", with({"-q:v", "3"})},
        Format{"msmpeg4.wmv", "msmpeg4", with({"-q:v", "3"})},
        Format{"theora.ogg", "libtheora", with({"-q:v", "9"})},
        Format{"mpeg2.mxf", "mpeg2video", with({"-q:v", "3"})},
        Format{"ffv1.mkv", "ffv1", with({})}, Format{"raw.avi", "rawvideo", {"-pix_fmt", "bgr24"}},
        Format{"animation.mov", "qtrle", {}}),
    [](const auto& info) {
      std::string name = info.param.file;
      for (char& c : name)
        if (c == '.') c = '_';
      return name;
    });

}  // namespace
}  // namespace securepose::media
