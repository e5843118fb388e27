#pragma once

#include <vector>

#include "securepose/covering/regions.h"

namespace securepose::covering {

/// Share of an ellipse that lies under regions, 0 to 1, from a grid of its points.
double share_covered(const geometry::Ellipse& ellipse, const std::vector<Region>& regions);

}  // namespace securepose::covering
