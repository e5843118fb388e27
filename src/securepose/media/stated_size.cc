#include "securepose/media/stated_size.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <string_view>

#include "securepose/media/file_bytes.h"

namespace securepose::media {
namespace {

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// ISO/IEC 14496-12, 4.2.
std::optional<std::uint64_t> size_of_boxes(FileBytes& file) {
  std::uint64_t at = 0;
  while (at < file.size()) {
    const std::string head = file.read(at, 16);
    if (head.size() < 8) return at + 8;
    std::uint64_t size = big_endian(std::string_view(head).substr(0, 4));
    if (size == 0) return std::nullopt;  // up to the end, wherever that is
    if (size == 1) {
      if (head.size() < 16) return at + 16;
      size = big_endian(std::string_view(head).substr(8));
    }
    if (size < 8 || at + size < at) return std::nullopt;
    at += size;
  }
  return at;
}

// A number of EBML (RFC 8794, 4): the zeros before the first one tell its length.
struct EbmlNumber {
  std::uint64_t value = 0;
  std::size_t length = 0;  ///< 0: there is none
  bool unknown = false;    ///< all ones
};

EbmlNumber ebml_number(std::string_view bytes) {
  if (bytes.empty() || bytes.front() == 0) return {};
  const auto first = static_cast<std::uint8_t>(bytes.front());
  EbmlNumber number;
  number.length = static_cast<std::size_t>(std::countl_zero(first)) + 1;
  if (bytes.size() < number.length) return {};
  const std::uint64_t mask = (std::uint64_t{1} << (7 * number.length)) - 1;
  number.value = big_endian(bytes.substr(0, number.length)) & mask;
  number.unknown = number.value == mask;
  return number;
}

std::optional<std::uint64_t> size_of_matroska(FileBytes& file) {
  constexpr std::size_t kIdLength = 4;
  const EbmlNumber header = ebml_number(file.read(kIdLength, 8));
  if (header.length == 0 || header.unknown) return std::nullopt;
  const std::uint64_t segment_at = kIdLength + header.length + header.value;
  const std::string segment = file.read(segment_at, kIdLength + 8);
  if (!segment.starts_with("\x18\x53\x80\x67")) return std::nullopt;
  const EbmlNumber size = ebml_number(std::string_view(segment).substr(kIdLength));
  if (size.length == 0 || size.unknown || size.value == 0) return std::nullopt;
  return segment_at + kIdLength + size.length + size.value;
}

std::optional<std::uint64_t> size_of_avi(std::string_view head) {
  const std::uint64_t size = little_endian(head.substr(4, 4));
  if (size == 0 || size == 0xffffffff) return std::nullopt;
  return size + 8;
}

// Advanced Systems Format, 3.2: the file properties object, its file size after GUID, object size
// and file id.
std::optional<std::uint64_t> size_of_asf(FileBytes& file) {
  constexpr std::string_view kFileProperties(
      "\xa1\xdc\xab\x8c\x47\xa9\xcf\x11\x8e\xe4\x00\xc0\x0c\x20\x53\x65", 16);
  constexpr std::size_t kToFileSize = 40;
  const std::string head = file.read(0, 65536);
  const std::size_t at = head.find(kFileProperties);
  if (at == std::string::npos || head.size() < at + kToFileSize + 8) return std::nullopt;
  const std::uint64_t size = little_endian(std::string_view(head).substr(at + kToFileSize, 8));
  if (size == 0) return std::nullopt;
  return size;
}

bool is_box_type(std::string_view type) {
  constexpr std::array<std::string_view, 6> kFirst = {"ftyp", "moov", "mdat",
                                                      "wide", "free", "skip"};
  return std::find(kFirst.begin(), kFirst.end(), type) != kFirst.end();
}

}  // namespace

std::optional<std::uint64_t> stated_size_bytes(const std::filesystem::path& file) {
  FileBytes bytes(file);
  const std::string head = bytes.read(0, 12);
  if (head.size() < 12) return std::nullopt;
  if (head.starts_with("\x1a\x45\xdf\xa3")) return size_of_matroska(bytes);
  if (head.starts_with("RIFF") && head.substr(8) == "AVI ") return size_of_avi(head);
  if (head.starts_with("\x30\x26\xb2\x75\x8e\x66\xcf\x11")) return size_of_asf(bytes);
  if (is_box_type(head.substr(4, 4))) return size_of_boxes(bytes);
  return std::nullopt;
}

}  // namespace securepose::media
