#include "securepose/media/partial_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <string>

#include "securepose/base/error.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::TempFolder;

TEST(PartialFile, AppearsUnderItsNameOnlyWhenPublished) {
  const TempFolder folder;
  PartialFile file(folder / "a");
  file.write("content");
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
  file.publish();
  EXPECT_EQ(testing::read_bytes(folder / "a"), "content");
  struct stat status {};
  ASSERT_EQ(stat((folder / "a").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST(PartialFile, IsRemovedIfGivenUp) {
  const TempFolder folder;
  {
    PartialFile file(folder / "a");
    file.write("half");
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(PartialFile, LeavesAnOlderFileAloneIfGivenUp) {
  const TempFolder folder;
  testing::write_bytes(folder / "a", "old");
  { PartialFile file(folder / "a"); }
  EXPECT_EQ(testing::read_bytes(folder / "a"), "old");
}

TEST(PartialFile, MissingFolderIsAnEnvironmentError) {
  try {
    const PartialFile file("/no/such/folder/a");
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
  }
}

// A limit on the size of files stands for a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    rlimit limit = before_;
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST(PartialFile, FullDiskIsAnEnvironmentErrorAndLeavesNothing) {
  const TempFolder folder;
  const FileSizeLimit limit(1024);
  try {
    PartialFile file(folder / "a");
    for (int i = 0; i < 100; ++i) file.write(std::string(1000, 'x'));
    file.publish();
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
    EXPECT_THAT(error.what(), ::testing::HasSubstr("could not be written"));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

}  // namespace
}  // namespace securepose::media
