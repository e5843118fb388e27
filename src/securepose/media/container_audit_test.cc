#include "securepose/media/container_audit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/base/error.h"
#include "securepose/media/video_reader.h"
#include "securepose/media/video_writer.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::TempFolder;

// A file as full of traces as one can be made.
void make_full_mkv(const TempFolder& folder, const std::filesystem::path& file) {
  testing::write_bytes(folder / "chapters.txt",
                       ";FFMETADATA1\ntitle=Patient 12\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\n"
                       "END=500\ntitle=Entrance of Ms Doe\n");
  testing::write_bytes(folder / "subtitles.srt", "1\n00:00:00,000 --> 00:00:01,000\nspoken name\n");
  testing::write_bytes(folder / "letter.txt", "dear colleague");
  testing::run_ffmpeg({"-f",
                       "lavfi",
                       "-i",
                       "testsrc2=size=96x64:rate=25:duration=1",
                       "-f",
                       "lavfi",
                       "-i",
                       "sine=duration=1",
                       "-i",
                       (folder / "subtitles.srt").string(),
                       "-i",
                       (folder / "chapters.txt").string(),
                       "-map",
                       "0",
                       "-map",
                       "1",
                       "-map",
                       "2",
                       "-map_metadata",
                       "3",
                       "-map_chapters",
                       "3",
                       "-attach",
                       (folder / "letter.txt").string(),
                       "-metadata:s:t",
                       "mimetype=text/plain",
                       "-c:v",
                       "libx264",
                       "-c:a",
                       "aac",
                       "-c:s",
                       "srt",
                       file.string()});
}

void make_full_mp4(const TempFolder& folder, const std::filesystem::path& file) {
  testing::make_clip(folder / "plain.mp4", {}, {"-c:v", "libx264"});
  testing::run_ffmpeg({"-i",
                       (folder / "plain.mp4").string(),
                       "-f",
                       "lavfi",
                       "-i",
                       "color=red:size=64x64:duration=0.04",
                       "-map",
                       "0:v",
                       "-map",
                       "1:v",
                       "-c:v:0",
                       "copy",
                       "-c:v:1",
                       "mjpeg",
                       "-frames:v:1",
                       "1",
                       "-disposition:v:1",
                       "attached_pic",
                       "-metadata",
                       "location=+52.5200+013.4050/",
                       "-metadata",
                       "title=Ms Doe",
                       "-metadata",
                       "creation_time=2024-05-06T07:08:09Z",
                       "-metadata:s:v:0",
                       "rotate=90",
                       "-timecode",
                       "10:00:00:00",
                       file.string()});
}

TEST(CarriedBesidesVideo, NamesEverythingInAFullMatroskaFile) {
  const TempFolder folder;
  make_full_mkv(folder, folder / "full.mkv");
  const auto found = carried_besides_video(folder / "full.mkv");
  for (const char* what : {"sound (aac)", "subtitles (subrip)", "attachment", "1 chapters",
                           "tag \"title\" of the file", "tag \"title\" of a chapter",
                           "tag \"ENCODER\" of the file", "comments (SEI)"})
    EXPECT_THAT(found, Contains(HasSubstr(what)));
}

TEST(CarriedBesidesVideo, NamesPositionDateCoverAndTimecode) {
  const TempFolder folder;
  make_full_mp4(folder, folder / "full.mp4");
  const auto found = carried_besides_video(folder / "full.mp4");
  for (const char* what :
       {"tag \"location\" of the file", "tag \"title\" of the file",
        "tag \"creation_time\" of the file", "cover picture", "data (", "MP4 box moov/udta",
        "side information \"Display Matrix\" of the video", "comments (SEI)"})
    EXPECT_THAT(found, Contains(HasSubstr(what)));
}

TEST(CarriedBesidesVideo, NeverTellsValues) {
  const TempFolder folder;
  make_full_mp4(folder, folder / "full.mp4");
  for (const std::string& entry : carried_besides_video(folder / "full.mp4"))
    EXPECT_THAT(entry, Not(HasSubstr("Doe")));
}

TEST(CarriedBesidesVideo, FindsBytesHiddenBehindTheMedia) {
  const TempFolder folder;
  make_full_mp4(folder, folder / "a.mp4");
  std::string bytes = testing::read_bytes(folder / "a.mp4");
  testing::write_bytes(folder / "free.mp4", bytes + std::string("\0\0\0\x0cskipabcd", 12));
  testing::write_bytes(folder / "junk.mp4", bytes + "abc");
  EXPECT_THAT(carried_besides_video(folder / "free.mp4"), Contains("MP4 box skip"));
  EXPECT_THAT(carried_besides_video(folder / "junk.mp4"),
              Contains("MP4 box bytes that form no box"));
}

TEST(CarriedBesidesVideo, NothingPassesThroughReaderAndWriter) {
  const TempFolder folder;
  make_full_mkv(folder, folder / "full.mkv");
  make_full_mp4(folder, folder / "full.mp4");
  for (const char* name : {"full.mkv", "full.mp4"}) {
    VideoReader reader(folder / name);
    SegmentWriter writer(folder / "segment", reader.info(), {});
    while (auto frame = reader.next()) writer.write(*frame);
    writer.finish();
    join_segments({folder / "segment"}, reader.info(), folder / name, AudioMode::kNone,
                  folder / "clean.mp4");
    EXPECT_THAT(carried_besides_video(folder / "clean.mp4"), IsEmpty());
    join_segments({folder / "segment"}, reader.info(), folder / name, AudioMode::kKeep,
                  folder / "sound.mp4");
    const auto with_sound = carried_besides_video(folder / "sound.mp4");
    if (std::string(name) == "full.mkv")
      EXPECT_EQ(with_sound, std::vector<std::string>{"sound (aac)"});
    else
      EXPECT_THAT(with_sound, IsEmpty());
  }
}

TEST(CarriedBesidesVideo, UnreadableFileIsAnInputError) {
  EXPECT_THROW(carried_besides_video("/no/such/file.mp4"), base::Error);
}

}  // namespace
}  // namespace securepose::media
