#include "securepose/report/embed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace securepose::report {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Base64, FollowsRfc4648) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(base64("\xFF\xFE\xFD"), "//79");
}

TEST(PictureAddress, TakesJpegAndPngOnly) {
  EXPECT_EQ(picture_address("\xFF\xD8\xFF\xE0"), "data:image/jpeg;base64,/9j/4A==");
  EXPECT_EQ(picture_address("\x89PNG\r\n\x1A\n"), "data:image/png;base64,iVBORw0KGgo=");
  EXPECT_EQ(picture_address("<svg onload=alert(1)>"), std::nullopt);
  EXPECT_EQ(picture_address(""), std::nullopt);
}

TEST(JsonForScript, CanNotEndItsElement) {
  const nlohmann::ordered_json value = {{"t", "</script><!--<script>&"}};
  const std::string text = json_for_script(value);
  EXPECT_THAT(text, Not(HasSubstr("<")));
  EXPECT_THAT(text, Not(HasSubstr(">")));
  EXPECT_THAT(text, Not(HasSubstr("&")));
  EXPECT_EQ(nlohmann::ordered_json::parse(text), value);
}

TEST(JsonForScript, IsAsciiAndSurvivesBrokenUtf8) {
  const std::string text = json_for_script({{"t", "°\u2028\xFF"}});
  for (const char c : text) EXPECT_LT(static_cast<unsigned char>(c), 0x80);
  EXPECT_EQ(nlohmann::ordered_json::parse(text)["t"], "°\u2028\uFFFD");
}

TEST(PolicyHash, IsBase64OfTheDigest) {  // sha256sum of "abc", NIST FIPS 180-2
  EXPECT_EQ(policy_hash("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
}

}  // namespace
}  // namespace securepose::report
