#include "securepose/media/nal_integrity.h"

#include <gtest/gtest.h>

#include <string>

namespace securepose::media {
namespace {

constexpr NalFraming kLengths{true, false, 4};
constexpr NalFraming kStartCodes{true, false, 0};

std::string bytes(std::initializer_list<int> values) {
  std::string result;
  for (const int value : values) result.push_back(static_cast<char>(value));
  return result;
}

std::string with_length(const std::string& unit) {
  return bytes({0, 0, 0, static_cast<int>(unit.size())}) + unit;
}

TEST(NalFraming, IsReadFromTheConfiguration) {
  EXPECT_EQ(nal_framing(bytes({1, 100, 0, 31, 0xff, 0xe1}), false).length_bytes, 4);
  EXPECT_EQ(nal_framing(bytes({1, 100, 0, 31, 0xfd, 0xe1}), false).length_bytes, 2);
  EXPECT_EQ(nal_framing(bytes({0, 0, 0, 1, 0x67, 100}), false).length_bytes, 0);
  EXPECT_EQ(nal_framing("", false).length_bytes, 0);
  std::string hvcc(23, '\0');
  hvcc[0] = 1;
  hvcc[21] = 3;
  EXPECT_EQ(nal_framing(hvcc, true).length_bytes, 4);
}

TEST(IsTorn, IntactPacketsPass) {
  const std::string unit = bytes({0x65, 0x88, 0, 0, 3, 1, 0xff});
  EXPECT_FALSE(is_torn(with_length(unit) + with_length(unit), kLengths));
  EXPECT_FALSE(is_torn(bytes({0, 0, 0, 1}) + unit + bytes({0, 0, 1}) + unit, kStartCodes));
}

TEST(IsTorn, ZeroedStretchIsFound) {
  const std::string unit = bytes({0x65, 0x88}) + std::string(100, '\0') + "after";
  EXPECT_TRUE(is_torn(with_length(unit), kLengths));
  EXPECT_TRUE(is_torn(bytes({0, 0, 0, 1}) + unit, kStartCodes));
}

TEST(IsTorn, ZeroedEndIsFoundWhereUnitsHaveLengths) {
  EXPECT_TRUE(is_torn(with_length(bytes({0x65, 0x88}) + std::string(100, '\0')), kLengths));
  EXPECT_FALSE(is_torn(with_length(bytes({0x65, 0x88}) + std::string(8, '\0')), kLengths))
      << "padding of encoders in hardware";
}

TEST(IsTorn, LengthBeyondThePacketIsFound) {
  EXPECT_TRUE(is_torn(bytes({0, 0, 0, 9, 0x65, 0x88}), kLengths));
  EXPECT_TRUE(is_torn(bytes({0, 0, 7}), kLengths));
}

TEST(IsTorn, EndMarkWithAStartCodeInsideTheLastUnitPasses) {
  EXPECT_FALSE(is_torn(with_length(bytes({0x41, 0x9a, 0, 0, 0, 1, 0x0a})), kLengths));
}

TEST(IsTorn, NothingButZerosIsFound) { EXPECT_TRUE(is_torn(std::string(100, '\0'), kLengths)); }

TEST(HoldsPicture, TellsSlicesFromParameterSetsAndMarks) {
  const std::string sps = bytes({0x67, 100, 1});
  const std::string end_mark = bytes({0x0a});
  const std::string slice = bytes({0x41, 0x9a, 1});
  EXPECT_FALSE(holds_picture(with_length(sps) + with_length(end_mark), kLengths));
  EXPECT_TRUE(holds_picture(with_length(sps) + with_length(slice), kLengths));
  const std::string start = bytes({0, 0, 1});
  EXPECT_FALSE(holds_picture(start + sps, kStartCodes));
  EXPECT_TRUE(holds_picture(start + sps + start + slice, kStartCodes));
  constexpr NalFraming kHevc{true, true, 4};
  EXPECT_FALSE(holds_picture(with_length(bytes({0x40, 1, 0x0c})), kHevc)) << "VPS";
  EXPECT_TRUE(holds_picture(with_length(bytes({0x02, 1, 0x0c})), kHevc)) << "trailing picture";
  EXPECT_TRUE(holds_picture("anything", NalFraming{}));
}

TEST(IsTorn, OtherCodecsAreNotJudged) {
  EXPECT_FALSE(is_torn(std::string(100, '\0'), NalFraming{}));
}

}  // namespace
}  // namespace securepose::media
