#include "securepose/media/movie_facts.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

#include "securepose/media/file_bytes.h"
#include "securepose/media/metadata_number.h"

namespace securepose::media {
namespace {

/// Longer ones hold something else than is looked for here.
constexpr std::uint64_t kMostItemBytes = 4096;
constexpr std::uint64_t kMostKeys = 4096;
constexpr std::uint64_t kMostEdits = 100'000;

/// The content of one box in the file.
struct Box {
  std::string type;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  std::uint64_t size() const { return end - begin; }
};

class MovieHeader {
 public:
  explicit MovieHeader(const std::filesystem::path& file) : bytes_(file) {}

  MovieFacts facts() {
    const auto movie = child({"", 0, bytes_.size()}, "moov");
    if (!movie) return {};
    const std::optional<Box> header = child(*movie, "mvhd");
    movie_ticks_ = header ? timescale(*header) : 0;
    read_metadata(*movie);
    if (const auto user_data = child(*movie, "udta")) read_metadata(*user_data);
    for (const Box& track : children(*movie))
      if (track.type == "trak") read_track(track);
    return std::move(facts_);
  }

 private:
  std::uint64_t number(std::uint64_t at, std::size_t bytes) {
    return big_endian(bytes_.read(at, bytes));
  }

  // ISO/IEC 14496-12, 4.2. Ends at the first box that can't be.
  std::vector<Box> children(const Box& parent) {
    std::vector<Box> all;
    for (std::uint64_t at = parent.begin; at + 8 <= parent.end;) {
      const std::string head = bytes_.read(at, 16);
      if (head.size() < 8) break;
      std::uint64_t size = big_endian(std::string_view(head).substr(0, 4));
      std::uint64_t head_size = 8;
      if (size == 1 && head.size() == 16) {
        size = big_endian(std::string_view(head).substr(8));
        head_size = 16;
      } else if (size == 0) {
        size = parent.end - at;
      }
      if (size < head_size || size > parent.end - at) break;
      all.push_back({head.substr(4, 4), at + head_size, at + size});
      at += size;
    }
    return all;
  }

  std::optional<Box> child(const Box& parent, std::string_view type) {
    for (const Box& box : children(parent))
      if (box.type == type) return box;
    return std::nullopt;
  }

  // Of mvhd and mdhd: behind version, flags and two dates.
  std::uint64_t timescale(const Box& header) {
    const bool wide = number(header.begin, 1) == 1;
    return number(header.begin + (wide ? 20 : 12), 4);
  }

  void read_track(const Box& box) {
    MovieTrack track;
    if (const auto header = child(box, "tkhd")) {
      const bool wide = number(header->begin, 1) == 1;
      track.id = static_cast<int>(number(header->begin + (wide ? 20 : 12), 4));
    }
    std::uint64_t media_ticks = 0;
    if (const auto media = child(box, "mdia")) {
      if (const auto header = child(*media, "mdhd")) media_ticks = timescale(*header);
      if (const auto handler = child(*media, "hdlr"))
        track.video = bytes_.read(handler->begin + 8, 4) == "vide";
    }
    if (const auto edits = child(box, "edts"))
      if (const auto list = child(*edits, "elst")) track.edits = read_edits(*list, media_ticks);
    read_metadata(box);
    facts_.tracks.push_back(std::move(track));
  }

