#include "securepose/base/atomic_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string>

#include "securepose/base/error.h"

namespace securepose::base {
namespace {

std::string read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(AtomicFile, ReplacesWholeContentAndLeavesNoPartialFile) {
  const auto file = std::filesystem::path(testing::TempDir()) / "atomic.txt";
  write_file_atomically(file, "old and long");
  write_file_atomically(file, "new");
  EXPECT_EQ(read(file), "new");
  EXPECT_FALSE(std::filesystem::exists(partial_name(file)));
}

TEST(AtomicFile, IsReadableByTheOwnerOnly) {
  const auto file = std::filesystem::path(testing::TempDir()) / "owner.txt";
  write_file_atomically(file, "x");
  struct stat status {};
  ASSERT_EQ(stat(file.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST(AtomicFile, OvercomesAStalePartialFile) {
  const auto file = std::filesystem::path(testing::TempDir()) / "stale.txt";
  std::ofstream(partial_name(file)) << "left by a crash";
  write_file_atomically(file, "fresh");
  EXPECT_EQ(read(file), "fresh");
}

TEST(AtomicFile, MissingFolderIsAnEnvironmentError) {
  try {
    write_file_atomically("/no/such/folder/file", "x");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kEnvironment);
  }
}

}  // namespace
}  // namespace securepose::base
