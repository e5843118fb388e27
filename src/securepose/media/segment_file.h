#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "securepose/media/video_reader.h"

namespace securepose::media {

/// What holds for all pictures of a segment. Segments that are joined must agree on it.
struct SegmentHeader {
  int width_px = 0;   ///< of the coded picture, even
  int height_px = 0;  ///< of the coded picture, even
  Rational time_base;
  std::string parameter_sets;  ///< H.264 SPS and PPS with start codes
  friend bool operator==(const SegmentHeader&, const SegmentHeader&) = default;
};

/// One coded picture.
struct CodedPicture {
  std::int64_t pts_ticks = 0;
  std::int64_t duration_ticks = 0;  ///< 0 if unknown
  bool key = false;
  std::string data;  ///< H.264 with start codes
};

/// The format of a segment between runs: a header, coded pictures in order, and an end mark with
/// their number, all integers little-endian. Times are kept as they are, unlike in containers that
/// shift, round or refuse some of them. The file appears under its name when it is complete.
class SegmentFileWriter {
 public:
  /// @throws base::Error(kEnvironment) here and below if the disk is full or can't be written.
  SegmentFileWriter(const std::filesystem::path& file, const SegmentHeader& header);
  /// Removes the partial file if finish() was not reached.
  ~SegmentFileWriter();
  SegmentFileWriter(const SegmentFileWriter&) = delete;
  SegmentFileWriter& operator=(const SegmentFileWriter&) = delete;

  void add(const CodedPicture& picture);
  void finish();

 private:
  void check() const;

  std::filesystem::path file_;
  std::filesystem::path partial_;
  std::ofstream out_;
  std::int64_t pictures_ = 0;
  bool finished_ = false;
};

/// Reads a segment picture by picture.
class SegmentFileReader {
 public:
  /// @throws base::Error(kInput) here and in next() if the file is missing, no segment, or cut off.
  explicit SegmentFileReader(const std::filesystem::path& file);

  const SegmentHeader& header() const { return header_; }
  /// The next picture; nothing at the end mark.
  std::optional<CodedPicture> next();

 private:
  [[noreturn]] void refuse() const;
  std::uint64_t number(int bytes);
  std::string bytes(std::uint64_t count);

  std::filesystem::path file_;
  std::uint64_t size_ = 0;
  std::ifstream in_;
  SegmentHeader header_;
  std::int64_t pictures_ = 0;
};

}  // namespace securepose::media
