#include "securepose/result/observation_journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/base/sha256.h"
#include "securepose/result/observation_codec.h"

namespace securepose::result {
namespace {

/// Line of a version, of the same length for all.
std::string format_line(int version) {
  return "securepose observations, version " + std::to_string(version) + "\n";
}
constexpr int kOldestVersion = 1;
constexpr std::size_t kHashSize = 64;
constexpr std::size_t kRecordHeadSize = 1 + 8 + kHashSize;

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw base::Error::about_file(
      base::ErrorKind::kEnvironment, file,
      std::string("intermediate results can't be stored (") + std::strerror(errno) + ")",
      "Check that the folder can be written and that the disk has room, then run again to go on.");
}

std::string record_hash(char kind, const std::string& payload) {
  return base::sha256_hex(kind + payload);
}

struct Record {
  char kind = 0;
  std::string payload;
};

// The next record; nothing if it is not whole and unchanged.
std::optional<Record> read_record(std::istream& in, std::uint64_t bytes_left) {
  std::string head(kRecordHeadSize, '\0');
  if (bytes_left < head.size() || !in.read(head.data(), static_cast<std::streamsize>(head.size())))
    return std::nullopt;
  Record record{head[0], {}};
  ByteReader fields(std::string_view(head).substr(1));
  const auto size = fields.integer<std::uint64_t>();
  if (size > bytes_left - head.size()) return std::nullopt;
  record.payload.resize(size);
  if (!in.read(record.payload.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  if (head.substr(1 + 8) != record_hash(record.kind, record.payload)) return std::nullopt;
  return record;
}

/// A frame in which nothing was seen takes so many bytes: no chunk has more frames than fit in it.
constexpr std::size_t kSmallestFrame = 34;
/// No picture that can be opened is larger.
constexpr std::int32_t kLargestSide_px = 65535;

struct ChunkHead {
  base::FrameIndex first = 0;
  std::uint32_t count = 0;
  std::optional<base::FrameIndex> last_readable;
};

ChunkHead read_chunk_head(ByteReader& in) {
  ChunkHead head;
  head.first = in.integer<base::FrameIndex>();
  head.count = static_cast<std::uint32_t>(in.count(kSmallestFrame));
  const auto last_readable = in.integer<base::FrameIndex>();
  if (last_readable >= head.first + head.count) throw ByteReader::Malformed();
  if (last_readable >= 0) head.last_readable = last_readable;
  return head;
}

JournalHead read_head(ByteReader& in) {
  JournalHead head;
  head.key = in.text();
  head.width_px = in.integer<std::int32_t>();
  head.height_px = in.integer<std::int32_t>();
  head.upright_turn_deg = in.integer<std::int32_t>();
  const auto is_side = [](int side_px) { return side_px > 0 && side_px <= kLargestSide_px; };
  const int turn_deg = head.upright_turn_deg;
  if (!is_side(head.width_px) || !is_side(head.height_px) || turn_deg < 0 || turn_deg > 270 ||
      turn_deg % 90 != 0)
    throw ByteReader::Malformed();
  if (!in.at_end()) head.part_turns_deg.resize(in.count(sizeof(std::int32_t)));
  for (int& part_deg : head.part_turns_deg) {
    part_deg = in.integer<std::int32_t>();
    if (part_deg < 0 || part_deg > 270 || part_deg % 90 != 0) throw ByteReader::Malformed();
  }
  return head;
}

base::Error no_finished_analysis(const std::filesystem::path& file) {
  return base::Error::about_file(base::ErrorKind::kInput, file,
                                 "this is no journal of a finished analysis",
                                 "Choose the observations of a run that went to its end.");
}

}  // namespace

ObservationJournal::ObservationJournal(std::filesystem::path file, int descriptor)
    : file_(std::move(file)), descriptor_(descriptor) {
  if (descriptor_ < 0) fail(file_);
}

ObservationJournal::ObservationJournal(ObservationJournal&& other) noexcept
    : file_(std::move(other.file_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      good_bytes_(other.good_bytes_),
      head_(std::move(other.head_)),
      frames_(other.frames_),
      last_readable_(other.last_readable_),
      complete_(other.complete_),
      version_(other.version_),
      notes_(std::move(other.notes_)) {}

ObservationJournal::~ObservationJournal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

ObservationJournal ObservationJournal::begin(const std::filesystem::path& file,
                                             const JournalHead& head) {
  ObservationJournal journal(file,
                             ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  const std::string line = format_line(kObservationsVersion);
  journal.write_raw(line);
  journal.good_bytes_ = line.size();
  ByteWriter payload;
  payload.text(head.key);
  payload.integer<std::int32_t>(head.width_px);
  payload.integer<std::int32_t>(head.height_px);
  payload.integer<std::int32_t>(head.upright_turn_deg);
  if (!head.part_turns_deg.empty()) {
    payload.integer<std::uint32_t>(static_cast<std::uint32_t>(head.part_turns_deg.size()));
    for (const int turn_deg : head.part_turns_deg) payload.integer<std::int32_t>(turn_deg);
  }
  journal.write_record('H', payload.bytes());
  return journal;
}

std::optional<ObservationJournal> ObservationJournal::resume(const std::filesystem::path& file,
                                                             const std::string& key) {
  if (!std::filesystem::exists(file)) return std::nullopt;
  ObservationJournal journal(file, ::open(file.c_str(), O_WRONLY | O_CLOEXEC));
  // What an older version began is begun anew: its observations lack something.
  if (!journal.read_back(key) || journal.version_ != kObservationsVersion) return std::nullopt;
  const auto end = static_cast<off_t>(journal.good_bytes_);
  if (::ftruncate(journal.descriptor_, end) != 0 || ::lseek(journal.descriptor_, end, SEEK_SET) < 0)
    fail(file);
  return journal;
}

ObservationJournal ObservationJournal::open_finished(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) {
    ObservationJournal journal(file, ::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (journal.read_back(std::nullopt) && journal.complete()) return journal;
  }
  throw no_finished_analysis(file);
}

observation::ClipObservations ObservationJournal::load_finished(const std::filesystem::path& file) {
  return open_finished(file).load();
}

bool ObservationJournal::read_back(const std::optional<std::string>& key) {
  std::ifstream in(file_, std::ios::binary);
  const std::uint64_t total = std::filesystem::file_size(file_);
  const std::uint64_t first_record = format_line(kObservationsVersion).size();
  std::string line(first_record, '\0');
  if (!in.read(line.data(), static_cast<std::streamsize>(line.size()))) return false;
  version_ = kObservationsVersion;
  while (version_ >= kOldestVersion && line != format_line(version_)) --version_;
  if (version_ < kOldestVersion) return false;
  good_bytes_ = first_record;
  try {
    while (const auto record = read_record(in, total - good_bytes_)) {
      if ((record->kind == 'H') != (good_bytes_ == first_record)) break;
      take_record(record->kind, record->payload);
      good_bytes_ += kRecordHeadSize + record->payload.size();
      if (complete_ || (key && head_.key != *key)) break;
    }
  } catch (const ByteReader::Malformed&) {
    return false;  // whole by its hash, yet not ours
  }
  return good_bytes_ > first_record && (!key || head_.key == *key);
}

void ObservationJournal::take_record(char kind, const std::string& payload) {
  ByteReader in(payload);
  if (kind == 'H') {
    head_ = read_head(in);
  } else if (kind == 'C') {
    const ChunkHead chunk = read_chunk_head(in);
    if (chunk.first != frames_) throw ByteReader::Malformed();
    frames_ += chunk.count;
    if (chunk.last_readable) last_readable_ = chunk.last_readable;
  } else if (kind == 'E') {
    if (in.integer<base::FrameIndex>() != frames_) throw ByteReader::Malformed();
    notes_.resize(in.count(8));
    for (std::string& note : notes_) note = in.text();
    complete_ = true;
  } else {
    throw ByteReader::Malformed();
  }
}

void ObservationJournal::write_raw(const std::string& bytes) {
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(file_);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

void ObservationJournal::write_record(char kind, const std::string& payload) {
  ByteWriter size;
  size.integer<std::uint64_t>(payload.size());
  const std::string bytes = kind + size.bytes() + record_hash(kind, payload) + payload;
  try {
    write_raw(bytes);
    if (::fsync(descriptor_) != 0) fail(file_);
  } catch (const base::Error&) {
    // Half a record would be cut off at the next start; cutting it off now also frees the disk.
    const auto end = static_cast<off_t>(good_bytes_);
    if (::ftruncate(descriptor_, end) == 0) ::lseek(descriptor_, end, SEEK_SET);
    throw;
  }
  good_bytes_ += bytes.size();
  take_record(kind, payload);
}

void ObservationJournal::append(std::span<const observation::FrameObservations> chunk) {
  ByteWriter payload;
  payload.integer<base::FrameIndex>(frames_);
  payload.integer(static_cast<std::uint32_t>(chunk.size()));
  base::FrameIndex last_readable = -1;
  for (std::size_t i = 0; i < chunk.size(); ++i) {
    if (chunk[i].readable) last_readable = frames_ + static_cast<base::FrameIndex>(i);
  }
  payload.integer(last_readable);
  for (const auto& frame : chunk) encode_observations(frame, payload);
  write_record('C', payload.bytes());
}

void ObservationJournal::finish(const std::vector<std::string>& notes) {
  ByteWriter payload;
  payload.integer<base::FrameIndex>(frames_);
  payload.integer(static_cast<std::uint32_t>(notes.size()));
  for (const std::string& note : notes) payload.text(note);
  write_record('E', payload.bytes());
}

observation::ClipObservations ObservationJournal::load() const {
  try {
    return read_frames();
  } catch (const ByteReader::Malformed&) {
    if (complete_) throw no_finished_analysis(file_);
    throw base::Error::about_file(base::ErrorKind::kEnvironment, file_,
                                  "intermediate results were changed while they were in use",
                                  "Delete this file and run again.");
  }
}

observation::ClipObservations ObservationJournal::read_frames() const {
  observation::ClipObservations clip;
  clip.width_px = head_.width_px;
  clip.height_px = head_.height_px;
  clip.upright_turn_deg = head_.upright_turn_deg;
  clip.frames.reserve(static_cast<std::size_t>(frames_));
  std::ifstream in(file_, std::ios::binary);
  const std::size_t first_record = format_line(version_).size();
  in.seekg(static_cast<std::streamoff>(first_record));
  std::uint64_t left = good_bytes_ - first_record;
  while (left > 0) {
    const auto record = read_record(in, left);
    if (!record) throw ByteReader::Malformed();
    left -= kRecordHeadSize + record->payload.size();
    if (record->kind != 'C') continue;
    ByteReader payload(record->payload);
    const ChunkHead head = read_chunk_head(payload);
    for (std::uint32_t i = 0; i < head.count; ++i) {
      auto frame = decode_observations(payload, version_);
      // Everything that follows finds a frame by its number and takes times to go forward.
      const bool in_order = clip.frames.empty() || frame.time > clip.frames.back().time;
      if (frame.frame != static_cast<base::FrameIndex>(clip.frames.size()) || !in_order)
        throw ByteReader::Malformed();
      clip.frames.push_back(std::move(frame));
    }
    if (!payload.at_end()) throw ByteReader::Malformed();
  }
  return clip;
}

}  // namespace securepose::result
