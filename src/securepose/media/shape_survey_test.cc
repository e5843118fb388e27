// Videos whose pictures change on the way, as calls, screen recorders, and cameras make them.
#include "securepose/media/shape_survey.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "securepose/media/video_reader.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::Arguments;
using testing::ClipContent;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TempFolder;

struct Piece {
  int width_px;
  int height_px;
  int frames;
  Arguments more = {};
};

// One stream from pieces that are coded alike, put together without coding them anew.
void join(const TempFolder& folder, const std::string& file, const Arguments& encoder,
          const std::vector<Piece>& pieces) {
  const std::string ending = file.substr(file.find('.'));
  std::string list;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    ClipContent content;
    content.source = testing::coloured_corners(pieces[i].width_px, pieces[i].height_px, 25);
    content.frames = pieces[i].frames;
    Arguments arguments = encoder;
    arguments.insert(arguments.end(), pieces[i].more.begin(), pieces[i].more.end());
    const std::string name = "piece" + std::to_string(i) + ending;
    testing::make_clip(folder / name, content, arguments);
    list += "file " + name + "\n";
  }
  testing::write_bytes(folder / "list.txt", list);
  testing::run_ffmpeg({"-f", "concat", "-safe", "0", "-i", (folder / "list.txt").string(), "-c",
                       "copy", (folder / file).string()});
}

struct Seen {
  VideoInfo info;
  std::vector<VideoFrame> frames;
  std::vector<std::string> notes;
};

Seen read_all(const std::filesystem::path& file, const Turns& turns = {}) {
  VideoReader reader(file, turns);
  Seen seen{reader.info(), {}, {}};
  while (auto frame = reader.next()) {
    EXPECT_TRUE(frame->readable) << frame->index;
    EXPECT_EQ(frame->rgb.size(), cv::Size(seen.info.width_px, seen.info.height_px));
    seen.frames.push_back(std::move(*frame));
  }
  seen.notes = reader.notes();
  return seen;
}

std::string seconds(const VideoFrame& frame) {
  return fmt::format("{:.3f} s", frame.time.seconds());
}

// Where the picture of coloured corners lies, bars left out.
cv::Rect place_of(const cv::Mat& rgb) {
  cv::Mat gray;
  cv::cvtColor(rgb, gray, cv::COLOR_RGB2GRAY);
  return cv::boundingRect(gray > 18);
}

void expect_near(const cv::Rect& place, const cv::Rect& expected) {
  EXPECT_NEAR(place.x, expected.x, 3);
  EXPECT_NEAR(place.y, expected.y, 3);
  EXPECT_NEAR(place.width, expected.width, 4);
  EXPECT_NEAR(place.height, expected.height, 4);
}

struct Codec {
  const char* file;
  Arguments encoder;
  std::size_t lost = 0;  ///< pictures that FFmpeg's decoder does not give at a change of size
};

class ChangingPictures : public ::testing::TestWithParam<Codec> {};

TEST_P(ChangingPictures, KeepTheirProportionsAtTheSizeShownLongest) {
  const TempFolder folder;
  const Codec& codec = GetParam();
  join(folder, codec.file, codec.encoder, {{96, 192, 8}, {192, 96, 17}});
  const Seen seen = read_all(folder / codec.file);
  const std::size_t second = 8 - codec.lost;
  ASSERT_EQ(seen.frames.size(), 25 - codec.lost);
  EXPECT_EQ(seen.info.width_px, 192);
  EXPECT_EQ(seen.info.height_px, 96);
  expect_near(place_of(seen.frames[0].rgb), {72, 0, 48, 96});
  expect_near(place_of(seen.frames.back().rgb), {0, 0, 192, 96});
  EXPECT_EQ(seen.frames[second - 1].part, 0);
  EXPECT_EQ(seen.frames[second].part, 1);
  EXPECT_THAT(seen.notes,
              Contains(HasSubstr("changes its size or shape at " + seconds(seen.frames[second]))));
  EXPECT_THAT(seen.notes, Contains(HasSubstr("from 96 x 192 to 192 x 96 pixels")));
}

TEST_P(ChangingPictures, ThatOnlyGrowAreOnePart) {
  const TempFolder folder;
  const Codec& codec = GetParam();
  join(folder, codec.file, codec.encoder, {{96, 64, 8}, {192, 128, 17}});
  const Seen seen = read_all(folder / codec.file);
  ASSERT_EQ(seen.frames.size(), 25 - codec.lost);
  EXPECT_EQ(seen.info.width_px, 192);
  expect_near(place_of(seen.frames[0].rgb), {0, 0, 192, 128});
  EXPECT_EQ(seen.frames.back().part, 0);
  EXPECT_THAT(seen.info.part_durations_s, IsEmpty());
  EXPECT_THAT(seen.notes, Contains(HasSubstr("192 x 128 pixels, the size shown longest")));
}

