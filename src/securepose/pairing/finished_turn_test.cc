#include "securepose/pairing/finished_turn.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <vector>

#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_writer.h"
#include "securepose/testing/test_clips.h"

namespace securepose::pairing {
namespace {

/// Writes a video of these pictures.
std::filesystem::path write_pictures(const std::filesystem::path& file,
                                     const std::vector<cv::Mat>& pictures) {
  media::VideoInfo info;
  info.width_px = pictures[0].cols;
  info.height_px = pictures[0].rows;
  info.time_base = {1, 30};
  info.nominal_fps = 30;
  const auto piece = std::filesystem::path(file).replace_extension(".piece");
  media::SegmentWriter writer(piece, info, {.crf = 18, .threads = 1});
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    media::VideoFrame frame;
    frame.index = static_cast<base::FrameIndex>(i);
    frame.pts_ticks = static_cast<std::int64_t>(i);
    frame.time = base::Timestamp::from_seconds(static_cast<double>(i) / 30);
    frame.rgb = pictures[i];
    writer.write(frame);
  }
  writer.finish();
  media::join_segments({piece}, info, file, media::AudioMode::kNone, file);
  return file;
}

class FinishedTurn : public ::testing::TestWithParam<int> {
 protected:
  /// Three frames with a lamp in a corner, the first of them as given, and a covered head.
  static std::vector<cv::Mat> pictures(const cv::Scalar& first, bool covered) {
    cv::Mat room(240, 320, CV_8UC3, cv::Scalar::all(60));
    cv::circle(room, {60, 50}, 30, {200, 160, 140}, cv::FILLED);
    if (covered) cv::circle(room, {180, 120}, 40, {20, 20, 20}, cv::FILLED);
    return {cv::Mat(240, 320, CV_8UC3, first), room, room};
  }

  static std::vector<cv::Mat> turned(std::vector<cv::Mat> pictures, int turn_deg) {
    for (cv::Mat& picture : pictures) picture = geometry::turned(picture, turn_deg).clone();
    return pictures;
  }

  testing::TempFolder folder_;
};

TEST_P(FinishedTurn, IsTheOneThatLeavesThePicturesMostAlike) {
  const cv::Scalar black(0, 0, 0);
  const auto original = write_pictures(folder_ / "original.mp4", pictures(black, false));
  const auto finished =
      write_pictures(folder_ / "finished.mp4", turned(pictures(black, true), GetParam()));
  EXPECT_EQ(finished_turn_deg(original, finished), GetParam());
}

INSTANTIATE_TEST_SUITE_P(AllTurns, FinishedTurn, ::testing::Values(0, 90, 180, 270));

TEST_F(FinishedTurn, IsNoneIfThePicturesTellNothing) {
  const std::vector<cv::Mat> grey(3, cv::Mat(240, 320, CV_8UC3, cv::Scalar::all(90)));
  const auto original = write_pictures(folder_ / "original.mp4", grey);
  EXPECT_EQ(finished_turn_deg(original, original), 0);
}

}  // namespace
}  // namespace securepose::pairing
