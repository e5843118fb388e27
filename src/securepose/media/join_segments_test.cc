#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/media/container_audit.h"
#include "securepose/media/video_writer.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::TempFolder;

VideoInfo info(Rational time_base, int width_px = 96, int height_px = 64) {
  VideoInfo video;
  video.width_px = width_px;
  video.height_px = height_px;
  video.time_base = time_base;
  video.nominal_fps = 25;
  return video;
}

// Frames of changing grey at these times.
void write_segment(const std::filesystem::path& file, const VideoInfo& video,
                   const std::vector<std::int64_t>& times, std::int64_t last_duration = 0) {
  EncodeOptions options;
  options.threads = 1;
  SegmentWriter writer(file, video, options);
  for (const std::int64_t time : times) {
    VideoFrame frame;
    frame.pts_ticks = time;
    frame.duration_ticks = last_duration;
    frame.rgb = cv::Mat(video.height_px, video.width_px, CV_8UC3,
                        cv::Scalar::all(static_cast<double>((time % 200 + 200) % 200)));
    writer.write(frame);
  }
  writer.finish();
}

std::vector<std::string> joined_times(const TempFolder& folder, const VideoInfo& video,
                                      const std::vector<std::vector<std::int64_t>>& pieces) {
  std::vector<std::filesystem::path> segments;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    segments.push_back(folder / ("segment" + std::to_string(i)));
    write_segment(segments.back(), video, pieces[i]);
  }
  join_segments(segments, video, "", AudioMode::kNone, folder / "joined.mp4");
  return testing::frame_times(folder / "joined.mp4");
}

TEST(JoinSegments, TimesAreThoseOfTheSource) {
  const TempFolder folder;
  EXPECT_THAT(joined_times(folder, info({1, 1000}), {{0, 33, 34}, {100, 1000}}),
              ElementsAre("0.000000", "0.033000", "0.034000", "0.100000", "1.000000"));
  EXPECT_THAT(joined_times(folder, info({1001, 30000}), {{0, 1}, {2}}),
              ElementsAre("0.000000", "0.033367", "0.066733"));
  EXPECT_THAT(joined_times(folder, info({1, 25}), {{5, 6, 8}}),
              ElementsAre("0.200000", "0.240000", "0.320000"));
}

TEST(JoinSegments, LateStartsAreKeptToTheTick) {
  const TempFolder folder;
  EXPECT_THAT(joined_times(folder, info({1, 90000}), {{8'589'934'000, 8'589'937'601}}),
              ElementsAre("95443.711111", "95443.751122"));
  EXPECT_THAT(joined_times(folder, info({1, 15360}), {{1, 257}}),
              ElementsAre("0.000065", "0.016732"));
}

TEST(JoinSegments, NegativeStartsAreKept) {
  const TempFolder folder;
  EXPECT_THAT(joined_times(folder, info({1, 90000}), {{-90000, -86400}, {-82800, 3600}}),
              ElementsAre("-1.000000", "-0.960000", "-0.920000", "0.040000"));
}

