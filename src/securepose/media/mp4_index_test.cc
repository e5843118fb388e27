#include "securepose/media/mp4_index.h"

#include <gtest/gtest.h>

#include <string>

#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

Mp4Track video_track() {
  Mp4Track track;
  track.timescale = 90000;
  track.samples = {{100, 3000, true}, {50, 3000, false}, {60, 9000, false}};
  track.chunk_offsets = {1000};
  track.samples_per_chunk = {3};
  track.configuration = "avcC-content";
  track.width_px = 640;
  track.height_px = 480;
  return track;
}

std::uint64_t number_at(const std::string& bytes, std::size_t at, int count) {
  std::uint64_t value = 0;
  for (int i = 0; i < count; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

// Where the content of the first box of a type begins, after its version and flags.
std::size_t content_of(const std::string& index, const std::string& type) {
  const std::size_t at = index.find(type);
  EXPECT_NE(at, std::string::npos) << type;
  return at + 8;
}

TEST(Mp4Index, BoxFillsItsSize) {
  const std::string index = mp4_index({video_track()});
  EXPECT_EQ(number_at(index, 0, 4), index.size());
  EXPECT_EQ(index.substr(4, 4), "moov");
}

TEST(Mp4Index, DurationsAreRunLengthCoded) {
  const std::string index = mp4_index({video_track()});
  const std::size_t stts = content_of(index, "stts");
  EXPECT_EQ(number_at(index, stts, 4), 2u);
  EXPECT_EQ(number_at(index, stts + 4, 4), 2u);
  EXPECT_EQ(number_at(index, stts + 8, 4), 3000u);
  EXPECT_EQ(number_at(index, stts + 12, 4), 1u);
  EXPECT_EQ(number_at(index, stts + 16, 4), 9000u);
}

TEST(Mp4Index, OnlyKeyPicturesAreListedAsSuch) {
  const std::string index = mp4_index({video_track()});
  const std::size_t stss = content_of(index, "stss");
  EXPECT_EQ(number_at(index, stss, 4), 1u);
  EXPECT_EQ(number_at(index, stss + 4, 4), 1u);
  Mp4Track all_key = video_track();
  for (Mp4Sample& sample : all_key.samples) sample.key = true;
  EXPECT_EQ(mp4_index({all_key}).find("stss"), std::string::npos);
}

TEST(Mp4Index, StartAtZeroNeedsNoEditList) {
  const std::string index = mp4_index({video_track()});
  EXPECT_EQ(index.find("elst"), std::string::npos);
  EXPECT_EQ(index.find("ctts"), std::string::npos);
}

TEST(Mp4Index, LaterStartIsAnEmptyEditToTheTick) {
  Mp4Track track = video_track();
  track.start_ticks = 12345;
  const std::string index = mp4_index({track});
  const std::size_t elst = content_of(index, "elst");
  EXPECT_EQ(number_at(index, elst, 4), 2u);
  EXPECT_EQ(number_at(index, elst + 4, 4), 12345u);
  EXPECT_EQ(number_at(index, elst + 8, 4), 0xffffffffu);
  EXPECT_EQ(number_at(index, elst + 16, 4), 15000u);
  EXPECT_EQ(number_at(index, elst + 20, 4), 0u);
  EXPECT_EQ(number_at(index, content_of(index, "mvhd") + 8, 4), 90000u) << "movie timescale";
}

TEST(Mp4Index, EarlierStartIsANegativeOffset) {
  Mp4Track track = video_track();
  track.start_ticks = -4500;
  const std::string index = mp4_index({track});
  const std::size_t ctts = content_of(index, "ctts");
  EXPECT_EQ(number_at(index, ctts - 4, 1), 1u) << "version with signed offsets";
  EXPECT_EQ(number_at(index, ctts + 4, 4), 3u);
  EXPECT_EQ(static_cast<std::int32_t>(number_at(index, ctts + 8, 4)), -4500);
  EXPECT_EQ(index.find("elst"), std::string::npos);
}

TEST(Mp4Index, LongDurationsTake64Bits) {
  Mp4Track track = video_track();
  track.samples[1].duration_ticks = 4'000'000'000u;
  track.samples[2].duration_ticks = 4'000'000'000u;
  const std::string index = mp4_index({track});
  const std::size_t mdhd = content_of(index, "mdhd");
  EXPECT_EQ(number_at(index, mdhd - 4, 1), 1u);
  EXPECT_EQ(number_at(index, mdhd + 20, 8), 8'000'003'000u);
}

TEST(Mp4Index, ChunksOfEqualSizeShareAnEntry) {
  Mp4Track track = video_track();
  track.chunk_offsets = {1000, std::uint64_t{5} << 32, 3000};
  track.samples_per_chunk = {1, 1, 1};
  const std::string index = mp4_index({track});
  const std::size_t stsc = content_of(index, "stsc");
  EXPECT_EQ(number_at(index, stsc, 4), 1u);
  const std::size_t co64 = content_of(index, "co64");
  EXPECT_EQ(number_at(index, co64, 4), 3u);
  EXPECT_EQ(number_at(index, co64 + 12, 8), std::uint64_t{5} << 32);
}

TEST(Mp4Index, HoldsNoDateAndNoName) {
  const std::string index = mp4_index({video_track()});
  for (const char* box : {"mvhd", "mdhd"}) {
    const std::size_t at = content_of(index, box);
    EXPECT_EQ(number_at(index, at, 8), 0u) << box;
  }
  EXPECT_EQ(index.find("Handler"), std::string::npos);
  EXPECT_EQ(index.find("udta"), std::string::npos);
}

TEST(Mp4Index, SoundSkipsTheEncodersRunIn) {
  Mp4Track sound;
  sound.kind = Mp4Track::Kind::kSound;
  sound.timescale = 48000;
  sound.skip_ticks = 1024;
  sound.channels = 2;
  sound.configuration = "\x11\x90";
  for (int i = 0; i < 47; ++i) sound.samples.push_back({200, 1024, true});
  sound.chunk_offsets = {5000};
  sound.samples_per_chunk = {47};
  const std::string index = mp4_index({video_track(), sound});
  const std::size_t elst = content_of(index, "elst");
  EXPECT_EQ(number_at(index, elst, 4), 1u);
  EXPECT_EQ(number_at(index, elst + 4, 4), 46u * 1024 * 90000 / 48000);
  EXPECT_EQ(number_at(index, elst + 8, 4), 1024u);
}

TEST(Mp4FileType, IsIsoBaseMedia) {
  EXPECT_EQ(mp4_file_type(), std::string("\0\0\0\x20"
                                         "ftypisom\0\0\2\0isomiso2avc1mp41",
                                         32));
}

}  // namespace
}  // namespace securepose::media
