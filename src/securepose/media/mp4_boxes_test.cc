#include "securepose/media/mp4_boxes.h"

#include <gtest/gtest.h>

#include <string>

namespace securepose::media {
namespace {

TEST(BoxBuilder, NestedBoxesKnowTheirSizes) {
  BoxBuilder out;
  {
    const BoxBuilder::Box outer(out, "moov");
    {
      const BoxBuilder::Box inner(out, "free");
      out.u16(0x1234);
    }
    out.u8(0xff);
  }
  const std::string expected(
      "\0\0\0\x13moov\0\0\0\x0a"
      "free\x12\x34\xff",
      19);
  EXPECT_EQ(out.content(), expected);
}

TEST(BoxBuilder, NumbersAreBigEndian) {
  BoxBuilder out;
  out.u32(0x01020304);
  out.u64(0x05060708090a0b0c);
  out.sized(1, 0);
  out.sized(1, 1);
  out.version_and_flags(1, 3);
  out.zeros(2);
  EXPECT_EQ(out.content(),
            std::string("\1\2\3\4\5\6\7\x8\x9\xa\xb\xc\0\0\0\1\0\0\0\0\0\0\0\1\1\0\0\3"
                        "\0\0",
                        30));
}

}  // namespace
}  // namespace securepose::media
