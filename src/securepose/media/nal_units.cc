#include "securepose/media/nal_units.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>

namespace securepose::media {
namespace {

// nal_unit_type, ITU-T H.264 table 7-1.
enum class NalType : std::uint8_t { kSlice = 1, kIdrSlice = 5, kSps = 7, kPps = 8 };

NalType type_of(std::string_view unit) {
  return static_cast<NalType>(static_cast<unsigned char>(unit.front()) & 0x1f);
}

void append_big_endian(std::string& out, std::size_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(value >> shift & 0xff));
}

}  // namespace

std::vector<std::string_view> split_byte_stream(std::string_view stream) {
  constexpr std::string_view kStart("\0\0\1", 3);
  std::vector<std::string_view> units;
  std::size_t begin = stream.find(kStart);
  while (begin != std::string_view::npos) {
    begin += kStart.size();
    const std::size_t next = stream.find(kStart, begin);
    std::string_view unit = stream.substr(begin, next - begin);
    // A NAL unit never ends with a zero byte; zeros before a start code belong to that.
    while (!unit.empty() && unit.back() == '\0') unit.remove_suffix(1);
    if (!unit.empty()) units.push_back(unit);
    begin = next;
  }
  return units;
}

std::string to_length_prefixed(std::string_view byte_stream) {
  std::string out;
  out.reserve(byte_stream.size() + 16);
  for (const std::string_view unit : split_byte_stream(byte_stream)) {
    if (type_of(unit) != NalType::kSlice && type_of(unit) != NalType::kIdrSlice) continue;
    append_big_endian(out, unit.size(), 4);
    out += unit;
  }
  return out;
}

std::string decoder_configuration(std::string_view parameter_sets) {
  std::optional<std::string_view> sps;
  std::optional<std::string_view> pps;
  for (const std::string_view unit : split_byte_stream(parameter_sets)) {
    if (type_of(unit) == NalType::kSps) {
      if (sps) throw std::invalid_argument("more than one sequence parameter set");
      sps = unit;
    } else if (type_of(unit) == NalType::kPps) {
      if (pps) throw std::invalid_argument("more than one picture parameter set");
      pps = unit;
    }
  }
  if (!sps || !pps || sps->size() < 4)
    throw std::invalid_argument("a parameter set of the H.264 stream is missing");
  std::string out;
  out.push_back(1);          // configurationVersion
  out += sps->substr(1, 3);  // profile, compatibility, level
  out.push_back('\xff');     // reserved bits, lengths of four bytes
  out.push_back('\xe1');     // reserved bits, one SPS
  append_big_endian(out, sps->size(), 2);
  out += *sps;
  out.push_back(1);  // one PPS
  append_big_endian(out, pps->size(), 2);
  out += *pps;
  constexpr unsigned char kHigh = 100;
  if (static_cast<unsigned char>((*sps)[1]) == kHigh)
    out.append("\xfd\xf8\xf8\x00", 4);  // 4:2:0, 8 bits luma and chroma, no SPS extension
  return out;
}

}  // namespace securepose::media
