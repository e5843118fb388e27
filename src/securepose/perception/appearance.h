#pragma once

#include <opencv2/core/mat.hpp>
#include <optional>
#include <vector>

#include "securepose/geometry/ellipse.h"
#include "securepose/observation/observations.h"
#include "securepose/pose/pose_landmarks.h"

namespace securepose::perception {

/// Colours of a person's clothing: a histogram of the trunk and one of the thighs, one after the
/// other, each of 28 bins (8 hues x 3 saturations of coloured pixels, 4 greys) that sum to 1.
/// Compare two of them part by part, for instance by Bhattacharyya's coefficient.
/// Empty if neither part lies in the picture.
std::vector<float> clothing_colours(const cv::Mat& rgb, const pose::PoseLandmarks& landmarks);

/// Mean colour of the part of an ellipse that lies in the picture; nothing if none does.
std::optional<observation::MeanColour> mean_colour(const cv::Mat& rgb,
                                                   const geometry::Ellipse& ellipse);

}  // namespace securepose::perception
