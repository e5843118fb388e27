#include "securepose/media/sound_track.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using testing::Arguments;
using testing::TempFolder;

constexpr int kRate_hz = 48000;

// A video of 2 s with a tone of 1000 Hz from 0.8 s to 1.2 s.
void make_beep(const std::filesystem::path& file, const Arguments& output) {
  Arguments arguments{
      "-f",   "lavfi",  "-i", "testsrc2=size=96x64:rate=25:duration=2",
      "-f",   "lavfi",  "-i", "aevalsrc='0.5*between(t,0.8,1.2)*sin(2*PI*1000*t)':s=48000:d=2",
      "-c:v", "libx264"};
  arguments.insert(arguments.end(), output.begin(), output.end());
  arguments.push_back(file.string());
  testing::run_ffmpeg(arguments);
}

struct Beep {
  double begin_s = 0;
  double end_s = 0;
  double frequency_hz = 0;
};

// Finds the tone in a file's sound on the file's own clock.
std::optional<Beep> find_beep(const TempFolder& folder, const std::filesystem::path& file) {
  testing::run_ffmpeg({"-i", file.string(), "-vn", "-af", "aresample=48000:async=1:first_pts=0",
                       "-ac", "1", "-f", "f32le", (folder / "pcm").string()});
  const std::string bytes = testing::read_bytes(folder / "pcm");
  std::vector<float> samples(bytes.size() / sizeof(float));
  std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
  constexpr float kLoud = 0.1F;
  std::optional<std::size_t> first;
  std::size_t last = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    if (std::abs(samples[i]) < kLoud) continue;
    if (!first) first = i;
    last = i;
  }
  if (!first) return std::nullopt;
  int crossings = 0;
  const std::size_t from = *first + kRate_hz / 10;
  const std::size_t to = last - kRate_hz / 10;
  for (std::size_t i = from; i < to; ++i)
    if (samples[i] < 0 && samples[i + 1] >= 0) ++crossings;
  return Beep{static_cast<double>(*first) / kRate_hz, static_cast<double>(last) / kRate_hz,
              crossings * static_cast<double>(kRate_hz) / static_cast<double>(to - from)};
}

// Joins the video with its own sound.
void join_with_sound(const TempFolder& folder, const std::filesystem::path& source,
                     AudioMode mode) {
  VideoReader reader(source);
  {
    SegmentWriter writer(folder / "segment", reader.info(), {});
    while (auto frame = reader.next()) writer.write(*frame);
    writer.finish();
  }
  join_segments({folder / "segment"}, reader.info(), source, mode, folder / "joined.mp4");
}

struct Source {
  const char* file;
  Arguments arguments;
};

class SoundSources : public ::testing::TestWithParam<Source> {};

TEST_P(SoundSources, StayInStepWithThePicture) {
  const TempFolder folder;
  const auto& [file, arguments] = GetParam();
  make_beep(folder / file, arguments);
  const auto before = find_beep(folder, folder / file);
  const auto times_before = testing::frame_times(folder / file);
  join_with_sound(folder, folder / file, AudioMode::kKeep);
  EXPECT_EQ(testing::frame_times(folder / "joined.mp4"), times_before) << "the picture never moves";
  const auto after = find_beep(folder, folder / "joined.mp4");
  ASSERT_TRUE(before && after);
  EXPECT_NEAR(after->begin_s, before->begin_s, 0.01);
  EXPECT_NEAR(after->end_s, before->end_s, 0.01);
  EXPECT_NEAR(after->frequency_hz, 1000, 5);
}

INSTANTIATE_TEST_SUITE_P(
    All, SoundSources,
    ::testing::Values(Source{"aac.mp4", {"-c:a", "aac"}}, Source{"opus.mkv", {"-c:a", "libopus"}},
                      Source{"mp3.mkv", {"-c:a", "libmp3lame"}},
                      Source{"pcm.mov", {"-c:a", "pcm_s16le", "-ar", "44100"}},
                      Source{"mono.mov", {"-c:a", "pcm_s16le", "-ac", "1", "-ar", "8000"}},
                      Source{"surround.mov", {"-c:a", "pcm_s16le", "-ac", "6"}},
                      Source{"ac3.mts", {"-c:a", "ac3", "-f", "mpegts"}},
                      Source{"late.mkv", {"-c:a", "aac", "-output_ts_offset", "2.5"}}),
    [](const auto& info) {
      const std::string name = info.param.file;
      return name.substr(0, name.find('.'));
    });

