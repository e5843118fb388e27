#include "securepose/result/source_video.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "securepose/base/error.h"
#include "securepose/base/sha256.h"
#include "securepose/testing/fake_perceiver.h"

namespace securepose::result {
namespace {

/// A file of the running test's own, because tests run side by side.
std::filesystem::path own_video() {
  const std::string test = ::testing::UnitTest::GetInstance()->current_test_info()->name();
  return std::filesystem::path(::testing::TempDir()) / ("source_" + test + ".mp4");
}

TEST(SourceVideo, IsNamedByItsContent) {
  const std::filesystem::path video = own_video();
  testing::write_test_video(video, 3);
  const SourceVideo source = open_source_video(video);
  EXPECT_EQ(source.sha256, base::sha256_hex_of_file(video));
  EXPECT_EQ(source.id(), "video-" + source.sha256.substr(0, 10));
  EXPECT_EQ(source.info.width_px, 96);
  EXPECT_EQ(source.bytes, std::filesystem::file_size(video));
}

TEST(SourceVideo, NoticesThatItWasChangedOrRemoved) {
  const std::filesystem::path video = own_video();
  testing::write_test_video(video, 3);
  const SourceVideo source = open_source_video(video);
  EXPECT_NO_THROW(source.throw_if_changed());
  std::ofstream(video, std::ios::app) << "x";
  EXPECT_THROW(source.throw_if_changed(), base::Error);
  std::filesystem::remove(video);
  EXPECT_THROW(source.throw_if_changed(), base::Error);
}

TEST(SourceVideo, WhatIsNoVideoIsRefused) {
  const std::filesystem::path video = own_video();
  std::ofstream(video) << "a letter";
  EXPECT_THROW(open_source_video(video), base::Error);
  std::filesystem::remove(video);
}

}  // namespace
}  // namespace securepose::result
