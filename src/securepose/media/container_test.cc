#include "securepose/media/container.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "securepose/base/error.h"
#include "securepose/media/video_reader.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::TempFolder;
using testing::write_bytes;

std::string refusal_of(const std::filesystem::path& file) {
  try {
    VideoReader reader(file);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kInput);
    return error.what();
  }
  return "accepted";
}

TEST(Container, TextAndNoiseAreNoVideosWhateverTheirName) {
  const TempFolder folder;
  write_bytes(folder / "notes.mp4", "Patient walked ten metres.\n");
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 5000; ++i) {
    state = state * 1664525u + 1013904223u;
    noise.push_back(static_cast<char>(state >> 24));
  }
  write_bytes(folder / "noise.mov", noise);
  EXPECT_THAT(refusal_of(folder / "notes.mp4"), HasSubstr("notes.mp4: is not a video"));
  EXPECT_THAT(refusal_of(folder / "noise.mov"), HasSubstr("noise.mov: is not a video"));
}

TEST(Container, OnlySoundIsSaidSo) {
  const TempFolder folder;
  for (const char* name : {"sound.m4a", "sound.mp3", "sound.wav", "sound.mkv"}) {
    testing::run_ffmpeg({"-f", "lavfi", "-i", "sine=duration=0.3", (folder / name).string()});
    EXPECT_THAT(refusal_of(folder / name), HasSubstr("holds only sound, no video")) << name;
  }
}

TEST(Container, SoundWithACoverPictureIsOnlySound) {
  const TempFolder folder;
  testing::run_ffmpeg({"-f",
                       "lavfi",
                       "-i",
                       "sine=duration=0.3",
                       "-f",
                       "lavfi",
                       "-i",
                       "color=red:size=64x64:duration=0.04",
                       "-map",
                       "0",
                       "-map",
                       "1",
                       "-c:a",
                       "aac",
                       "-c:v",
                       "mjpeg",
                       "-frames:v",
                       "1",
                       "-disposition:v",
                       "attached_pic",
                       (folder / "song.m4a").string()});
  EXPECT_THAT(refusal_of(folder / "song.m4a"), HasSubstr("holds only sound"));
}

TEST(Container, PicturesAreNoVideos) {
  const TempFolder folder;
  for (const char* name : {"a.png", "a.jpg", "a.bmp"}) {
    testing::run_ffmpeg(
        {"-f", "lavfi", "-i", "testsrc=size=64x64", "-frames:v", "1", (folder / name).string()});
    EXPECT_THAT(refusal_of(folder / name), HasSubstr("is a picture, not a video")) << name;
  }
}

TEST(Container, ListsThatNameOtherFilesAreNotFollowed) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, {"-c:v", "libx264"});
  write_bytes(folder / "list.mp4", "ffconcat version 1.0\nfile clip.mp4\n");
  write_bytes(folder / "list.m3u8",
              "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.2,\nclip.mp4\n"
              "#EXT-X-ENDLIST\n");
  EXPECT_THAT(refusal_of(folder / "list.mp4"), HasSubstr("is not a video"));
  EXPECT_THAT(refusal_of(folder / "list.m3u8"), HasSubstr("is not a video"));
}

TEST(Container, NamesThatLookLikeProtocolsAreFiles) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, {"-c:v", "libx264"});
  std::filesystem::rename(folder / "clip.mp4", folder / "concat:a|b.mp4");
  std::filesystem::current_path(folder.path());
  EXPECT_EQ(refusal_of("concat:a|b.mp4"), "accepted");
  std::filesystem::current_path("/");
}

TEST(Container, WrongExtensionDoesNotMatter) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, {"-c:v", "libx264"});
  std::filesystem::rename(folder / "clip.mp4", folder / "clip.avi");
  EXPECT_EQ(refusal_of(folder / "clip.avi"), "accepted");
}

TEST(Container, EncryptedVideoIsSaidSo) {
  const TempFolder folder;
  testing::make_clip(
      folder / "clip.mp4", {},
      {"-c:v", "libx264", "-encryption_scheme", "cenc-aes-ctr", "-encryption_key",
       "76a6c65c5ea762046bd749a2e632ccbb", "-encryption_kid", "a7e61c373e219033c21091fa607bf3b8"});
  EXPECT_THAT(refusal_of(folder / "clip.mp4"), HasSubstr("is encrypted"));
}

TEST(Container, MissingIndexAsksForANewCopy) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, {"-c:v", "libx264"});
  const std::string whole = testing::read_bytes(folder / "clip.mp4");
  write_bytes(folder / "cut.mp4", whole.substr(0, whole.size() / 2));
  EXPECT_THAT(refusal_of(folder / "cut.mp4"),
              AllOf(HasSubstr("cut off"), HasSubstr("Copy it from the camera again")));
}

TEST(Container, AbsurdSizeIsRefusedBeforeAnythingIsDecoded) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.avi", {}, {"-c:v", "rawvideo", "-pix_fmt", "bgr24"});
  std::string bytes = testing::read_bytes(folder / "clip.avi");
  const std::size_t format = bytes.find("strf") + 8;  // BITMAPINFOHEADER
  bytes[format + 4] = '\xff';                         // width 65535
  bytes[format + 5] = '\xff';
  write_bytes(folder / "huge.avi", bytes);
  EXPECT_THAT(refusal_of(folder / "huge.avi"), HasSubstr("too large"));
}

TEST(Container, NotOnePictureIsSaidSo) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.avi", {}, {"-c:v", "libx264", "-g", "100"});
  std::string bytes = testing::read_bytes(folder / "clip.avi");
  const std::size_t media = bytes.find("movi");
  const std::size_t end = bytes.find("idx1", media);
  for (std::size_t i = media + 12; i < end; ++i) {
    if (bytes.compare(i, 4, "00dc") == 0)
      i += 7;  // the chunks stay, their content goes
    else
      bytes[i] = '\x55';
  }
  write_bytes(folder / "hollow.avi", bytes);
  EXPECT_THAT(refusal_of(folder / "hollow.avi"), HasSubstr("not one picture can be decoded"));
}

TEST(Container, MessagesAreOneSentenceAndAHint) {
  const TempFolder folder;
  write_bytes(folder / "a.mp4", "text");
  const std::string message = refusal_of(folder / "a.mp4");
  EXPECT_THAT(message, Not(HasSubstr("\n")));
  EXPECT_EQ(message.back(), '.');
}

}  // namespace
}  // namespace securepose::media
