#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "securepose/media/partial_file.h"
#include "securepose/media/video_reader.h"

namespace securepose::media {

/// What holds for all pictures of a segment. Segments that are joined must agree on it.
struct SegmentHeader {
  int width_px = 0;   ///< of the coded picture, even
  int height_px = 0;  ///< of the coded picture, even
  Rational time_base;
  std::string configuration;  ///< H.264 decoder configuration record (ISO/IEC 14496-15)
  friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

/// One coded picture.
struct CodedPicture {
  std::int64_t pts_ticks = 0;
  std::int64_t duration_ticks = 0;  ///< 0 if unknown
  bool key = false;
  std::uint32_t size_bytes = 0;
  std::string data;  ///< H.264, each NAL unit after its length; `size_bytes` long or left out
};

/// The format of a segment between runs: a header, coded pictures in order, and an end mark with
/// their number, all integers little-endian. Times are kept as they are, unlike in containers that
/// shift, round or refuse some of them. The file appears under its name when it is complete.
class SegmentFileWriter {
 public:
  /// @throws base::Error(kEnvironment) here and below if the disk is full or can't be written.
  SegmentFileWriter(const std::filesystem::path& file, const SegmentHeader& header);

  void add(const CodedPicture& picture);
  void finish();

 private:
  PartialFile out_;
  std::int64_t pictures_ = 0;
};

/// Reads a segment picture by picture.
class SegmentFileReader {
 public:
  /// @throws base::Error(kInput) here and below if the file is missing, no segment, or cut off.
  explicit SegmentFileReader(const std::filesystem::path& file);

  const SegmentHeader& header() const { return header_; }
  /// The next picture; nothing at the end mark.
  std::optional<CodedPicture> next() { return read(true); }
  /// The same without its data.
  std::optional<CodedPicture> next_facts() { return read(false); }

 private:
  std::optional<CodedPicture> read(bool with_data);
  [[noreturn]] void refuse_damaged() const;
  std::uint64_t number(int bytes);
  std::string bytes(std::uint64_t count);
  void pass_over(std::uint64_t count);

  std::filesystem::path file_;
  std::ifstream in_;
  std::uint64_t left_ = 0;  ///< bytes not read yet
  SegmentHeader header_;
  std::int64_t pictures_ = 0;
};

}  // namespace securepose::media
