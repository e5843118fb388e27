#include "securepose/media/metadata_number.h"

#include <gtest/gtest.h>

#include <string>

namespace securepose::media {
namespace {

using std::string_literals::operator""s;

TEST(MetadataNumber, ReadsTextWholeAndRealNumbers) {
  EXPECT_EQ(metadata_number(1, "240"), 240);
  EXPECT_EQ(metadata_number(0, "119.880000"), 119.88);
  EXPECT_EQ(metadata_number(21, "\x78"s), 120);
  EXPECT_EQ(metadata_number(21, "\xff\xfe"s), -2);
  EXPECT_EQ(metadata_number(22, "\x00\xf0"s), 240);
  EXPECT_EQ(metadata_number(22, "\xff\xfe"s), 65534);
  EXPECT_EQ(metadata_number(67, "\x00\x00\x00\xf0"s), 240);
  EXPECT_EQ(metadata_number(74, "\x00\x00\x00\x00\x00\x00\x03\xc0"s), 960);
  EXPECT_EQ(metadata_number(78, "\x00\x00\x00\x00\x00\x00\x03\xc0"s), 960);
  EXPECT_EQ(metadata_number(23, "\x41\xf0\x00\x00"s), 30);
  EXPECT_EQ(metadata_number(24, "\x40\x6e\x00\x00\x00\x00\x00\x00"s), 240);
}

TEST(MetadataNumber, IsNothingWhereThereIsNoNumber) {
  EXPECT_FALSE(metadata_number(1, "fast"));
  EXPECT_FALSE(metadata_number(1, ""));
  EXPECT_FALSE(metadata_number(23, "\x7f\xc0\x00\x00"s)) << "not a number";
  EXPECT_FALSE(metadata_number(23, "\x41\xf0"s));
  EXPECT_FALSE(metadata_number(24, "\x41\xf0\x00\x00"s));
  EXPECT_FALSE(metadata_number(21, ""));
  EXPECT_FALSE(metadata_number(13, "\xff\xd8\xff"s)) << "a picture";
}

TEST(LeadingNumber, TakesAUnitAndAFraction) {
  EXPECT_EQ(leading_number(" 240 fps"), 240);
  EXPECT_EQ(leading_number("120000/1000"), 120);
  EXPECT_FALSE(leading_number("120/0"));
  EXPECT_FALSE(leading_number("   "));
}

}  // namespace
}  // namespace securepose::media