TEST(SoundTrack, DisguiseLowersTheVoiceAndKeepsTheTime) {
  const TempFolder folder;
  make_beep(folder / "clip.mp4", {"-c:a", "aac"});
  join_with_sound(folder, folder / "clip.mp4", AudioMode::kDisguise);
  const auto beep = find_beep(folder, folder / "joined.mp4");
  ASSERT_TRUE(beep);
  EXPECT_NEAR(beep->frequency_hz, 750, 15);
  EXPECT_NEAR(beep->begin_s, 0.8, 0.06);
  EXPECT_NEAR(beep->end_s, 1.2, 0.06);
  EXPECT_EQ(testing::frame_times(folder / "joined.mp4"), testing::frame_times(folder / "clip.mp4"));
}

TEST(SoundTrack, GapsStaySilentForAsLong) {
  const TempFolder folder;
  make_beep(folder / "whole.mkv", {"-c:a", "pcm_s16le"});
  // Packets after 500 ms are moved by one second: a hole of that length lies before the tone.
  testing::run_ffmpeg({"-i", (folder / "whole.mkv").string(), "-c", "copy", "-bsf:a",
                       "setts=ts=if(gt(PTS\\,500)\\,PTS+1000\\,PTS)",
                       (folder / "clip.mkv").string()});
  join_with_sound(folder, folder / "clip.mkv", AudioMode::kKeep);
  const auto beep = find_beep(folder, folder / "joined.mp4");
  ASSERT_TRUE(beep);
  EXPECT_NEAR(beep->begin_s, 1.8, 0.03);
}

TEST(SoundTrack, SoundBeforeTimeZeroIsCut) {
  const TempFolder folder;
  make_beep(folder / "clip.mkv", {"-c:a", "pcm_s16le"});
  // Transport streams shortly before their clock wraps begin at negative times.
  testing::run_ffmpeg({"-i", (folder / "clip.mkv").string(), "-c:v", "copy", "-c:a", "mp2", "-f",
                       "mpegts", "-muxdelay", "0", "-output_ts_offset", "95443.4",
                       (folder / "wrap.mts").string()});
  const auto sound = recode_sound(folder / "wrap.mts", AudioMode::kKeep);
  ASSERT_TRUE(sound);
  EXPECT_EQ(sound->track.start_ticks, 0);
  const double length_s = static_cast<double>(sound->track.duration_ticks()) / kRate_hz;
  EXPECT_NEAR(length_s, 1.7, 0.1);
}

TEST(SoundTrack, NoSoundIsNoTrack) {
  const TempFolder folder;
  testing::make_clip(folder / "clip.mp4", {}, {"-c:v", "libx264"});
  EXPECT_FALSE(recode_sound(folder / "clip.mp4", AudioMode::kKeep));
  testing::ClipContent content;
  content.sound = true;
  testing::make_clip(folder / "sound.mp4", content, {"-c:v", "libx264", "-c:a", "aac"});
  EXPECT_FALSE(recode_sound(folder / "sound.mp4", AudioMode::kNone));
  EXPECT_TRUE(recode_sound(folder / "sound.mp4", AudioMode::kKeep));
}

TEST(SoundTrack, EncoderLeavesNoNameInTheSound) {
  const TempFolder folder;
  testing::ClipContent content;
  content.sound = true;
  testing::make_clip(folder / "sound.mp4", content, {"-c:v", "libx264", "-c:a", "aac"});
  const auto sound = recode_sound(folder / "sound.mp4", AudioMode::kKeep);
  ASSERT_TRUE(sound);
  for (const std::string& block : sound->blocks) EXPECT_EQ(block.find("Lavc"), std::string::npos);
}

}  // namespace
}  // namespace securepose::media