TEST(JoinSegments, NanosecondsAreKeptToTheMicrosecond) {
  const TempFolder folder;
  EXPECT_THAT(joined_times(folder, info({1, 1'000'000'000}), {{0, 33'366'667}, {66'733'333}}),
              ElementsAre("0.000000", "0.033367", "0.066733"));
}

TEST(JoinSegments, PauseOfManyHoursIsKeptToTheMillisecond) {
  const TempFolder folder;
  EXPECT_THAT(joined_times(folder, info({1, 90000}), {{0, 3600, 8'000'000'000}}),
              ElementsAre("0.000000", "0.040000", "88888.889000"));
}

TEST(JoinSegments, PauseBeyondAllReasonIsAnInputError) {
  const TempFolder folder;
  EXPECT_THROW(joined_times(folder, info({1, 1000}), {{0, 5'000'000'000}}), base::Error);
  EXPECT_FALSE(std::filesystem::exists(folder / "joined.mp4"));
}

TEST(JoinSegments, NothingButVideoIsCarried) {
  const TempFolder folder;
  joined_times(folder, info({1, 1000}), {{0, 40}, {80}});
  EXPECT_THAT(carried_besides_video(folder / "joined.mp4"), IsEmpty());
  const std::string bytes = testing::read_bytes(folder / "joined.mp4");
  for (const char* word : {"Lavf", "Lavc", "x264", "VideoHandler", "udta"})
    EXPECT_THAT(bytes, Not(HasSubstr(word)));
  EXPECT_LT(bytes.find("moov"), bytes.find("mdat")) << "faststart";
}

TEST(JoinSegments, IsTaggedBt709LimitedHigh) {
  const TempFolder folder;
  joined_times(folder, info({1, 1000}), {{0, 40}});
  EXPECT_THAT(testing::run_ffprobe({"-show_entries",
                                    "stream=codec_name,profile,pix_fmt,color_range,color_space,"
                                    "color_transfer,color_primaries,has_b_frames",
                                    "-of", "default=nk=1:nw=1", (folder / "joined.mp4").string()}),
              ElementsAre("h264", "High", "0", "yuv420p", "tv", "bt709", "bt709", "bt709"));
}

TEST(JoinSegments, LastFrameKeepsItsDuration) {
  const TempFolder folder;
  const VideoInfo video = info({1, 1000});
  write_segment(folder / "segment", video, {0, 40, 80}, 500);
  join_segments({folder / "segment"}, video, "", AudioMode::kNone, folder / "joined.mp4");
  EXPECT_THAT(testing::run_ffprobe({"-show_entries", "stream=duration", "-of", "csv=p=0",
                                    (folder / "joined.mp4").string()}),
              ElementsAre("0.580000"));
}

TEST(JoinSegments, LastFrameOfOneTickLastsAsLongAsTheOthers) {
  const TempFolder folder;
  const VideoInfo video = info({1, 1000});
  write_segment(folder / "segment", video, {0, 40, 80, 120, 300}, 1);
  join_segments({folder / "segment"}, video, "", AudioMode::kNone, folder / "joined.mp4");
  EXPECT_THAT(testing::run_ffprobe({"-show_entries", "stream=duration", "-of", "csv=p=0",
                                    (folder / "joined.mp4").string()}),
              ElementsAre("0.340000"));
}

TEST(JoinSegments, OddSizesAreOneLarger) {
  const TempFolder folder;
  joined_times(folder, info({1, 1000}, 95, 63), {{0, 40}});
  EXPECT_THAT(testing::run_ffprobe({"-show_entries", "stream=width,height", "-of", "csv=p=0",
                                    (folder / "joined.mp4").string()}),
              ElementsAre("96,64"));
}

TEST(JoinSegments, PicturesFollowThePieces) {
  const TempFolder folder;
  joined_times(folder, info({1, 1000}), {{10, 50}, {90, 130}, {190}});
  VideoReader reader(folder / "joined.mp4");
  for (const int grey : {10, 50, 90, 130, 190}) {
    const auto frame = reader.next();
    ASSERT_TRUE(frame);
    EXPECT_NEAR(frame->rgb.at<cv::Vec3b>(30, 40)[1], grey, 3);
  }
}

TEST(JoinSegments, EveryPieceBeginsWithAKeyPicture) {
  const TempFolder folder;
  joined_times(folder, info({1, 1000}), {{0, 40}, {80, 120}});
  EXPECT_THAT(testing::run_ffprobe({"-show_entries", "frame=key_frame", "-of", "csv=p=0",
                                    (folder / "joined.mp4").string()}),
              ElementsAre(HasSubstr("1"), "0", HasSubstr("1"), "0"));
}

TEST(JoinSegments, ResultBelongsToTheOwnerOnly) {
  const TempFolder folder;
  joined_times(folder, info({1, 1000}), {{0}});
  struct stat status {};
  ASSERT_EQ(stat((folder / "joined.mp4").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST(JoinSegments, MissingDamagedOrForeignPiecesLeaveNoResult) {
  const TempFolder folder;
  const VideoInfo video = info({1, 1000});
  write_segment(folder / "a", video, {0, 40});
  write_segment(folder / "b", video, {80, 120});
  write_segment(folder / "other", info({1, 1000}, 128, 64), {80});
  std::string cut = testing::read_bytes(folder / "b");
  testing::write_bytes(folder / "cut", cut.substr(0, cut.size() - 20));
  for (const char* second : {"missing", "cut", "other", "a"}) {
    EXPECT_THROW(join_segments({folder / "a", folder / second}, video, "", AudioMode::kNone,
                               folder / "joined.mp4"),
                 base::Error)
        << second;
    EXPECT_FALSE(std::filesystem::exists(folder / "joined.mp4"));
  }
}

TEST(JoinSegments, SameInputGivesSameBytes) {
  const TempFolder folder;
  const VideoInfo video = info({1, 1000});
  joined_times(folder, video, {{0, 40, 80}, {120}});
  const std::string first = testing::read_bytes(folder / "joined.mp4");
  joined_times(folder, video, {{0, 40, 80}, {120}});
  EXPECT_EQ(testing::read_bytes(folder / "joined.mp4"), first);
}

}  // namespace
}  // namespace securepose::media
