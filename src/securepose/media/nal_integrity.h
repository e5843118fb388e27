#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace securepose::media {

/// How a container frames the NAL units of H.264 and HEVC.
struct NalFraming {
  bool checked = false;  ///< false: another codec, nothing can be said
  bool hevc = false;
  int length_bytes = 0;  ///< size of the length before each unit (MP4, Matroska); 0: start codes
};

/// Reads the framing from a stream's codec configuration (`avcC` or `hvcC`, or nothing).
/// @param hevc  true for HEVC, false for H.264
NalFraming nal_framing(std::string_view configuration, bool hevc);

/// The units of a packet, as far as it is whole. Views into `packet`.
std::vector<std::string_view> nal_units_of(std::string_view packet, NalFraming framing);

/// Kinds of units (ITU-T H.264, table 7-1; H.265, table 7-1).
bool is_sequence_parameter_set(std::string_view unit, NalFraming framing);
/// Supplemental enhancement information, before the picture that it speaks of.
bool is_message(std::string_view unit, NalFraming framing);

/// True if a packet holds bytes that no intact H.264 or HEVC packet can hold: a unit that is empty,
/// reaches beyond the packet or ends with many zeros, or inside a unit the bytes 0 0 0 (without a
/// start code after them) or 0 0 2, which encoders escape (ITU-T H.264, 7.4.1). Finds sectors read
/// as zeros and lost pieces, which the decoders mostly take for pictures.
bool is_torn(std::string_view packet, NalFraming framing);

/// False if an intact packet holds parameter sets, marks or comments only, so that no picture is
/// lost if the decoder has nothing to give for it.
bool holds_picture(std::string_view packet, NalFraming framing);

}  // namespace securepose::media
