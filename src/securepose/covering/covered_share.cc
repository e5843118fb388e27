#include "securepose/covering/covered_share.h"

#include <algorithm>

namespace securepose::covering {

double share_covered(const geometry::Ellipse& ellipse, const std::vector<Region>& regions) {
  constexpr int kGrid = 12;
  int inside = 0;
  int covered = 0;
  const geometry::Box box = ellipse.bounds();
  for (int row = 0; row < kGrid; ++row) {
    for (int column = 0; column < kGrid; ++column) {
      const geometry::Point p{box.x1_px + (column + 0.5) / kGrid * box.width_px(),
                              box.y1_px + (row + 0.5) / kGrid * box.height_px()};
      if (!ellipse.contains(p)) continue;
      ++inside;
      if (std::any_of(regions.begin(), regions.end(),
                      [&](const Region& region) { return region.contains(p); })) {
        ++covered;
      }
    }
  }
  return inside == 0 ? 1 : static_cast<double>(covered) / inside;
}

}  // namespace securepose::covering
