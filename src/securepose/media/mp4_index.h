#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace securepose::media {

/// One coded picture or one block of coded sound in a track.
struct Mp4Sample {
  std::uint32_t size_bytes = 0;
  std::uint32_t duration_ticks = 0;  ///< up to the next sample of the track
  bool key = true;
};

/// One track of an MP4 file without B-frames: samples in the order of presentation.
struct Mp4Track {
  enum class Kind { kVideo, kSound };
  Kind kind = Kind::kVideo;
  std::uint32_t timescale = 1;   ///< ticks per second
  std::int64_t start_ticks = 0;  ///< presentation time of what is heard or seen first
  std::uint32_t skip_ticks = 0;  ///< sound only: run-in of the encoder, not to be heard
  std::vector<Mp4Sample> samples;
  /// Where each run of `samples_per_chunk[i]` samples begins in the file.
  std::vector<std::uint64_t> chunk_offsets;
  std::vector<std::uint32_t> samples_per_chunk;
  std::string configuration;  ///< content of avcC, or AAC's AudioSpecificConfig
  int width_px = 0;           ///< video: as shown
  int height_px = 0;
  int channels = 0;  ///< sound
  std::uint32_t bit_rate = 0;

  std::uint64_t duration_ticks() const;
};

/// The `ftyp` box: what kind of file this is.
std::string mp4_file_type();

/// The `moov` box for these tracks, first the video: tables of sizes, times, key pictures and
/// places, and nothing that is not required. No dates, names, or encoder's words. Times:
///  - a start later than 0 is an edit list with an empty first edit, in the movie timescale of the
///    video, so it is exact to the tick;
///  - a start before 0 is a negative composition offset, which edit lists can't express.
std::string mp4_index(const std::vector<Mp4Track>& tracks);

}  // namespace securepose::media
