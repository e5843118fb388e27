#pragma once

#include <opencv2/core/mat.hpp>

#include "securepose/geometry/ellipse.h"

namespace securepose::pairing {

/// True if of what shows at a place of the original, at the scales that tell a face (from a
/// fortieth to an eighth of its height), nothing is left in the finished picture: covered, or
/// blurred so strongly that only its colours remain. An open face keeps more than half of it
/// through any encoder that leaves it recognisable, and so does one behind a weak blur. Each half
/// of the place must have lost it. False where the original shows nothing at these scales, or is
/// smaller than 12 px.
/// @param original, finished  CV_8U, grey, of the same size
bool texture_is_lost(const cv::Mat& original, const cv::Mat& finished,
                     const geometry::Ellipse& place);

}  // namespace securepose::pairing
