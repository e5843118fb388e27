#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

#include "securepose/base/median.h"
#include "securepose/media/mp4_boxes.h"
#include "securepose/media/mp4_index.h"
#include "securepose/media/output_ticks.h"
#include "securepose/media/partial_file.h"
#include "securepose/media/refusal.h"
#include "securepose/media/segment_file.h"
#include "securepose/media/sound_track.h"
#include "securepose/media/video_writer.h"

namespace securepose::media {
namespace {

constexpr const char* kMakeAgain = "Delete it and run the same command again.";
constexpr double kChunk_s = 1;  // picture and sound alternate in the file at this pace

// Collects the pictures' sizes and times from all segments, without their data.
class VideoTrackBuilder {
 public:
  explicit VideoTrackBuilder(const VideoInfo& video) : video_(video) {}

  void add_segment(const std::filesystem::path& file) {
    SegmentFileReader reader(file);
    if (!header_) header_ = reader.header();
    if (reader.header() != *header_)
      refuse(file, "this piece belongs to another video", kMakeAgain);
    while (const auto picture = reader.next_facts()) {
      if (!pictures_.empty() && picture->pts_ticks <= pictures_.back().pts_ticks)
        refuse(file, "this piece does not follow the one before it", kMakeAgain);
      pictures_.push_back({picture->pts_ticks, picture->size_bytes, picture->key});
      last_duration_ticks_ = picture->duration_ticks;
    }
  }

  Mp4Track finish() const {
    if (pictures_.empty()) throw std::invalid_argument("no picture to put into a video");
    const OutputTicks ticks = output_ticks_for(video_.time_base, demands());
    Mp4Track track;
    track.timescale = ticks.timescale;
    track.start_ticks = ticks.from_source(pictures_.front().pts_ticks);
    std::int64_t time = track.start_ticks;
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
      const bool last = i + 1 == pictures_.size();
      // Where ticks get coarser, two pictures may fall on one: times still increase.
      const std::int64_t next =
          std::max(time + 1, ticks.from_source(last ? end_ticks() : pictures_[i + 1].pts_ticks));
      track.samples.push_back({pictures_[i].size_bytes, duration(next - time), pictures_[i].key});
      time = next;
    }
    track.configuration = header_->configuration;
    track.width_px = header_->width_px;
    track.height_px = header_->height_px;
    return track;
  }

 private:
  struct Picture {
    std::int64_t pts_ticks = 0;  ///< of the source
    std::uint32_t size_bytes = 0;
    bool key = false;
  };

  TickDemands demands() const {
    TickDemands demands{pictures_.front().pts_ticks, end_ticks() - pictures_.back().pts_ticks};
    for (std::size_t i = 1; i < pictures_.size(); ++i)
      demands.longest_interval =
          std::max(demands.longest_interval, pictures_[i].pts_ticks - pictures_[i - 1].pts_ticks);
    return demands;
  }

  // The last picture is shown as long as the source tells, unless that is far less than usual:
  // trimming on a phone leaves durations of one tick. Else as long as most others; else for one
  // nominal interval.
  std::int64_t end_ticks() const {
    constexpr double kAssumedFps = 25;
    const std::int64_t last = pictures_.back().pts_ticks;
    const std::int64_t usual = usual_interval_ticks();
    if (last_duration_ticks_ > 0 && 2 * last_duration_ticks_ >= usual)
      return last + last_duration_ticks_;
    if (usual > 0) return last + usual;
    const Rational& base = video_.time_base;
    const double ticks_per_s = static_cast<double>(base.den) / static_cast<double>(base.num);
    return last + std::llround(ticks_per_s / video_.nominal_fps.value_or(kAssumedFps));
  }

  // The median; 0 if there is one picture only.
  std::int64_t usual_interval_ticks() const {
    std::vector<std::int64_t> intervals;
    for (std::size_t i = 1; i < pictures_.size(); ++i)
      intervals.push_back(pictures_[i].pts_ticks - pictures_[i - 1].pts_ticks);
    if (intervals.empty()) return 0;
    return base::upper_median(std::move(intervals));
  }

  static std::uint32_t duration(std::int64_t ticks) {
    if (ticks > std::numeric_limits<std::uint32_t>::max())
      throw base::Error(base::ErrorKind::kInput,
                        "The video pauses for more than 49 days, which its times can't mean. Mend "
                        "them with the camera maker's program.");
    return static_cast<std::uint32_t>(ticks);
  }

