#include "securepose/media/sound_source.h"

#include <gtest/gtest.h>

#include "securepose/base/error.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::TempFolder;

std::int64_t count_samples(SoundSource& sound) {
  std::int64_t samples = 0;
  while (const auto frame = sound.next()) samples += frame->nb_samples;
  return samples;
}

TEST(SoundSource, GivesAsManySamplesAsTheSoundIsLong) {
  const TempFolder folder;
  testing::run_ffmpeg({"-f", "lavfi", "-i", "sine=duration=1:sample_rate=44100", "-ac", "2", "-c:a",
                       "pcm_s16le", (folder / "a.mov").string()});
  for (const double pitch : {1.0, 0.75}) {
    SoundSource sound(folder / "a.mov", pitch);
    ASSERT_TRUE(sound.exists());
    EXPECT_NEAR(static_cast<double>(count_samples(sound)), 44100, pitch == 1 ? 1 : 2500);
    EXPECT_EQ(sound.format().sample_rate_hz, 44100);
    EXPECT_EQ(sound.format().channels, 2);
    EXPECT_EQ(sound.start_s(), 0);
  }
}

TEST(SoundSource, UnusualRatesBecome48kHzAndManyChannelsTwo) {
  const TempFolder folder;
  testing::run_ffmpeg({"-f", "lavfi", "-i", "sine=duration=0.5:sample_rate=96000", "-ac", "6",
                       "-c:a", "pcm_s16le", (folder / "a.mov").string()});
  SoundSource sound(folder / "a.mov", 1);
  EXPECT_NEAR(static_cast<double>(count_samples(sound)), 24000, 2);
  EXPECT_EQ(sound.format().sample_rate_hz, 48000);
  EXPECT_EQ(sound.format().channels, 2);
}

TEST(SoundSource, VideoWithoutSoundHasNone) {
  const TempFolder folder;
  testing::make_clip(folder / "a.mp4", {}, {"-c:v", "libx264"});
  EXPECT_FALSE(SoundSource(folder / "a.mp4", 1).exists());
}

TEST(SoundSource, DamagedSoundIsReadAsFarAsItGoes) {
  const TempFolder folder;
  testing::run_ffmpeg({"-f", "lavfi", "-i", "testsrc2=size=64x48:duration=2", "-f", "lavfi", "-i",
                       "sine=duration=2", "-c:a", "mp2", "-f", "mpegts",
                       (folder / "a.mts").string()});
  std::string bytes = testing::read_bytes(folder / "a.mts");
  for (std::size_t i = bytes.size() / 2; i < bytes.size() / 2 + 3000; ++i) bytes[i] = '\x55';
  testing::write_bytes(folder / "b.mts", bytes);
  SoundSource sound(folder / "b.mts", 1);
  EXPECT_NEAR(static_cast<double>(count_samples(sound)), 88200, 4500);
}

TEST(SoundSource, MissingFileIsAnInputError) {
  EXPECT_THROW(SoundSource("/no/such/file.mp4", 1), base::Error);
}

}  // namespace
}  // namespace securepose::media
