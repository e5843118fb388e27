#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/geometry/similarity.h"

namespace securepose::inference {

/// Cuts a turned square out of a picture and scales it to `side_px`. What lies outside the picture
/// is black. Bilinear; a picture that shrinks to less than half is averaged first, so that fine
/// patterns do not turn into coarse ones.
/// @param rgb  CV_8UC3, not empty
/// @return CV_8UC3, side_px x side_px; a point p of the picture lies at
/// Similarity::crop_from_image(square, side_px)(p)
cv::Mat crop_square(const cv::Mat& rgb, const geometry::RotatedSquare& square, int side_px);

/// Scales a picture to an exact size: averaging when it shrinks, bilinear when it grows.
cv::Mat resize_picture(const cv::Mat& rgb, cv::Size size);

/// Bytes 0 to 255 become floats `low` to `high`, row by row with the channels together (NHWC).
void to_tensor_nhwc(const cv::Mat& rgb, float low, float high, std::vector<float>& tensor);

/// Bytes become floats 0 to 255, one channel after the other (NCHW).
void to_tensor_nchw(const cv::Mat& rgb, std::vector<float>& tensor);

}  // namespace securepose::inference
