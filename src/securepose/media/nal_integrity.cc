#include "securepose/media/nal_integrity.h"

#include <algorithm>

#include "securepose/media/nal_units.h"

namespace securepose::media {
namespace {

unsigned char byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

// Encoders in hardware pad units with a few zeros; a lost sector has 512 of them.
constexpr std::size_t kMaxPadding_bytes = 64;

// Two zeros are followed by a byte above 2, by a one (a start code: some muxers leave an end mark
// with one inside the last unit), or by more zeros that lead to a start code or to the end.
bool has_forbidden_bytes(std::string_view bytes, std::size_t max_padding_bytes) {
  constexpr std::string_view kTwoZeros("\0\0", 2);
  std::size_t at = bytes.find(kTwoZeros);
  while (at != std::string_view::npos) {
    const std::size_t end = bytes.find_first_not_of('\0', at);
    if (end == std::string_view::npos) return bytes.size() - at > max_padding_bytes;
    const bool start_code = byte_at(bytes, end) == 1;
    if (!start_code && (end - at > 2 || byte_at(bytes, end) == 2)) return true;
    at = bytes.find(kTwoZeros, end);
  }
  return false;
}

bool is_torn_length_prefixed(std::string_view packet, std::size_t length_bytes) {
  while (!packet.empty()) {
    if (packet.size() < length_bytes)
      return packet.find_first_not_of('\0') != std::string_view::npos;
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) length = length << 8 | byte_at(packet, i);
    packet.remove_prefix(length_bytes);
    if (length == 0 || length > packet.size()) return true;
    if (has_forbidden_bytes(packet.substr(0, length), kMaxPadding_bytes)) return true;
    packet.remove_prefix(length);
  }
  return false;
}

// ITU-T H.264 table 7-1 and H.265 table 7-1.
int type_of(std::string_view unit, NalFraming framing) {
  const unsigned char first = byte_at(unit, 0);
  return framing.hevc ? first >> 1 & 0x3f : first & 0x1f;
}

bool is_coded_slice(std::string_view unit, NalFraming framing) {
  const int type = type_of(unit, framing);
  return framing.hevc ? type < 32 : type >= 1 && type <= 5;
}

}  // namespace

NalFraming nal_framing(std::string_view configuration, bool hevc) {
  NalFraming framing;
  framing.checked = true;
  framing.hevc = hevc;
  const std::size_t length_at = hevc ? 21 : 4;  // ISO/IEC 14496-15, 8.3.3.1.2 and 5.3.3.1.2
  if (configuration.size() > length_at && byte_at(configuration, 0) == 1)
    framing.length_bytes = (byte_at(configuration, length_at) & 3) + 1;
  return framing;
}

bool is_torn(std::string_view packet, NalFraming framing) {
  if (!framing.checked) return false;
  if (framing.length_bytes > 0)
    return is_torn_length_prefixed(packet, static_cast<std::size_t>(framing.length_bytes));
  return has_forbidden_bytes(packet, packet.size());  // any number may follow a unit here
}

std::vector<std::string_view> nal_units_of(std::string_view packet, NalFraming framing) {
  if (framing.length_bytes == 0) return split_byte_stream(packet);
  const auto length_bytes = static_cast<std::size_t>(framing.length_bytes);
  std::vector<std::string_view> units;
  while (packet.size() > length_bytes) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < length_bytes; ++i) length = length << 8 | byte_at(packet, i);
    packet.remove_prefix(length_bytes);
    if (length > 0) units.push_back(packet.substr(0, length));
    packet.remove_prefix(std::min(length, packet.size()));
  }
  return units;
}

bool is_sequence_parameter_set(std::string_view unit, NalFraming framing) {
  return type_of(unit, framing) == (framing.hevc ? 33 : 7);
}

bool is_message(std::string_view unit, NalFraming framing) {
  return type_of(unit, framing) == (framing.hevc ? 39 : 6);
}

bool holds_picture(std::string_view packet, NalFraming framing) {
  if (!framing.checked) return true;
  const auto units = nal_units_of(packet, framing);
  return std::any_of(units.begin(), units.end(),
                     [&](std::string_view unit) { return is_coded_slice(unit, framing); });
}

}  // namespace securepose::media
