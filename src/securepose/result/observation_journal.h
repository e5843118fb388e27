#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "securepose/observation/observations.h"
#include "securepose/result/observation_codec.h"

namespace securepose::result {

/// What a journal says of its clip before the first frame.
struct JournalHead {
  /// Identifies input, program, networks and options; a journal with another key is of no use.
  std::string key;
  int width_px = 0;
  int height_px = 0;
  int upright_turn_deg = 0;
  std::vector<int> part_turns_deg;  ///< see media::Turns
};

/// Observations on disk, without pixels, so that an interrupted analysis goes on where it was and a
/// long clip needs no memory while it is analysed.
///
/// The file is a line that names the format and its version, followed by records: one letter, the
/// payload's size, the payload's SHA-256, the payload. 'H' is the head, each 'C' a chunk of frames,
/// 'E' the end. Each append is made durable; whatever a kill or a full disk leaves of a record is
/// cut off when the file is opened again.
class ObservationJournal {
 public:
  /// Begins an empty journal, replacing `file`.
  /// @throws base::Error(kEnvironment) if it can't be written.
  static ObservationJournal begin(const std::filesystem::path& file, const JournalHead& head);

  /// Goes on with `file`. Nothing if it is missing, of another version, damaged before its first
  /// chunk, or has another key.
  static std::optional<ObservationJournal> resume(const std::filesystem::path& file,
                                                  const std::string& key);

  /// A finished journal to be read, whatever its key.
  /// @throws base::Error(kInput) if `file` is no journal or was not finished.
  static ObservationJournal open_finished(const std::filesystem::path& file);

  /// All frames of a finished journal, whatever its key, for tools that measure what is made of
  /// observations. Older versions of the format are read, too.
  /// @throws base::Error(kInput) if `file` is no journal, was not finished, or was altered: a
  /// picture size, turn, frame number, time or kind that can't be.
  static observation::ClipObservations load_finished(const std::filesystem::path& file);

  ObservationJournal(ObservationJournal&& other) noexcept;
  ObservationJournal& operator=(ObservationJournal&&) = delete;
  ~ObservationJournal();

  const JournalHead& head() const { return head_; }
  /// Frames stored, all of whole chunks.
  base::FrameIndex frames() const { return frames_; }
  /// Position of the last stored frame that could be read, if any.
  std::optional<base::FrameIndex> last_readable() const { return last_readable_; }
  /// Whether the clip was analysed to its end.
  bool complete() const { return complete_; }
  /// What the reader noticed, each a sentence; known once complete.
  const std::vector<std::string>& notes() const { return notes_; }

  /// Stores the next frames durably.
  /// @throws base::Error(kEnvironment) if the disk is full; the journal is then as before.
  void append(std::span<const observation::FrameObservations> chunk);
  void finish(const std::vector<std::string>& notes);

  /// All stored frames.
  observation::ClipObservations load() const;

 private:
  ObservationJournal(std::filesystem::path file, int descriptor);
  /// @throws ByteReader::Malformed
  observation::ClipObservations read_frames() const;
  bool read_back(const std::optional<std::string>& key);
  void write_record(char kind, const std::string& payload);
  void write_raw(const std::string& bytes);
  void take_record(char kind, const std::string& payload);

  std::filesystem::path file_;
  int descriptor_ = -1;
  std::uint64_t good_bytes_ = 0;
  JournalHead head_;
  base::FrameIndex frames_ = 0;
  std::optional<base::FrameIndex> last_readable_;
  bool complete_ = false;
  int version_ = kObservationsVersion;  ///< of the format, see kObservationsVersion
  std::vector<std::string> notes_;
};

}  // namespace securepose::result
