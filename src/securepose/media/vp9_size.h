#pragma once

#include <string>
#include <string_view>

namespace securepose::media {

/// The sizes that the frames of a VP9 packet state in their headers (VP9 Bitstream Specification,
/// 6.2 and 7.2), as text; empty if none states one, because all take that of an earlier frame.
std::string vp9_size(std::string_view packet);

}  // namespace securepose::media
