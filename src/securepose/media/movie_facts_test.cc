#include "securepose/media/movie_facts.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "securepose/media/mp4_boxes.h"
#include "securepose/media/video_reader.h"
#include "securepose/testing/test_clips.h"

namespace securepose::media {
namespace {

using std::string_literals::operator""s;
using testing::TempFolder;

struct Edit {
  std::uint32_t duration_ticks;
  std::int32_t media_ticks;
  double rate;
};

std::string edit_box(const std::vector<Edit>& edits, int version = 0) {
  BoxBuilder out;
  {
    const BoxBuilder::Box edts(out, "edts");
    const BoxBuilder::Box elst(out, "elst");
    out.version_and_flags(version, 0);
    out.u32(edits.size());
    for (const Edit& edit : edits) {
      out.sized(edit.duration_ticks, version);
      out.sized(static_cast<std::uint64_t>(static_cast<std::int64_t>(edit.media_ticks)), version);
      out.u32(static_cast<std::uint32_t>(static_cast<std::int32_t>(edit.rate * 65536)));
    }
  }
  return out.content();
}

/// A metadata box with one other item and the capture rate.
void capture_rate(BoxBuilder& out, std::uint32_t type, const std::string& value, bool full_box) {
  const BoxBuilder::Box meta(out, "meta");
  if (full_box) out.version_and_flags(0, 0);
  {
    const BoxBuilder::Box hdlr(out, "hdlr");
    out.zeros(8);
    out.text("mdta");
    out.zeros(13);
  }
  {
    const BoxBuilder::Box keys(out, "keys");
    out.version_and_flags(0, 0);
    out.u32(2);
    for (const char* key : {"com.android.version", kCaptureRateKey}) {
      const std::string_view name = key;
      out.u32(8 + name.size());
      out.text("mdta");
      out.text(name);
    }
  }
  const BoxBuilder::Box ilst(out, "ilst");
  for (const auto& [index, kind, text] :
       {std::tuple{"\0\0\0\x01"s, 1U, "14"s}, std::tuple{"\0\0\0\x02"s, type, value}}) {
    const BoxBuilder::Box item(out, index);
    const BoxBuilder::Box data(out, "data");
    out.u32(kind);
    out.u32(0);
    out.text(text);
  }
}

/// The header of a film with one video track; 1000 ticks a second, 600 in the track.
std::string header_of(const std::string& in_track, const std::string& in_movie) {
  BoxBuilder out;
  {
    const BoxBuilder::Box moov(out, "moov");
    {
      const BoxBuilder::Box mvhd(out, "mvhd");
      out.zeros(12);
      out.u32(1000);
      out.zeros(84);
    }
    {
      const BoxBuilder::Box trak(out, "trak");
      {
        const BoxBuilder::Box tkhd(out, "tkhd");
        out.zeros(12);
        out.u32(7);
        out.zeros(68);
      }
      out.text(in_track);
      const BoxBuilder::Box mdia(out, "mdia");
      {
        const BoxBuilder::Box mdhd(out, "mdhd");
        out.zeros(12);
        out.u32(600);
        out.zeros(8);
      }
      const BoxBuilder::Box hdlr(out, "hdlr");
      out.zeros(8);
      out.text("vide");
      out.zeros(13);
    }
    out.text(in_movie);
  }
  return "\0\0\0\x08"s + "wide" + out.content();
}

MovieFacts facts_of(const std::string& bytes) {
  const TempFolder folder;
  std::ofstream(folder / "a.mp4", std::ios::binary) << bytes;
  return read_movie_facts(folder / "a.mp4");
}

std::string rate_box(std::uint32_t type, const std::string& value, bool full_box = true) {
  BoxBuilder out;
  capture_rate(out, type, value, full_box);
  return out.content();
}

TEST(MovieFacts, ReadTheCaptureRateHoweverItIsWritten) {
  EXPECT_EQ(facts_of(header_of("", rate_box(1, "240.0"))).capture_fps, 240);
  EXPECT_EQ(facts_of(header_of("", rate_box(23, "\x42\xf0\0\0"s, false))).capture_fps, 120);
  EXPECT_EQ(facts_of(header_of("", rate_box(67, "\0\0\0\xf0"s))).capture_fps, 240);
  EXPECT_EQ(facts_of(header_of(rate_box(78, "\0\0\0\0\0\0\0\xf0"s), "")).capture_fps, 240)
      << "in the track's metadata";
  const MovieFacts odd = facts_of(header_of("", rate_box(1, "fast")));
  EXPECT_FALSE(odd.capture_fps);
  EXPECT_TRUE(odd.has_unreadable_capture_fps);
  const MovieFacts none = facts_of(header_of("", ""));
  EXPECT_FALSE(none.capture_fps);
  EXPECT_FALSE(none.has_unreadable_capture_fps);
}

TEST(MovieFacts, NoticeAnEditListThatChangesTheSpeed) {
  for (const int version : {0, 1}) {
    const MovieFacts facts =
        facts_of(header_of(edit_box({{250, -1, 1}, {500, 0, 1}, {4000, 300, 0.125}}, version), ""));
    ASSERT_TRUE(facts.is_retimed()) << version;
    const MovieTrack* track = facts.track(7);
    ASSERT_NE(track, nullptr);
    ASSERT_EQ(track->edits.size(), 2U) << "an empty edit shows nothing";
    EXPECT_DOUBLE_EQ(track->edits[1].start_s, 0.5);
    EXPECT_DOUBLE_EQ(track->edits[1].end_s(), 1.0);
  }
}

TEST(MovieFacts, TrimmedAndOddListsChangeNoSpeed) {
  EXPECT_FALSE(facts_of(header_of(edit_box({{500, 100, 1}, {500, 500, 1}}), "")).is_retimed());
  EXPECT_FALSE(facts_of(header_of(edit_box({{500, 0, 0}}), "")).is_retimed()) << "of bad writers";
  EXPECT_FALSE(facts_of(header_of(edit_box({{500, 0, 1000}}), "")).is_retimed());
  EXPECT_FALSE(facts_of(header_of(edit_box({{500, 0, -1}}), "")).is_retimed());
}

TEST(MovieFacts, DamagedFilesHaveNone) {
  const std::string whole = header_of(edit_box({{4000, 300, 0.125}}), rate_box(1, "240"));
  for (std::size_t size = 0; size < whole.size(); size += 3)
    EXPECT_NO_THROW(facts_of(whole.substr(0, size)));
  std::string turned = whole;
  for (std::size_t at = 8; at < turned.size(); ++at) {
    const char before = turned[at];
    turned[at] = '\xff';
    EXPECT_NO_THROW(facts_of(turned));
    turned[at] = before;
  }
  EXPECT_TRUE(facts_of("").tracks.empty());
}

/// Puts another edit list into a file that ffmpeg wrote with its index at the end, and states that
/// it plays as long as that list.
void replace_edit_list(const std::filesystem::path& file, const std::vector<Edit>& edits) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  in.close();
  const auto place_of = [&bytes](std::string_view type) { return bytes.rfind(type) - 4; };
  const auto size_at = [&bytes](std::size_t at) {
    std::uint32_t size = 0;
    for (std::size_t k = 0; k < 4; ++k)
      size = size << 8 | static_cast<unsigned char>(bytes[at + k]);
    return size;
  };
  std::uint32_t duration_ms = 0;
  for (const Edit& edit : edits) duration_ms += edit.duration_ticks;
  // Behind size and type: version, two dates and the time scale.
  const std::size_t stated = place_of("mvhd") + 8 + 16;
  for (std::size_t k = 0; k < 4; ++k)
    bytes[stated + k] = static_cast<char>(duration_ms >> (24 - 8 * k));
  const std::string box = edit_box(edits);
  const std::size_t old = place_of("edts");
  const auto grows = static_cast<std::uint32_t>(box.size()) - size_at(old);
  bytes.replace(old, size_at(old), box);
  for (const char* type : {"moov", "trak"}) {
    const std::uint32_t size = size_at(place_of(type)) + grows;
    for (std::size_t k = 0; k < 4; ++k)
      bytes[place_of(type) + k] = static_cast<char>(size >> (24 - 8 * k));
  }
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

TEST(RetimedVideo, ComesOnceAtTheSpeedOfTheRecording) {
  const TempFolder folder;
  testing::ClipContent content;
  content.frames = 50;  // 2 s
  testing::make_clip(folder / "a.mp4", content,
                     {"-c:v", "libx264", "-bf", "0", "-video_track_timescale", "600"});
  // From 0.4 s: 0.4 s as they are, 0.4 s that play for 3.2, the rest up to 1.6 s.
  replace_edit_list(folder / "a.mp4", {{400, 240, 1}, {3200, 480, 0.125}, {400, 720, 1}});
  VideoReader reader(folder / "a.mp4");
  std::vector<double> times_s;
  while (const auto frame = reader.next()) {
    EXPECT_TRUE(frame->readable);
    times_s.push_back(frame->time.seconds());
  }
  ASSERT_EQ(times_s.size(), 30U) << "0.4 to 1.6 s at 25 a second";
  EXPECT_NEAR(times_s.front(), 0.4, 1e-3);
  for (std::size_t i = 1; i < times_s.size(); ++i)
    EXPECT_NEAR(times_s[i] - times_s[i - 1], 0.04, 1e-3) << i;
  ASSERT_EQ(reader.notes().size(), 1U) << "it does not end before the time that it states";
  EXPECT_NE(reader.notes().front().find("0.125 times the speed"), std::string::npos);
}

TEST(CaptureRate, OfMp4AndOtherContainers) {
  const TempFolder folder;
  for (const char* name : {"a.mp4", "a.mkv"}) {
    testing::Arguments arguments{"-c:v", "libx264", "-metadata", "com.android.capture.fps=240"};
    if (std::string_view(name).ends_with("mp4"))
      arguments.insert(arguments.end(), {"-movflags", "use_metadata_tags"});
    testing::make_clip(folder / name, {}, arguments);
    EXPECT_EQ(VideoReader(folder / name).info().capture_fps, 240) << name;
  }
  testing::make_clip(folder / "plain.mp4", {}, {"-c:v", "libx264"});
  EXPECT_FALSE(VideoReader(folder / "plain.mp4").info().capture_fps);
}

}  // namespace
}  // namespace securepose::media