  std::vector<MovieEdit> read_edits(const Box& list, std::uint64_t media_ticks) {
    std::vector<MovieEdit> edits;
    if (list.size() < 8 || movie_ticks_ == 0 || media_ticks == 0) return edits;
    const std::size_t field = number(list.begin, 1) == 1 ? 8 : 4;
    const std::uint64_t entry = 2 * field + 4;
    const std::uint64_t count =
        std::min({number(list.begin + 4, 4), (list.size() - 8) / entry, kMostEdits});
    constexpr double kFixedPoint = 65536;
    for (std::uint64_t i = 0; i < count; ++i) {
      const std::uint64_t at = list.begin + 8 + i * entry;
      const auto duration = static_cast<double>(number(at, field));
      const std::uint64_t media_time = number(at + field, field);
      const auto rate = static_cast<std::int32_t>(number(at + 2 * field, 4));
      const bool empty = media_time == (field == 8 ? std::numeric_limits<std::uint64_t>::max()
                                                   : std::numeric_limits<std::uint32_t>::max());
      if (empty) continue;
      edits.push_back({static_cast<double>(media_time) / static_cast<double>(media_ticks),
                       duration / static_cast<double>(movie_ticks_), rate / kFixedPoint});
    }
    return edits;
  }

  // QuickTime's metadata of keys and items. The box is a full one in MP4, a plain one in QuickTime
  // and on Android.
  void read_metadata(const Box& parent) {
    std::optional<Box> meta = child(parent, "meta");
    if (!meta || meta->size() < 8) return;
    if (bytes_.read(meta->begin + 4, 4) != "hdlr") meta->begin += 4;
    const auto keys = child(*meta, "keys");
    const auto items = child(*meta, "ilst");
    if (!keys || !items || facts_.capture_fps) return;
    const std::uint64_t index = index_of_capture_rate(*keys);
    if (index == 0) return;
    for (const Box& item : children(*items))
      if (big_endian(item.type) == index) read_capture_rate(item);
  }

  // From 1; 0 if it is not among them.
  std::uint64_t index_of_capture_rate(const Box& keys) {
    if (keys.size() < 8) return 0;
    const std::uint64_t count = std::min(number(keys.begin + 4, 4), kMostKeys);
    std::uint64_t at = keys.begin + 8;
    for (std::uint64_t index = 1; index <= count && at + 8 <= keys.end; ++index) {
      const std::uint64_t size = number(at, 4);
      if (size < 8 || size > keys.end - at) break;
      if (size <= kMostItemBytes &&
          bytes_.read(at + 8, static_cast<std::size_t>(size - 8)) == kCaptureRateKey)
        return index;
      at += size;
    }
    return 0;
  }

  void read_capture_rate(const Box& item) {
    const auto data = child(item, "data");
    if (!data || data->size() < 8) return;
    const auto type = static_cast<std::uint32_t>(number(data->begin, 4) & 0xffffff);
    const std::string value = bytes_.read(
        data->begin + 8, static_cast<std::size_t>(std::min(data->size() - 8, kMostItemBytes)));
    facts_.capture_fps = metadata_number(type, value);
    facts_.has_unreadable_capture_fps = !facts_.capture_fps;
  }

  FileBytes bytes_;
  std::uint64_t movie_ticks_ = 0;
  MovieFacts facts_;
};

}  // namespace

bool MovieTrack::is_retimed() const {
  constexpr double kLargestChange = 64;  // iPhones play 240 frames a second at an eighth
  constexpr double kRounding = 1e-3;     // 1/3 as a fixed-point number is not exact
  bool changed = false;
  for (const MovieEdit& edit : edits) {
    if (edit.rate < 0 || edit.rate > kLargestChange) return false;
    if (edit.rate == 0) continue;
    if (edit.rate < 1 / kLargestChange) return false;
    changed = changed || (edit.duration_s > 0 && std::abs(edit.rate - 1) > kRounding);
  }
  return changed;
}

bool MovieFacts::is_retimed() const {
  return std::any_of(tracks.begin(), tracks.end(),
                     [](const MovieTrack& track) { return track.video && track.is_retimed(); });
}

const MovieTrack* MovieFacts::track(int id) const {
  const auto found = std::find_if(tracks.begin(), tracks.end(),
                                  [id](const MovieTrack& track) { return track.id == id; });
  return found == tracks.end() ? nullptr : &*found;
}

MovieFacts read_movie_facts(const std::filesystem::path& file) { return MovieHeader(file).facts(); }

}  // namespace securepose::media
