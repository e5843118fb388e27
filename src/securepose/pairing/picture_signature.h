#pragma once

#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>

namespace securepose::pairing {

/// A small grey copy of a picture, brought to a mean of 128 and a spread of 40, so that another
/// encoding, exposure or range of values hardly matters. CV_8U; empty if the picture shows nothing.
cv::Mat signature_of(const cv::Mat& rgb, cv::Size size_px);

/// How far two signatures of one size are apart: the mean difference, each at most kFarthestApart,
/// so that a covered part counts no more than any other change. kFarthestApart / 2 if one shows
/// nothing. The same picture encoded anew gives 1 or 2, with covers up to 6, two pictures that have
/// nothing to do with each other 20 and more.
double apart(const cv::Mat& a, const cv::Mat& b);

inline constexpr double kFarthestApart = 32;

/// From here on two pictures are not the same one.
inline constexpr double kNotTheSame = 14;

}  // namespace securepose::pairing
