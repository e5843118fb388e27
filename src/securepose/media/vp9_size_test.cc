#include "securepose/media/vp9_size.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "securepose/media/demuxer.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::TempFolder;

std::set<std::string> sizes_in(const std::filesystem::path& file) {
  Demuxer demuxer(file);
  const Handle<AVPacket> packet = new_packet();
  std::set<std::string> sizes;
  while (demuxer.read(*packet))
    sizes.insert(vp9_size(
        {reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size)}));
  return sizes;
}

TEST(Vp9Size, IsStatedByKeyFramesOnly) {
  const TempFolder folder;
  for (const char* format : {"yuv420p", "yuv444p"}) {
    testing::make_clip(folder / "a.webm", {}, {"-c:v", "libvpx-vp9", "-pix_fmt", format});
    EXPECT_EQ(sizes_in(folder / "a.webm"), (std::set<std::string>{"", "96x64;"})) << format;
  }
}

TEST(Vp9Size, OfAFrameThatIsLargerThanItsReferences) {
  // Profile 0, an inter frame that is shown, not error-resilient, and as large as none of its
  // three references: 10 00 0 1 1 0, 00, 8 x 0, 3 x 0000, 000, then 640 - 1 and 360 - 1.
  std::string bits =
      "10"
      "00"
      "0"
      "1"
      "1"
      "0"
      "00"
      "00000000"
      "000000000000"
      "000";
  for (const unsigned side : {639u, 359u})
    for (int i = 15; i >= 0; --i) bits.push_back((side >> i & 1) != 0 ? '1' : '0');
  std::string frame;
  for (std::size_t at = 0; at < bits.size(); at += 8)
    frame.push_back(static_cast<char>(std::stoi((bits + "0000000").substr(at, 8), nullptr, 2)));
  EXPECT_EQ(vp9_size(frame), "640x360;");
}

TEST(Vp9Size, NothingInWhatIsNoFrame) {
  EXPECT_EQ(vp9_size(""), "");
  EXPECT_EQ(vp9_size(std::string(1, '\xc8')), "");
  EXPECT_EQ(vp9_size("\x82\x49\x83"), "");
}

}  // namespace
}  // namespace securepose::media