  const VideoInfo& video_;
  std::optional<SegmentHeader> header_;
  std::vector<Picture> pictures_;
  std::int64_t last_duration_ticks_ = 0;
};

// The order in which chunks of the tracks follow each other in the file.
struct Chunk {
  std::size_t track = 0;
  std::size_t first_sample = 0;
  std::size_t samples = 0;
};

// Cuts the tracks into chunks of kChunk_s and orders them by time.
std::vector<Chunk> plan_chunks(const std::vector<Mp4Track>& tracks) {
  struct Position {
    std::size_t sample = 0;
    double time_s = 0;
  };
  std::vector<Position> positions(tracks.size());
  for (std::size_t t = 0; t < tracks.size(); ++t)
    positions[t].time_s = static_cast<double>(tracks[t].start_ticks) / tracks[t].timescale;
  std::vector<Chunk> chunks;
  for (;;) {
    std::optional<std::size_t> next;  // the track whose next sample is due first
    for (std::size_t t = 0; t < tracks.size(); ++t)
      if (positions[t].sample < tracks[t].samples.size() &&
          (!next || positions[t].time_s < positions[*next].time_s))
        next = t;
    if (!next) return chunks;
    const Mp4Track& track = tracks[*next];
    Position& position = positions[*next];
    Chunk chunk{*next, position.sample, 0};
    const double end_s = position.time_s + kChunk_s;
    do {
      position.time_s +=
          static_cast<double>(track.samples[position.sample].duration_ticks) / track.timescale;
      ++position.sample;
      ++chunk.samples;
    } while (position.sample < track.samples.size() && position.time_s < end_s);
    chunks.push_back(chunk);
  }
}

std::uint64_t size_of(const Mp4Track& track, const Chunk& chunk) {
  std::uint64_t size = 0;
  for (std::size_t i = 0; i < chunk.samples; ++i)
    size += track.samples[chunk.first_sample + i].size_bytes;
  return size;
}

void place_chunks(const std::vector<Chunk>& chunks, std::uint64_t offset,
                  std::vector<Mp4Track>& tracks) {
  for (Mp4Track& track : tracks) {
    track.chunk_offsets.clear();
    track.samples_per_chunk.clear();
  }
  for (const Chunk& chunk : chunks) {
    Mp4Track& track = tracks[chunk.track];
    track.chunk_offsets.push_back(offset);
    track.samples_per_chunk.push_back(static_cast<std::uint32_t>(chunk.samples));
    offset += size_of(track, chunk);
  }
}

// Everything before the coded data: what kind of file it is, the index, and the data box's start.
std::string file_head(const std::vector<Chunk>& chunks, std::vector<Mp4Track>& tracks) {
  std::uint64_t data_bytes = 0;
  for (const Chunk& chunk : chunks) data_bytes += size_of(tracks[chunk.track], chunk);
  constexpr std::size_t kDataBoxHead = 16;
  const std::string type = mp4_file_type();
  place_chunks(chunks, 0, tracks);  // the index is as long with any offsets
  place_chunks(chunks, type.size() + mp4_index(tracks).size() + kDataBoxHead, tracks);
  BoxBuilder data;
  data.u32(1);  // the size follows in 64 bits
  data.text("mdat");
  data.u64(kDataBoxHead + data_bytes);
  return type + mp4_index(tracks) + data.content();
}

// Hands out the pictures of all segments in order.
class PictureSource {
 public:
  explicit PictureSource(const std::vector<std::filesystem::path>& segments)
      : segments_(segments) {}

  std::string next() {
    for (;;) {
      if (!reader_) reader_.emplace(segments_.at(segment_++));
      if (auto picture = reader_->next()) return std::move(picture->data);
      reader_.reset();
    }
  }

 private:
  const std::vector<std::filesystem::path>& segments_;
  std::size_t segment_ = 0;
  std::optional<SegmentFileReader> reader_;
};

}  // namespace

void join_segments(const std::vector<std::filesystem::path>& segments, const VideoInfo& video,
                   const std::filesystem::path& source, AudioMode audio,
                   const std::filesystem::path& file) {
  VideoTrackBuilder builder(video);
  for (const std::filesystem::path& segment : segments) builder.add_segment(segment);
  std::vector<Mp4Track> tracks{builder.finish()};
  std::optional<SoundTrack> sound = recode_sound(source, audio);
  if (sound) tracks.push_back(sound->track);

  const std::vector<Chunk> chunks = plan_chunks(tracks);
  PartialFile out(file);
  out.write(file_head(chunks, tracks));
  PictureSource pictures(segments);
  for (const Chunk& chunk : chunks)
    for (std::size_t i = 0; i < chunk.samples; ++i)
      out.write(chunk.track == 0 ? pictures.next() : sound->blocks[chunk.first_sample + i]);
  out.publish();
}

}  // namespace securepose::media
