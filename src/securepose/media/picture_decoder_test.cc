#include "securepose/media/picture_decoder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::Arguments;
using testing::TempFolder;

struct Packet {
  std::int64_t position;
  int size;
  std::int64_t pts;
  bool key;
};

std::vector<Packet> packets_of(const std::filesystem::path& file) {
  Demuxer demuxer(file);
  const Handle<AVPacket> packet = new_packet();
  std::vector<Packet> packets;
  while (demuxer.read(*packet))
    packets.push_back(
        {packet->pos, packet->size, packet->pts, (packet->flags & AV_PKT_FLAG_KEY) != 0});
  return packets;
}

struct Result {
  std::int64_t pts;
  bool readable;
};

std::vector<Result> decode(const std::filesystem::path& file) {
  Demuxer demuxer(file);
  PictureDecoder decoder(demuxer);
  std::vector<Result> results;
  while (auto picture = decoder.next())
    results.push_back({picture->pts.value_or(-1), picture->readable});
  return results;
}

// Overwrites the content of one packet with zeros, as a disk does with a lost sector.
void zero_packet(const std::filesystem::path& file, const Packet& packet) {
  std::string bytes = testing::read_bytes(file);
  std::fill_n(bytes.begin() + packet.position + 4, packet.size - 4, '\0');
  testing::write_bytes(file, bytes);
}

const Arguments kReordered = {"-c:v", "libx264",       "-g", "12",  "-keyint_min",
                              "12",   "-sc_threshold", "0",  "-bf", "2"};

testing::ClipContent three_groups() {
  testing::ClipContent content;
  content.frames = 36;
  return content;
}

TEST(PictureDecoder, IntactVideoIsReadableWhole) {
  const TempFolder folder;
  testing::make_clip(folder / "a.mp4", three_groups(), kReordered);
  const auto results = decode(folder / "a.mp4");
  ASSERT_EQ(results.size(), 36u);
  for (const Result& result : results) EXPECT_TRUE(result.readable);
}

TEST(PictureDecoder, LostPictureCondemnsUpToTheNextKeyPicture) {
  const TempFolder folder;
  testing::make_clip(folder / "a.mp4", three_groups(), kReordered);
  const auto packets = packets_of(folder / "a.mp4");
  const std::size_t lost = 15;  // in the second group of twelve
  ASSERT_FALSE(packets[lost].key);
  zero_packet(folder / "a.mp4", packets[lost]);
  const auto results = decode(folder / "a.mp4");
  ASSERT_EQ(results.size(), 36u) << "one picture for each packet, decoded or not";
  for (std::size_t i = 0; i < results.size(); ++i) {
    EXPECT_EQ(results[i].pts, results[0].pts + static_cast<std::int64_t>(i) * 512);
    const auto packet = std::find_if(packets.begin(), packets.end(),
                                     [&](const Packet& p) { return p.pts == results[i].pts; });
    const auto number = static_cast<std::size_t>(packet - packets.begin());
    EXPECT_EQ(results[i].readable, number < lost || number >= 24) << "packet " << number;
  }
}

TEST(PictureDecoder, VideoThatStartsWithoutAKeyPictureIsUnreadableUpToOne) {
  const TempFolder folder;
  testing::make_clip(folder / "a.mp4", three_groups(), kReordered);
  zero_packet(folder / "a.mp4", packets_of(folder / "a.mp4")[0]);
  const auto results = decode(folder / "a.mp4");
  ASSERT_EQ(results.size(), 36u);
  for (std::size_t i = 0; i < results.size(); ++i) EXPECT_EQ(results[i].readable, i >= 12) << i;
}

TEST(PictureDecoder, IntraOnlyVideoLosesOnePictureOnly) {
  const TempFolder folder;
  testing::make_clip(folder / "a.avi", three_groups(), {"-c:v", "mjpeg", "-pix_fmt", "yuvj420p"});
  zero_packet(folder / "a.avi", packets_of(folder / "a.avi")[7]);
  const auto results = decode(folder / "a.avi");
  ASSERT_EQ(results.size(), 36u);
  for (std::size_t i = 0; i < results.size(); ++i) EXPECT_EQ(results[i].readable, i != 7) << i;
}

