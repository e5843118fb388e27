#include "securepose/pipeline/source_video.h"

#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"
#include "securepose/base/sha256.h"
#include "securepose/pipeline/fake_perceiver.h"

namespace securepose::pipeline {
namespace {

const std::filesystem::path kVideo = std::filesystem::path(::testing::TempDir()) / "source.mp4";

TEST(SourceVideo, IsNamedByItsContent) {
  write_test_video(kVideo, 3);
  const SourceVideo source = open_source_video(kVideo);
  EXPECT_EQ(source.sha256, base::sha256_hex_of_file(kVideo));
  EXPECT_EQ(source.id(), "video-" + source.sha256.substr(0, 10));
  EXPECT_EQ(source.info.width_px, 96);
  EXPECT_EQ(source.bytes, std::filesystem::file_size(kVideo));
}

TEST(SourceVideo, NoticesThatItWasChangedOrRemoved) {
  write_test_video(kVideo, 3);
  const SourceVideo source = open_source_video(kVideo);
  EXPECT_NO_THROW(source.throw_if_changed());
  std::ofstream(kVideo, std::ios::app) << "x";
  EXPECT_THROW(source.throw_if_changed(), base::Error);
  std::filesystem::remove(kVideo);
  EXPECT_THROW(source.throw_if_changed(), base::Error);
}

TEST(SourceVideo, WhatIsNoVideoIsRefused) {
  std::ofstream(kVideo) << "a letter";
  EXPECT_THROW(open_source_video(kVideo), base::Error);
  std::filesystem::remove(kVideo);
}

}  // namespace
}  // namespace securepose::pipeline
