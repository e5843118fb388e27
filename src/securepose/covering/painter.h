#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <opencv2/core/mat.hpp>
#include <optional>

#include "securepose/base/ids.h"
#include "securepose/covering/regions.h"

namespace securepose::covering {

enum class FillKind { kSoft, kSolid, kPixelate, kBlur };

struct Fill {
  FillKind kind = FillKind::kSoft;
  /// Red, green, blue of kSolid.
  std::array<std::uint8_t, 3> colour{0, 0, 0};
};

/// Covers regions on the decoded picture at full resolution.
class Painter {
 public:
  /// @param track_colours  red, green, blue per person for kSoft, which is kept from black and
  /// white; a person or a face without an entry gets mid grey
  Painter(Fill fill, std::map<base::PersonId, std::array<std::uint8_t, 3>> track_colours);

  /// Paints one frame's regions into `rgb` (CV_8UC3, red first), in place. Nothing of the picture
  /// inside a region survives kSoft and kSolid; the edge is feathered outward only.
  void paint(const FrameRegions& regions, cv::Mat& rgb) const;

 private:
  Fill fill_;
  std::map<base::PersonId, std::array<std::uint8_t, 3>> track_colours_;
};

}  // namespace securepose::covering
