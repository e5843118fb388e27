#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

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
  explicit VideoTrackBuilder(const VideoInfo& video)
      : ticks_(output_ticks_for(video.time_base)), nominal_fps_(video.nominal_fps) {
    track_.timescale = ticks_.timescale;
  }

  void add_segment(const std::filesystem::path& file) {
    SegmentFileReader reader(file);
    if (!header_) header_ = reader.header();
    if (reader.header() != *header_)
      refuse(file, "this piece belongs to another video", kMakeAgain);
    while (const auto picture = reader.next_facts()) add(file, *picture);
  }

  Mp4Track finish() {
    if (!last_pts_) throw std::invalid_argument("no picture to put into a video");
    set_last_duration(last_duration());
    track_.configuration = header_->configuration;
    track_.width_px = header_->width_px;
    track_.height_px = header_->height_px;
    return std::move(track_);
  }

 private:
  void add(const std::filesystem::path& file, const CodedPicture& picture) {
    const std::int64_t pts = ticks_.from_source(picture.pts_ticks);
    if (!last_pts_) {
      track_.start_ticks = pts;
    } else if (picture.pts_ticks <= last_source_pts_) {
      refuse(file, "this piece does not follow the one before it", kMakeAgain);
    } else {
      set_last_duration(pts - *last_pts_);
    }
    track_.samples.push_back({picture.size_bytes, 0, picture.key});
    last_pts_ = pts;
    last_source_pts_ = picture.pts_ticks;
    last_source_duration_ = picture.duration_ticks;
  }

  void set_last_duration(std::int64_t duration) {
    if (duration < 0 || duration > std::numeric_limits<std::uint32_t>::max())
      throw std::invalid_argument("a picture is shown for longer than MP4 can tell");
    track_.samples.back().duration_ticks = static_cast<std::uint32_t>(duration);
  }

  // As the source tells; else as long as the picture before it; else one nominal interval.
  std::int64_t last_duration() const {
    constexpr double kAssumedFps = 25;
    if (last_source_duration_ > 0) return ticks_.from_source(last_source_duration_);
    const std::size_t count = track_.samples.size();
    if (count > 1) return track_.samples[count - 2].duration_ticks;
    return static_cast<std::int64_t>(ticks_.timescale / nominal_fps_.value_or(kAssumedFps));
  }

  OutputTicks ticks_;
  std::optional<double> nominal_fps_;
  std::optional<SegmentHeader> header_;
  Mp4Track track_;
  std::optional<std::int64_t> last_pts_;
  std::int64_t last_source_pts_ = 0;
  std::int64_t last_source_duration_ = 0;
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