const Arguments kTs = {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-bf", "0"};

INSTANTIATE_TEST_SUITE_P(
    All, ChangingPictures,
    ::testing::Values(
        Codec{"h264.ts", kTs}, Codec{"h264.mkv", {"-c:v", "libx264", "-pix_fmt", "yuv420p"}},
        Codec{"hevc.ts",
              {"-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv420p"}},
        Codec{"vp8.webm", {"-c:v", "libvpx", "-deadline", "realtime", "-crf", "10"}},
        Codec{"vp9.webm", {"-c:v", "libvpx-vp9", "-pix_fmt", "yuv420p", "-cpu-used", "8"}},
        Codec{"av1.webm", {"-c:v", "libaom-av1", "-cpu-used", "8"}},
        Codec{"mpeg2.ts", {"-c:v", "mpeg2video", "-q:v", "3"}, 1},
        Codec{"mjpeg.avi", {"-c:v", "mjpeg", "-pix_fmt", "yuvj420p", "-q:v", "2"}}),
    [](const auto& info) {
      std::string name = info.param.file;
      name[name.find('.')] = '_';
      return name;
    });

TEST(ShapeSurvey, SteadyVideosNeedNone) {
  const TempFolder folder;
  for (const auto& [file, encoder] : {std::pair{"a.mp4", "libx264"},
                                      {"a.ts", "libx264"},
                                      {"a.webm", "libvpx"},
                                      {"b.webm", "libvpx-vp9"},
                                      {"a.avi", "mpeg4"},
                                      {"a.mpg", "mpeg2video"},
                                      {"a.mov", "mjpeg"}}) {
    testing::make_clip(folder / file, {}, {"-c:v", encoder, "-g", "5"});
    EXPECT_FALSE(survey_shapes(folder / file)) << file;
  }
}

TEST(ShapeSurvey, TellsTheLongestShapeAndThePartsDurations) {
  const TempFolder folder;
  join(folder, "a.ts", kTs, {{96, 192, 10}, {192, 96, 15}, {96, 192, 10}});
  const auto survey = survey_shapes(folder / "a.ts");
  ASSERT_TRUE(survey);
  EXPECT_EQ(survey->longest.stored, (SizePx{96, 192})) << "20 frames in all";
  ASSERT_EQ(survey->part_durations_s.size(), 3u);
  EXPECT_NEAR(survey->part_durations_s[0], 0.4, 0.05);
  EXPECT_NEAR(survey->part_durations_s[1], 0.6, 0.05);
}

TEST(ShapeSurvey, PixelsThatChangeTheirShape) {
  const TempFolder folder;
  join(folder, "a.ts", kTs, {{96, 64, 15, {"-vf", "setsar=1"}}, {96, 64, 10, {"-vf", "setsar=2"}}});
  const Seen seen = read_all(folder / "a.ts");
  ASSERT_EQ(seen.frames.size(), 25u);
  EXPECT_EQ(seen.info.width_px, 96);
  expect_near(place_of(seen.frames[0].rgb), {0, 0, 96, 64});
  expect_near(place_of(seen.frames[24].rgb), {0, 16, 96, 32});
}

TEST(ShapeSurvey, PicturesThatAreTurnedFromSomewhereOn) {
  const TempFolder folder;
  join(folder, "a.ts", kTs,
       {{192, 96, 10},
        {96, 192, 15, {"-bsf:v", "h264_metadata=display_orientation=insert:rotate=90"}}});
  const Seen seen = read_all(folder / "a.ts");
  ASSERT_EQ(seen.frames.size(), 25u);
  EXPECT_EQ(seen.info.width_px, 192);
  for (std::size_t i = 0; i < seen.frames.size(); ++i) {
    expect_near(place_of(seen.frames[i].rgb), {0, 0, 192, 96});
    EXPECT_EQ(seen.frames[i].part, i < 10 ? 0 : 1) << i;
  }
}

TEST(ShapeSurvey, PartsAreTurnedAsAskedAndThenTheWhole) {
  const TempFolder folder;
  join(folder, "a.ts", kTs, {{96, 192, 8}, {192, 96, 17}});
  const Seen seen = read_all(folder / "a.ts", Turns(90, {270, 0}));
  EXPECT_EQ(seen.info.width_px, 96);
  EXPECT_EQ(seen.info.height_px, 192);
  expect_near(place_of(seen.frames[0].rgb), {0, 0, 96, 192});
  // The first part is turned back and forth, the second clockwise: red comes to the top right.
  const auto corner = [](const cv::Mat& rgb, int x, int y) { return rgb.at<cv::Vec3b>(y, x); };
  EXPECT_GT(corner(seen.frames[0].rgb, 8, 8)[0], 200);
  EXPECT_LT(corner(seen.frames[0].rgb, 8, 8)[1], 60);
  EXPECT_GT(corner(seen.frames[24].rgb, 88, 8)[0], 200);
  EXPECT_LT(corner(seen.frames[24].rgb, 88, 8)[1], 60);
}

TEST(ShapeSurvey, ColoursAndInterlacingThatChangeAreFollowedAndTold) {
  const TempFolder folder;
  join(folder, "a.ts", kTs,
       {{192, 96, 10, {"-color_range", "tv", "-vf", "scale=out_range=tv"}},
        {192, 96, 10, {"-color_range", "pc", "-vf", "scale=out_range=pc"}},
        {192,
         96,
         10,
         {"-color_range", "pc", "-vf", "scale=out_range=pc", "-flags", "+ilme+ildct",
          "-x264-params", "tff=1"}}});
  const Seen seen = read_all(folder / "a.ts");
  ASSERT_EQ(seen.frames.size(), 30u);
  for (const VideoFrame& frame : seen.frames) {
    const cv::Vec3b white = frame.rgb.at<cv::Vec3b>(88, 184);
    EXPECT_GT(white[0], 240) << frame.index;
    const cv::Vec3b red = frame.rgb.at<cv::Vec3b>(8, 8);
    EXPECT_NEAR(red[0], 255, 12) << frame.index;
    EXPECT_NEAR(red[1], 0, 12) << frame.index;
  }
  EXPECT_THAT(seen.notes,
              ElementsAre(HasSubstr("coding of the colours changes at " + seconds(seen.frames[10])),
                          HasSubstr("between interlaced and whole pictures at " +
                                    seconds(seen.frames[20]))));
}

}  // namespace
}  // namespace securepose::media
