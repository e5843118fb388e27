#include "securepose/base/sha256.h"

#include <gtest/gtest.h>

#include <fstream>

#include "securepose/base/error.h"

namespace securepose::base {
namespace {

TEST(Sha256, PublishedVectors) {  // FIPS 180-2, appendix B
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Sha256, FileLongerThanOneBuffer) {
  const auto file = std::filesystem::path(testing::TempDir()) / "sha256_long";
  const std::string content(3'000'001, 'x');
  std::ofstream(file, std::ios::binary) << content;
  EXPECT_EQ(sha256_hex_of_file(file), sha256_hex(content));
}

TEST(Sha256, MissingFile) { EXPECT_THROW(sha256_hex_of_file("no/such/file"), Error); }

}  // namespace
}  // namespace securepose::base
