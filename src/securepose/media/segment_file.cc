#include "securepose/media/segment_file.h"

#include <string_view>

#include "securepose/media/refusal.h"

namespace securepose::media {
namespace {

constexpr std::string_view kMagic = "SPSEG001";
constexpr char kPictureMark = 'P';
constexpr char kEndMark = 'E';

void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xff));
}

}  // namespace

SegmentFileWriter::SegmentFileWriter(const std::filesystem::path& file, const SegmentHeader& header)
    : out_(file) {
  std::string start(kMagic);
  put(start, static_cast<std::uint64_t>(header.width_px), 4);
  put(start, static_cast<std::uint64_t>(header.height_px), 4);
  put(start, static_cast<std::uint64_t>(header.time_base.num), 8);
  put(start, static_cast<std::uint64_t>(header.time_base.den), 8);
  put(start, header.configuration.size(), 4);
  out_.write(start);
  out_.write(header.configuration);
}

void SegmentFileWriter::add(const CodedPicture& picture) {
  std::string start(1, kPictureMark);
  put(start, picture.key ? 1 : 0, 1);
  put(start, static_cast<std::uint64_t>(picture.pts_ticks), 8);
  put(start, static_cast<std::uint64_t>(picture.duration_ticks), 8);
  put(start, picture.data.size(), 4);
  out_.write(start);
  out_.write(picture.data);
  ++pictures_;
}

void SegmentFileWriter::finish() {
  std::string end(1, kEndMark);
  put(end, static_cast<std::uint64_t>(pictures_), 8);
  out_.write(end);
  out_.publish();
}

SegmentFileReader::SegmentFileReader(const std::filesystem::path& file)
    : file_(file), in_(file, std::ios::binary) {
  std::error_code error;
  left_ = std::filesystem::file_size(file, error);
  if (!in_ || error || bytes(kMagic.size()) != kMagic) refuse_damaged();
  header_.width_px = static_cast<int>(number(4));
  header_.height_px = static_cast<int>(number(4));
  header_.time_base.num = static_cast<std::int64_t>(number(8));
  header_.time_base.den = static_cast<std::int64_t>(number(8));
  header_.configuration = bytes(number(4));
}

void SegmentFileReader::refuse_damaged() const {
  refuse(file_, "this piece of the finished video is missing or damaged",
         "Delete it and run the same command again.");
}

std::string SegmentFileReader::bytes(std::uint64_t count) {
  if (count > left_) refuse_damaged();
  std::string content(count, '\0');
  in_.read(content.data(), static_cast<std::streamsize>(count));
  if (static_cast<std::uint64_t>(in_.gcount()) != count) refuse_damaged();
  left_ -= count;
  return content;
}

void SegmentFileReader::pass_over(std::uint64_t count) {
  if (count > left_) refuse_damaged();
  in_.seekg(static_cast<std::streamoff>(count), std::ios::cur);
  left_ -= count;
}

std::uint64_t SegmentFileReader::number(int count) {
  const std::string content = bytes(static_cast<std::uint64_t>(count));
  std::uint64_t value = 0;
  for (int i = 0; i < count; ++i)
    value |=
        static_cast<std::uint64_t>(static_cast<unsigned char>(content[static_cast<std::size_t>(i)]))
        << (8 * i);
  return value;
}

std::optional<CodedPicture> SegmentFileReader::read(bool with_data) {
  const char mark = static_cast<char>(number(1));
  if (mark == kEndMark) {
    if (static_cast<std::int64_t>(number(8)) != pictures_ || left_ != 0) refuse_damaged();
    return std::nullopt;
  }
  if (mark != kPictureMark) refuse_damaged();
  CodedPicture picture;
  picture.key = number(1) != 0;
  picture.pts_ticks = static_cast<std::int64_t>(number(8));
  picture.duration_ticks = static_cast<std::int64_t>(number(8));
  picture.size_bytes = static_cast<std::uint32_t>(number(4));
  if (with_data)
    picture.data = bytes(picture.size_bytes);
  else
    pass_over(picture.size_bytes);
  ++pictures_;
  return picture;
}

}  // namespace securepose::media
