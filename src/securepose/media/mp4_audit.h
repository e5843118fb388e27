#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace securepose::media {

/// What the box structure of an MP4 or QuickTime file holds.
struct Mp4Boxes {
  /// Paths of boxes that a plain video or sound track does not need ("moov/udta"), in file order.
  std::vector<std::string> superfluous;
  std::uint64_t media_bytes = 0;  ///< content of all `mdat` boxes
};

/// Walks the boxes (ISO/IEC 14496-12) of a file without interpreting them. Bytes that form no box
/// are listed as "bytes that form no box".
/// @throws base::Error(kInput) if the file can't be read
Mp4Boxes walk_mp4_boxes(const std::filesystem::path& file);

}  // namespace securepose::media
