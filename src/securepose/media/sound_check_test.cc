#include "securepose/media/sound_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/base/error.h"
#include "securepose/media/sound_source.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::TempFolder;

// Two sound tracks, the second louder and larger, as phones with spatial sound write them.
std::string two_tracks(const TempFolder& folder) {
  testing::run_ffmpeg({"-f",
                       "lavfi",
                       "-i",
                       "testsrc2=size=64x48:duration=1",
                       "-f",
                       "lavfi",
                       "-i",
                       "sine=duration=1:sample_rate=44100",
                       "-f",
                       "lavfi",
                       "-i",
                       "anoisesrc=duration=1:sample_rate=48000",
                       "-map",
                       "0",
                       "-map",
                       "1",
                       "-map",
                       "2",
                       "-c:v",
                       "libx264",
                       "-c:a",
                       "pcm_s16le",
                       "-ac:a:1",
                       "4",
                       (folder / "two.mov").string()});
  return testing::read_bytes(folder / "two.mov");
}

// Gives the n-th sound track's samples a code that no decoder knows.
std::string with_unknown_track(std::string bytes, int n) {
  std::size_t at = 0;
  for (int found = -1; found < n; ++found) at = bytes.find("sowt", at + 1);
  return bytes.replace(at, 4, "apac");
}

TEST(SoundLeftOut, OneTrackOrNoneLeavesNothing) {
  const TempFolder folder;
  testing::ClipContent content;
  testing::make_clip(folder / "silent.mp4", content, {"-c:v", "libx264"});
  EXPECT_THAT(sound_left_out(folder / "silent.mp4"), IsEmpty());
  content.sound = true;
  testing::make_clip(folder / "one.mp4", content, {"-c:v", "libx264"});
  EXPECT_THAT(sound_left_out(folder / "one.mp4"), IsEmpty());
}

TEST(SoundLeftOut, TracksBesideTheOneThatIsKept) {
  const TempFolder folder;
  const std::string bytes = two_tracks(folder);
  EXPECT_THAT(sound_left_out(folder / "two.mov"), ElementsAre(HasSubstr("2 sound tracks")));
  for (const int unknown : {0, 1}) {
    testing::write_bytes(folder / "unknown.mov", with_unknown_track(bytes, unknown));
    EXPECT_THAT(sound_left_out(folder / "unknown.mov"),
                ElementsAre(HasSubstr("One of the others is of a kind that can't be decoded")));
    SoundSource kept(folder / "unknown.mov", 1);
    std::int64_t samples = 0;
    while (const auto frame = kept.next()) samples += frame->nb_samples;
    EXPECT_EQ(samples, unknown == 0 ? 48000 : 44100) << "the one that can be decoded, to its end";
  }
}

TEST(SoundLeftOut, NothingThatCanBeDecodedIsAnErrorAtOnce) {
  const TempFolder folder;
  const std::string bytes = two_tracks(folder);
  testing::write_bytes(folder / "unknown.mov", with_unknown_track(with_unknown_track(bytes, 0), 0));
  EXPECT_THROW(sound_left_out(folder / "unknown.mov"), base::Error);
}

}  // namespace
}  // namespace securepose::media
