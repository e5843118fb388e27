#include "securepose/media/input_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <string>

#include "securepose/base/error.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;
using testing::write_bytes;

std::string refusal_of(const std::filesystem::path& file) {
  try {
    check_input_file(file);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInput);
    return error.what();
  }
  return "accepted";
}

TEST(InputCheck, MissingFileFolderAndEmptyFileAreRefusedByName) {
  const TempFolder folder;
  write_bytes(folder / "empty.mp4", "");
  EXPECT_THAT(refusal_of(folder / "none.mp4"), HasSubstr("none.mp4: there is no such file."));
  EXPECT_THAT(refusal_of(folder.path()), HasSubstr("is a folder"));
  EXPECT_THAT(refusal_of(folder / "empty.mp4"), HasSubstr("the file is empty"));
}

TEST(InputCheck, DevicesAndPipesAreRefused) {
  const TempFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(refusal_of(folder / "pipe"), HasSubstr("is not an ordinary file"));
  EXPECT_THAT(refusal_of("/dev/null"), HasSubstr("is not an ordinary file"));
}

TEST(InputCheck, LockedAndPackedFilesAreNamed) {
  const TempFolder folder;
  write_bytes(folder / "a", std::string("PK\x03\x04rest of an archive"));
  write_bytes(folder / "b", "Salted__12345678");
  write_bytes(folder / "c", "-----BEGIN PGP MESSAGE-----");
  EXPECT_THAT(refusal_of(folder / "a"), HasSubstr("ZIP archive (perhaps password-protected)"));
  EXPECT_THAT(refusal_of(folder / "b"), HasSubstr("encrypted with a password"));
  EXPECT_THAT(refusal_of(folder / "c"), HasSubstr("PGP"));
}

TEST(InputCheck, OtherContentIsLeftToTheDemuxer) {
  const TempFolder folder;
  write_bytes(folder / "text.mp4", "hello");
  EXPECT_EQ(refusal_of(folder / "text.mp4"), "accepted");
}

}  // namespace
}  // namespace securepose::media