TEST(PictureDecoder, RefusedPacketsKeepTheirPlaces) {
  const TempFolder folder;
  testing::make_clip(folder / "a.webm", three_groups(),
                     {"-c:v", "libvpx-vp9", "-g", "12", "-lag-in-frames", "0"});
  std::string bytes = testing::read_bytes(folder / "a.webm");
  const Packet lost = packets_of(folder / "a.webm")[14];
  std::fill_n(bytes.begin() + lost.position + 8, lost.size / 2, '\xff');
  bytes[static_cast<std::size_t>(lost.position) + 4] = '\x00';  // not a VP9 frame any more
  testing::write_bytes(folder / "a.webm", bytes);
  const auto results = decode(folder / "a.webm");
  EXPECT_EQ(results.size(), 36u);
  for (std::size_t i = 1; i < results.size(); ++i) EXPECT_GT(results[i].pts, results[i - 1].pts);
}

// Copies a video without one of its packets, as a recorder does whose connection lost it.
void leave_out_packet(const std::filesystem::path& from, const std::filesystem::path& to,
                      int left_out) {
  testing::run_ffmpeg({"-i", from.string(), "-c", "copy", "-bsf:v",
                       "noise=drop='eq(n," + std::to_string(left_out) + ")'", to.string()});
}

TEST(PictureDecoder, PicturesThatReferToALeftOutOneAreUnreadable) {
  const TempFolder folder;
  for (const char* encoder : {"libx264", "libx265"}) {
    Arguments arguments = {"-c:v", encoder, "-g", "12", "-bf", "0"};
    if (std::string(encoder) == "libx265")
      arguments = {"-c:v", encoder, "-x265-params",
                   "log-level=none:keyint=12:min-keyint=12:scenecut=0:bframes=0:ref=1"};
    else
      arguments.insert(arguments.end(), {"-keyint_min", "12", "-sc_threshold", "0", "-refs", "1"});
    testing::make_clip(folder / "a.mp4", three_groups(), arguments);
    leave_out_packet(folder / "a.mp4", folder / "b.mp4", 15);
    const auto results = decode(folder / "b.mp4");
    ASSERT_EQ(results.size(), 35u) << encoder;
    for (std::size_t i = 0; i < results.size(); ++i)
      EXPECT_EQ(results[i].readable, i < 15 || i >= 23) << encoder << " " << i;
  }
}

TEST(PictureDecoder, JpegThatItsDecoderComplainsOfIsUnreadable) {
  const TempFolder folder;
  testing::make_clip(folder / "a.avi", three_groups(), {"-c:v", "mjpeg", "-pix_fmt", "yuvj420p"});
  const Packet torn = packets_of(folder / "a.avi")[7];
  std::string bytes = testing::read_bytes(folder / "a.avi");
  std::fill_n(bytes.begin() + torn.position + torn.size * 3 / 4, torn.size / 8, '\xff');
  testing::write_bytes(folder / "a.avi", bytes);
  const auto results = decode(folder / "a.avi");
  ASSERT_EQ(results.size(), 36u);
  for (std::size_t i = 0; i < results.size(); ++i) EXPECT_EQ(results[i].readable, i != 7) << i;
}

TEST(PictureDecoder, LostSectorsAreFoundInCodecsThatNoticeNothing) {
  const TempFolder folder;
  testing::ClipContent large = three_groups();
  large.width_px = 320;
  large.height_px = 240;
  for (const char* encoder : {"libvpx", "libvpx-vp9"}) {
    testing::make_clip(
        folder / "a.webm", large,
        {"-c:v", encoder, "-g", "12", "-lag-in-frames", "0", "-auto-alt-ref", "0", "-b:v", "4M"});
    const auto packets = packets_of(folder / "a.webm");
    std::size_t lost = 13;
    while (packets[lost].size < 1000) ++lost;
    ASSERT_LT(lost, 24u);
    std::string bytes = testing::read_bytes(folder / "a.webm");
    std::fill_n(bytes.begin() + packets[lost].position + packets[lost].size / 2, 400, '\0');
    testing::write_bytes(folder / "a.webm", bytes);
    const auto results = decode(folder / "a.webm");
    ASSERT_EQ(results.size(), 36u);
    for (std::size_t i = 0; i < results.size(); ++i)
      EXPECT_EQ(results[i].readable, i < lost || i >= 24) << encoder << " " << i;
  }
}

}  // namespace
}  // namespace securepose::media
