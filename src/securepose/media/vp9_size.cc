#include "securepose/media/vp9_size.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace securepose::media {
namespace {

class Bits {
 public:
  explicit Bits(std::string_view bytes) : bytes_(bytes) {}

  /// 0 beyond the end.
  unsigned read(int count) {
    unsigned value = 0;
    for (; count > 0; --count) {
      const std::size_t byte = at_ / 8;
      const unsigned bit =
          byte < bytes_.size()
              ? static_cast<unsigned>(static_cast<unsigned char>(bytes_[byte])) >> (7 - at_ % 8) & 1
              : 0;
      value = value << 1 | bit;
      ++at_;
    }
    return value;
  }
  bool flag() { return read(1) != 0; }
  bool beyond() const { return at_ > 8 * bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

constexpr unsigned kSyncCode = 0x498342;

// color_config() of 7.2.2.
void pass_colours(Bits& bits, unsigned profile) {
  constexpr unsigned kRgb = 7;
  if (profile >= 2) bits.read(1);  // ten or twelve bits
  if (bits.read(3) != kRgb) {
    bits.read(1);                                    // range
    if (profile == 1 || profile == 3) bits.read(3);  // subsampling
  } else if (profile == 1 || profile == 3) {
    bits.read(1);
  }
}

std::string frame_size(Bits& bits) {
  const unsigned width_px = bits.read(16) + 1;
  const unsigned height_px = bits.read(16) + 1;
  if (bits.beyond()) return {};
  return std::to_string(width_px) + "x" + std::to_string(height_px) + ";";
}

std::string size_of_frame(std::string_view frame) {
  Bits bits(frame);
  constexpr unsigned kFrameMarker = 2;
  if (bits.read(2) != kFrameMarker) return {};
  const unsigned low = bits.read(1);
  const unsigned profile = bits.read(1) << 1 | low;
  if (profile == 3) bits.read(1);
  if (bits.flag()) return {};  // shows an earlier frame
  const bool key = !bits.flag();
  const bool shown = bits.flag();
  const bool error_resilient = bits.flag();
  if (key) {
    if (bits.read(24) != kSyncCode) return {};
    pass_colours(bits, profile);
    return frame_size(bits);
  }
  const bool intra_only = !shown && bits.flag();
  if (!error_resilient) bits.read(2);  // reset of contexts
  if (intra_only) {
    if (bits.read(24) != kSyncCode) return {};
    if (profile > 0) pass_colours(bits, profile);
    bits.read(8);  // which references are refreshed
    return frame_size(bits);
  }
  bits.read(8);
  constexpr int kReferences = 3;
  for (int i = 0; i < kReferences; ++i) bits.read(3 + 1);  // number and sign
  for (int i = 0; i < kReferences; ++i)
    if (bits.flag()) return {};  // as large as that reference
  return frame_size(bits);
}

// Annex B: several frames may share a packet, with their sizes at its end.
std::vector<std::string_view> frames_of(std::string_view packet) {
  if (packet.empty()) return {};
  const auto last = static_cast<unsigned char>(packet.back());
  const std::size_t count = (last & 7) + 1;
  const std::size_t size_bytes = (last >> 3 & 3) + 1;
  const std::size_t index_bytes = 2 + size_bytes * count;
  if ((last & 0xe0) != 0xc0 || packet.size() < index_bytes ||
      packet[packet.size() - index_bytes] != packet.back())
    return {packet};
  std::vector<std::string_view> frames;
  std::size_t at = packet.size() - index_bytes + 1;
  std::string_view rest = packet.substr(0, packet.size() - index_bytes);
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t size = 0;
    for (std::size_t b = 0; b < size_bytes; ++b)
      size |= static_cast<std::size_t>(static_cast<unsigned char>(packet[at++])) << (8 * b);
    frames.push_back(rest.substr(0, size));
    rest.remove_prefix(frames.back().size());
  }
  return frames;
}

}  // namespace

std::string vp9_size(std::string_view packet) {
  std::string said;
  for (const std::string_view frame : frames_of(packet)) said += size_of_frame(frame);
  return said;
}

}  // namespace securepose::media
