#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace securepose::media {

/// Clockwise turns (0, 90, 180 or 270 degrees) beyond what a video's metadata ask for.
struct Turns {
  Turns(int all_turned_deg = 0,
        std::vector<int> parts_turned_deg = {})  // NOLINT: mostly one number
      : all_deg(all_turned_deg), part_deg(std::move(parts_turned_deg)) {}

  int all_deg = 0;  ///< of the whole video, for a recording that lies on its side
  /// Of single parts (VideoFrame::part) before that, for a recording whose parts lie differently;
  /// parts beyond the list are not turned.
  std::vector<int> part_deg;

  int of_part(int part) const {
    const auto at = static_cast<std::size_t>(part);
    return at < part_deg.size() ? part_deg[at] : 0;
  }
  friend bool operator==(const Turns&, const Turns&) = default;
};

}  // namespace securepose::media
