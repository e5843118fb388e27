#include "securepose/media/deinterlacer.h"

#include <gtest/gtest.h>

#include <cstring>
#include <utility>
#include <vector>

namespace securepose::media {
namespace {

DecodedPicture picture(std::int64_t number, bool interlaced, int width = 32) {
  DecodedPicture result;
  result.packet = number;
  result.pts = number * 40;
  result.frame = new_frame();
  result.frame->format = AV_PIX_FMT_YUV420P;
  result.frame->width = width;
  result.frame->height = 32;
  EXPECT_EQ(av_frame_get_buffer(result.frame.get(), 0), 0);
  for (int plane = 0; plane < 3; ++plane) {
    const int rows = plane == 0 ? 32 : 16;
    for (int y = 0; y < rows; ++y)
      std::memset(result.frame->data[plane] + std::ptrdiff_t{y} * result.frame->linesize[plane],
                  plane > 0 ? 128 : (y % 2 == 0 ? 50 : 200),
                  static_cast<std::size_t>(width / (plane == 0 ? 1 : 2)));
  }
  result.frame->interlaced_frame = interlaced;
  result.frame->top_field_first = 1;
  return result;
}

std::vector<DecodedPicture> passed(std::vector<DecodedPicture> pictures) {
  Deinterlacer deinterlacer;
  std::vector<DecodedPicture> out;
  const auto take = [&] {
    while (auto ready = deinterlacer.pop()) out.push_back(std::move(*ready));
  };
  for (DecodedPicture& one : pictures) {
    deinterlacer.push(std::move(one));
    take();
  }
  deinterlacer.finish();
  take();
  return out;
}

void expect_numbers(const std::vector<DecodedPicture>& pictures, std::size_t count) {
  ASSERT_EQ(pictures.size(), count);
  for (std::size_t i = 0; i < count; ++i) {
    EXPECT_EQ(pictures[i].packet, static_cast<std::int64_t>(i));
    EXPECT_EQ(pictures[i].pts, static_cast<std::int64_t>(i) * 40);
  }
}

TEST(Deinterlacer, ProgressivePicturesPassUntouched) {
  std::vector<DecodedPicture> in;
  std::vector<const std::uint8_t*> data;
  for (int i = 0; i < 4; ++i) {
    in.push_back(picture(i, false));
    data.push_back(in.back().frame->data[0]);
  }
  const auto out = passed(std::move(in));
  expect_numbers(out, 4);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(out[i].frame->data[0], data[i]);
}

TEST(Deinterlacer, OneComesOutForEachThatGoesIn) {
  for (const int count : {1, 2, 3, 10}) {
    std::vector<DecodedPicture> in;
    for (int i = 0; i < count; ++i) in.push_back(picture(i, true));
    const auto out = passed(std::move(in));
    expect_numbers(out, static_cast<std::size_t>(count));
    for (const DecodedPicture& one : out) ASSERT_TRUE(one.frame);
  }
}

TEST(Deinterlacer, ResultIsNotFlaggedInterlacedAnyMore) {
  std::vector<DecodedPicture> in;
  for (int i = 0; i < 5; ++i) in.push_back(picture(i, true));
  const auto out = passed(std::move(in));
  for (const DecodedPicture& one : out) EXPECT_EQ(one.frame->interlaced_frame, 0);
}

TEST(Deinterlacer, LostPicturesAndChangesOfSizeKeepTheirPlace) {
  std::vector<DecodedPicture> in;
  for (int i = 0; i < 9; ++i) {
    in.push_back(picture(i, true, i < 6 ? 32 : 48));
    if (i == 3) {
      in.back().frame.reset();
      in.back().readable = false;
    }
  }
  const auto out = passed(std::move(in));
  expect_numbers(out, 9);
  EXPECT_FALSE(out[3].frame);
  EXPECT_EQ(out[5].frame->width, 32);
  EXPECT_EQ(out[6].frame->width, 48);
}

}  // namespace
}  // namespace securepose::media
