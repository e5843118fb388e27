#include "securepose/media/nal_units.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace securepose::media {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string bytes(std::initializer_list<int> values) {
  std::string result;
  for (const int value : values) result.push_back(static_cast<char>(value));
  return result;
}

const std::string kSps = bytes({0x67, 100, 0, 31, 0xac});
const std::string kPps = bytes({0x68, 0xee});
const std::string kSlice = bytes({0x41, 0x9a, 1});
const std::string kIdr = bytes({0x65, 0x88, 2});
const std::string kSei = bytes({0x06, 5, 1, 9});
const std::string kStart = bytes({0, 0, 1});
const std::string kLongStart = bytes({0, 0, 0, 1});

TEST(SplitByteStream, TakesShortAndLongStartCodes) {
  const std::string stream = kLongStart + kSps + kStart + kPps + bytes({0, 0}) + kLongStart + kIdr;
  EXPECT_THAT(split_byte_stream(stream), ElementsAre(kSps, kPps, kIdr));
}

TEST(SplitByteStream, NothingWithoutAStartCode) {
  EXPECT_THAT(split_byte_stream(""), IsEmpty());
  EXPECT_THAT(split_byte_stream("abc"), IsEmpty());
  EXPECT_THAT(split_byte_stream(kStart), IsEmpty());
}

TEST(LengthPrefixed, KeepsCodedSlicesOnly) {
  const std::string stream =
      kLongStart + kSps + kLongStart + kPps + kStart + kSei + kStart + kIdr + kStart + kSlice;
  EXPECT_EQ(to_length_prefixed(stream), bytes({0, 0, 0, 3}) + kIdr + bytes({0, 0, 0, 3}) + kSlice);
}

TEST(DecoderConfiguration, HoldsBothParameterSets) {
  const std::string record = decoder_configuration(kLongStart + kSps + kLongStart + kPps);
  EXPECT_EQ(record, bytes({1, 100, 0, 31, 0xff, 0xe1, 0, 5}) + kSps + bytes({1, 0, 2}) + kPps +
                        bytes({0xfd, 0xf8, 0xf8, 0}));
}

TEST(DecoderConfiguration, LeavesOutTheComment) {
  EXPECT_EQ(decoder_configuration(kStart + kSps + kStart + kPps + kStart + kSei),
            decoder_configuration(kStart + kSps + kStart + kPps));
}

TEST(DecoderConfiguration, MissingOrDoubleParameterSetsAreRefused) {
  EXPECT_THROW(decoder_configuration(kStart + kSps), std::invalid_argument);
  EXPECT_THROW(decoder_configuration(kStart + kPps), std::invalid_argument);
  EXPECT_THROW(decoder_configuration(kStart + kSps + kStart + kSps + kStart + kPps),
               std::invalid_argument);
}

}  // namespace
}  // namespace securepose::media
