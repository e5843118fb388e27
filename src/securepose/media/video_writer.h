#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "securepose/media/video_reader.h"

namespace securepose::media {

struct EncodeOptions {
  int crf = 18;     ///< H.264 constant rate factor
  int threads = 0;  ///< 0: as many as there are cores
};

/// Width or height of the coded picture for that of a source: 4:2:0 needs even sides, so an odd one
/// grows by a row or column that repeats the last.
constexpr int coded_side_px(int side_px) { return side_px + side_px % 2; }

/// Encodes a run of frames as one closed piece of H.264 (no B-frames, first frame a key frame), so
/// that a finished video can be put together from pieces, and one piece be made again alone.
/// The piece is a file of its own at `file` once finish() returns; until then only a partial file
/// with owner-only rights exists.
class SegmentWriter {
 public:
  /// @param video  the source: size and time base of all that is written
  SegmentWriter(const std::filesystem::path& file, const VideoInfo& video,
                const EncodeOptions& options);
  ~SegmentWriter();
  SegmentWriter(const SegmentWriter&) = delete;
  SegmentWriter& operator=(const SegmentWriter&) = delete;

  /// @param frame  `rgb` and `pts_ticks` are written; times must strictly increase
  void write(const VideoFrame& frame);
  void finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// What becomes of the sound. Voices identify people; the default is none.
enum class AudioMode { kNone, kKeep, kDisguise };

/// Joins pieces, in order, into one MP4 without re-encoding: faststart, BT.709 tagged, the frames'
/// presentation times exactly those of the pieces, nothing but video (and sound if asked for), no
/// tag but what MP4 requires. `file` appears only when it is complete.
/// @param source  the original, whose sound is re-encoded if `audio` asks for it
void join_segments(const std::vector<std::filesystem::path>& segments, const VideoInfo& video,
                   const std::filesystem::path& source, AudioMode audio,
                   const std::filesystem::path& file);

}  // namespace securepose::media
