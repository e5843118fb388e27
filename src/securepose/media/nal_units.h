#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace securepose::media {

/// The NAL units of an H.264 byte stream (ITU-T H.264, annex B), without start codes and without
/// the zero bytes between them. Views into `stream`.
std::vector<std::string_view> split_byte_stream(std::string_view stream);

/// A coded picture as MP4 stores it (ISO/IEC 14496-15): its NAL units, each after its length in
/// four bytes. Only coded slices are kept: no supplemental information (where encoders leave
/// their name and settings), no parameter sets (they are in the decoder configuration), no filler.
std::string to_length_prefixed(std::string_view byte_stream);

/// The decoder configuration record (the content of an `avcC` box) from parameter sets in a byte
/// stream.
/// @throws std::invalid_argument unless there is exactly one SPS and one PPS
std::string decoder_configuration(std::string_view parameter_sets);

}  // namespace securepose::media
