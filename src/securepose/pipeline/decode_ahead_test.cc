#include "securepose/pipeline/decode_ahead.h"

#include <gtest/gtest.h>

#include "securepose/base/error.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

class DecodeAheadTest : public ::testing::Test {
 protected:
  DecodeAheadTest() { testing::write_test_video(video_, 30); }
  ~DecodeAheadTest() override { std::filesystem::remove(video_); }
  const std::filesystem::path video_ =
      std::filesystem::path(::testing::TempDir()) /
      (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ".mp4");
};

TEST_F(DecodeAheadTest, GivesEveryFrameAndThePicturesThatAreWanted) {
  DecodeAhead decoder(video_, [](base::FrameIndex index) { return index % 2 == 0; });
  EXPECT_EQ(decoder.info().width_px, 96);
  base::FrameIndex count = 0;
  while (const auto frame = decoder.next()) {
    EXPECT_EQ(frame->index, count);
    EXPECT_EQ(frame->rgb.empty(), count % 2 == 1);
    ++count;
  }
  EXPECT_EQ(count, 30);
  EXPECT_FALSE(decoder.next().has_value());
  EXPECT_TRUE(decoder.notes().empty());
}

TEST_F(DecodeAheadTest, CanBeGivenUpInTheMiddle) {
  DecodeAhead decoder(video_, [](base::FrameIndex) { return true; });
  EXPECT_TRUE(decoder.next().has_value());
}

TEST_F(DecodeAheadTest, WhatTheThreadThrowsArrives) {
  DecodeAhead decoder(video_, [](base::FrameIndex index) {
    if (index == 3) throw base::Error(base::ErrorKind::kInput, "broken");
    return true;
  });
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(decoder.next().has_value());
  EXPECT_THROW(decoder.next(), base::Error);
}

TEST_F(DecodeAheadTest, AMissingFileIsAnErrorAtOnce) {
  EXPECT_THROW(DecodeAhead("no/such/file.mp4", [](base::FrameIndex) { return true; }), base::Error);
}

}  // namespace
}  // namespace securepose::pipeline
