#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace securepose::media {

/// The number that a metadata item of an MP4 or QuickTime file holds.
/// @param type  well-known type (QuickTime File Format, "Well-known types"): 0 and 1 text, 21 and
/// 65 to 67 and 74 signed, 22 and 75 to 78 unsigned, 23 and 24 real, each big-endian
/// @return nothing if the type is another one, or the bytes spell no finite number
std::optional<double> metadata_number(std::uint32_t type, std::string_view bytes);

/// The number that a text begins with: "240", "239.96 fps", "30000/1001".
std::optional<double> leading_number(std::string_view text);

}  // namespace securepose::media
