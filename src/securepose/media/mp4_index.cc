#include "securepose/media/mp4_index.h"

#include <algorithm>
#include <limits>

#include "securepose/media/mp4_boxes.h"

namespace securepose::media {
namespace {

using Box = BoxBuilder::Box;

constexpr std::uint16_t kUndetermined = 0x55c4;  // language "und", five bits a letter

bool fits_32(std::uint64_t value) { return value <= std::numeric_limits<std::uint32_t>::max(); }

// a * b / c without overflow of the product, rounded to nearest.
std::uint64_t rescale(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  const std::uint64_t whole = a / c;
  const std::uint64_t rest = a % c;  // below 2^32, as c is
  return whole * b + (rest * b + c / 2) / c;
}

void unity_matrix(BoxBuilder& out) {
  for (const std::uint32_t value : {0x10000u, 0u, 0u, 0u, 0x10000u, 0u, 0u, 0u, 0x40000000u})
    out.u32(value);
}

struct Movie {
  std::uint32_t timescale = 1;

  std::uint64_t media_duration(const Mp4Track& track) const {
    const std::uint64_t ticks = track.duration_ticks();
    return rescale(ticks - std::min<std::uint64_t>(track.skip_ticks, ticks), timescale,
                   track.timescale);
  }
  std::uint64_t start(const Mp4Track& track) const {
    if (track.start_ticks <= 0) return 0;
    return rescale(static_cast<std::uint64_t>(track.start_ticks), timescale, track.timescale);
  }
  std::uint64_t duration(const Mp4Track& track) const {
    return start(track) + media_duration(track);
  }
};

void movie_header(BoxBuilder& out, const Movie& movie, const std::vector<Mp4Track>& tracks) {
  std::uint64_t longest = 0;
  for (const Mp4Track& track : tracks) longest = std::max(longest, movie.duration(track));
  const int version = fits_32(longest) ? 0 : 1;
  const Box box(out, "mvhd");
  out.version_and_flags(version, 0);
  out.sized(0, version);  // no creation time
  out.sized(0, version);  // no modification time
  out.u32(movie.timescale);
  out.sized(longest, version);
  out.u32(0x10000);  // rate 1
  out.u16(0x100);    // volume 1
  out.zeros(10);
  unity_matrix(out);
  out.zeros(24);
  out.u32(tracks.size() + 1);  // next track's number
}

void track_header(BoxBuilder& out, const Movie& movie, const Mp4Track& track, std::size_t number) {
  constexpr std::uint32_t kEnabledInMovie = 3;
  const bool sound = track.kind == Mp4Track::Kind::kSound;
  const std::uint64_t duration = movie.duration(track);
  const int version = fits_32(duration) ? 0 : 1;
  const Box box(out, "tkhd");
  out.version_and_flags(version, kEnabledInMovie);
  out.sized(0, version);
  out.sized(0, version);
  out.u32(number);
  out.u32(0);
  out.sized(duration, version);
  out.zeros(8);
  out.u16(0);                  // layer
  out.u16(0);                  // alternate group
  out.u16(sound ? 0x100 : 0);  // volume
  out.u16(0);
  unity_matrix(out);
  out.u32(static_cast<std::uint32_t>(track.width_px) << 16);
  out.u32(static_cast<std::uint32_t>(track.height_px) << 16);
}

void edit_list(BoxBuilder& out, const Movie& movie, const Mp4Track& track) {
  const std::uint64_t start = movie.start(track);
  if (start == 0 && track.skip_ticks == 0) return;
  const std::uint64_t duration = movie.media_duration(track);
  const int version = fits_32(std::max(start, duration)) ? 0 : 1;
  constexpr std::uint64_t kEmpty = std::numeric_limits<std::uint64_t>::max();  // media time -1
  constexpr std::uint32_t kNormalRate = 0x10000;
  const Box edts(out, "edts");
  const Box elst(out, "elst");
  out.version_and_flags(version, 0);
  out.u32(start > 0 ? 2 : 1);
  if (start > 0) {
    out.sized(start, version);
    out.sized(kEmpty, version);
    out.u32(kNormalRate);
  }
  out.sized(duration, version);
  out.sized(track.skip_ticks, version);
  out.u32(kNormalRate);
}

void media_header(BoxBuilder& out, const Mp4Track& track) {
  const std::uint64_t duration = track.duration_ticks();
  const int version = fits_32(duration) ? 0 : 1;
  const Box box(out, "mdhd");
  out.version_and_flags(version, 0);
  out.sized(0, version);
  out.sized(0, version);
  out.u32(track.timescale);
  out.sized(duration, version);
  out.u16(kUndetermined);
  out.u16(0);
}

void handler(BoxBuilder& out, const Mp4Track& track) {
  const Box box(out, "hdlr");
  out.version_and_flags(0, 0);
  out.u32(0);
  out.text(track.kind == Mp4Track::Kind::kVideo ? "vide" : "soun");
  out.zeros(12);
  out.u8(0);  // empty name
}

void video_entry(BoxBuilder& out, const Mp4Track& track) {
  const Box avc1(out, "avc1");
  out.zeros(6);
  out.u16(1);  // data reference
  out.zeros(16);
  out.u16(static_cast<std::uint64_t>(track.width_px));
  out.u16(static_cast<std::uint64_t>(track.height_px));
  out.u32(0x480000);  // 72 dpi, as the standard prescribes
  out.u32(0x480000);
  out.u32(0);
  out.u16(1);     // frames per sample
  out.zeros(32);  // compressor's name
  out.u16(0x18);  // depth
  out.u16(0xffff);
  {
    const Box box(out, "avcC");
    out.text(track.configuration);
  }
  {
    const Box box(out, "colr");  // ISO/IEC 14496-12, 12.1.5; codes of ITU-T H.273
    constexpr int kBt709 = 1;
    out.text("nclx");
    out.u16(kBt709);
    out.u16(kBt709);
    out.u16(kBt709);
    out.u8(0);  // limited range
  }
  const Box box(out, "pasp");
  out.u32(1);
  out.u32(1);
}

// An MPEG-4 descriptor (ISO/IEC 14496-1): tag, then the length in one byte (all are short).
void descriptor(BoxBuilder& out, int tag, std::size_t length) {
  out.u8(static_cast<std::uint64_t>(tag));
  out.u8(length);
}

void sound_entry(BoxBuilder& out, const Mp4Track& track) {
  const Box mp4a(out, "mp4a");
  out.zeros(6);
  out.u16(1);
  out.zeros(8);
  out.u16(static_cast<std::uint64_t>(track.channels));
  out.u16(16);
  out.u32(0);
  out.u32(static_cast<std::uint64_t>(track.timescale) << 16);
  const Box esds(out, "esds");
  out.version_and_flags(0, 0);
  const std::size_t specific = track.configuration.size();
  descriptor(out, 3, 3 + 2 + 13 + 2 + specific + 2 + 1);  // elementary stream
  out.u16(0);
  out.u8(0);
  descriptor(out, 4, 13 + 2 + specific);  // decoder configuration
  out.u8(0x40);                           // MPEG-4 audio
  out.u8(0x15);                           // audio stream
  out.zeros(3);
  out.u32(track.bit_rate);
  out.u32(track.bit_rate);
  descriptor(out, 5, specific);
  out.text(track.configuration);
  descriptor(out, 6, 1);  // synchronisation layer
  out.u8(2);
}

void sample_times(BoxBuilder& out, const Mp4Track& track) {
  struct Run {
    std::uint32_t count;
    std::uint32_t duration;
  };
  std::vector<Run> runs;
  for (const Mp4Sample& sample : track.samples) {
    if (!runs.empty() && runs.back().duration == sample.duration_ticks)
      ++runs.back().count;
    else
      runs.push_back({1, sample.duration_ticks});
  }
  {
    const Box box(out, "stts");
    out.version_and_flags(0, 0);
    out.u32(runs.size());
    for (const Run& run : runs) {
      out.u32(run.count);
      out.u32(run.duration);
    }
  }
  if (track.start_ticks >= 0 || track.samples.empty()) return;
  const Box box(out, "ctts");
  out.version_and_flags(1, 0);
  out.u32(1);
  out.u32(track.samples.size());
  out.u32(static_cast<std::uint32_t>(static_cast<std::int32_t>(track.start_ticks)));
}

void key_samples(BoxBuilder& out, const Mp4Track& track) {
  const auto keys = std::count_if(track.samples.begin(), track.samples.end(),
                                  [](const Mp4Sample& sample) { return sample.key; });
  if (static_cast<std::size_t>(keys) == track.samples.size()) return;
  const Box box(out, "stss");
  out.version_and_flags(0, 0);
  out.u32(static_cast<std::uint64_t>(keys));
  for (std::size_t i = 0; i < track.samples.size(); ++i)
    if (track.samples[i].key) out.u32(i + 1);
}

void sample_places(BoxBuilder& out, const Mp4Track& track) {
  {
    const Box box(out, "stsz");
    out.version_and_flags(0, 0);
    out.u32(0);
    out.u32(track.samples.size());
    for (const Mp4Sample& sample : track.samples) out.u32(sample.size_bytes);
  }
  std::vector<std::size_t> run_begins;  // chunks where the number of samples changes
  for (std::size_t i = 0; i < track.samples_per_chunk.size(); ++i)
    if (i == 0 || track.samples_per_chunk[i] != track.samples_per_chunk[i - 1])
      run_begins.push_back(i);
  {
    const Box box(out, "stsc");
    out.version_and_flags(0, 0);
    out.u32(run_begins.size());
    for (const std::size_t chunk : run_begins) {
      out.u32(chunk + 1);
      out.u32(track.samples_per_chunk[chunk]);
      out.u32(1);
    }
  }
  const Box box(out, "co64");
  out.version_and_flags(0, 0);
  out.u32(track.chunk_offsets.size());
  for (const std::uint64_t offset : track.chunk_offsets) out.u64(offset);
}

void media_information(BoxBuilder& out, const Mp4Track& track) {
  const Box minf(out, "minf");
  if (track.kind == Mp4Track::Kind::kVideo) {
    const Box box(out, "vmhd");
    out.version_and_flags(0, 1);
    out.zeros(8);
  } else {
    const Box box(out, "smhd");
    out.version_and_flags(0, 0);
    out.zeros(4);
  }
  {
    const Box dinf(out, "dinf");
    const Box dref(out, "dref");
    out.version_and_flags(0, 0);
    out.u32(1);
    const Box url(out, "url ");
    out.version_and_flags(0, 1);  // in this file
  }
  const Box stbl(out, "stbl");
  {
    const Box stsd(out, "stsd");
    out.version_and_flags(0, 0);
    out.u32(1);
    if (track.kind == Mp4Track::Kind::kVideo)
      video_entry(out, track);
    else
      sound_entry(out, track);
  }
  sample_times(out, track);
  key_samples(out, track);
  sample_places(out, track);
}

}  // namespace

std::uint64_t Mp4Track::duration_ticks() const {
  std::uint64_t sum = 0;
  for (const Mp4Sample& sample : samples) sum += sample.duration_ticks;
  return sum;
}

std::string mp4_file_type() {
  BoxBuilder out;
  {
    const Box box(out, "ftyp");
    out.text("isom");
    out.u32(0x200);
    out.text("isomiso2avc1mp41");
  }
  return out.content();
}

std::string mp4_index(const std::vector<Mp4Track>& tracks) {
  const Movie movie{tracks.front().timescale};
  BoxBuilder out;
  {
    const Box moov(out, "moov");
    movie_header(out, movie, tracks);
    for (std::size_t i = 0; i < tracks.size(); ++i) {
      const Box trak(out, "trak");
      track_header(out, movie, tracks[i], i + 1);
      edit_list(out, movie, tracks[i]);
      const Box mdia(out, "mdia");
      media_header(out, tracks[i]);
      handler(out, tracks[i]);
      media_information(out, tracks[i]);
    }
  }
  return out.content();
}

}  // namespace securepose::media
