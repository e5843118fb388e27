#include "securepose/media/segment_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"

namespace securepose::media {
namespace {

constexpr std::string_view kMagic = "SPSEG001";
constexpr char kPictureMark = 'P';
constexpr char kEndMark = 'E';

void put(std::ostream& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.put(static_cast<char>(value >> (8 * i) & 0xff));
}

// Makes the file with owner-only rights before a stream opens it by name.
void create_private(const std::filesystem::path& partial) {
  std::error_code ignored;
  std::filesystem::remove(partial, ignored);
  const int fd = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    throw base::Error::about_file(
        base::ErrorKind::kEnvironment, partial,
        std::string("could not be written (") + std::strerror(errno) + ")",
        "Check that the folder can be written and that the disk has room.");
  ::close(fd);
}

}  // namespace

SegmentFileWriter::SegmentFileWriter(const std::filesystem::path& file, const SegmentHeader& header)
    : file_(file), partial_(base::partial_name(file)) {
  create_private(partial_);
  out_.open(partial_, std::ios::binary);
  out_ << kMagic;
  put(out_, static_cast<std::uint64_t>(header.width_px), 4);
  put(out_, static_cast<std::uint64_t>(header.height_px), 4);
  put(out_, static_cast<std::uint64_t>(header.time_base.num), 8);
  put(out_, static_cast<std::uint64_t>(header.time_base.den), 8);
  put(out_, header.parameter_sets.size(), 4);
  out_ << header.parameter_sets;
  check();
}

SegmentFileWriter::~SegmentFileWriter() {
  if (finished_) return;
  out_.close();
  std::error_code ignored;
  std::filesystem::remove(partial_, ignored);
}

void SegmentFileWriter::check() const {
  if (!out_)
    throw base::Error::about_file(
        base::ErrorKind::kEnvironment, file_, "a piece of the video could not be written",
        "Check that the folder can be written and that the disk has room.");
}

void SegmentFileWriter::add(const CodedPicture& picture) {
  out_.put(kPictureMark);
  out_.put(picture.key ? 1 : 0);
  put(out_, static_cast<std::uint64_t>(picture.pts_ticks), 8);
  put(out_, static_cast<std::uint64_t>(picture.duration_ticks), 8);
  put(out_, picture.data.size(), 4);
  out_ << picture.data;
  check();
  ++pictures_;
}

void SegmentFileWriter::finish() {
  out_.put(kEndMark);
  put(out_, static_cast<std::uint64_t>(pictures_), 8);
  out_.close();
  check();
  base::publish_file(partial_, file_);
  finished_ = true;
}

SegmentFileReader::SegmentFileReader(const std::filesystem::path& file)
    : file_(file), in_(file, std::ios::binary) {
  std::error_code error;
  size_ = std::filesystem::file_size(file, error);
  if (!in_ || error || bytes(kMagic.size()) != kMagic) refuse();
  header_.width_px = static_cast<int>(number(4));
  header_.height_px = static_cast<int>(number(4));
  header_.time_base.num = static_cast<std::int64_t>(number(8));
  header_.time_base.den = static_cast<std::int64_t>(number(8));
  header_.parameter_sets = bytes(number(4));
}

void SegmentFileReader::refuse() const {
  throw base::Error::about_file(base::ErrorKind::kInput, file_,
                                "this piece of the finished video is missing or damaged",
                                "Delete it and run the same command again.");
}

std::uint64_t SegmentFileReader::number(int bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < bytes; ++i) {
    const int c = in_.get();
    if (c == std::ifstream::traits_type::eof()) refuse();
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(c)) << (8 * i);
  }
  return value;
}

std::string SegmentFileReader::bytes(std::uint64_t count) {
  if (count > size_) refuse();
  std::string content(count, '\0');
  in_.read(content.data(), static_cast<std::streamsize>(count));
  if (static_cast<std::uint64_t>(in_.gcount()) != count) refuse();
  return content;
}

std::optional<CodedPicture> SegmentFileReader::next() {
  const char mark = static_cast<char>(number(1));
  if (mark == kEndMark) {
    if (static_cast<std::int64_t>(number(8)) != pictures_) refuse();
    return std::nullopt;
  }
  if (mark != kPictureMark) refuse();
  CodedPicture picture;
  picture.key = number(1) != 0;
  picture.pts_ticks = static_cast<std::int64_t>(number(8));
  picture.duration_ticks = static_cast<std::int64_t>(number(8));
  picture.data = bytes(number(4));
  ++pictures_;
  return picture;
}

}  // namespace securepose::media
