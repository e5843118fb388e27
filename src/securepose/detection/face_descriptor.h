#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/geometry/box.h"
#include "securepose/inference/network.h"

namespace securepose::detection {

/// What a face looks like, as 1024 numbers of length one. Compared within one recording only and
/// never written to a file: it identifies people.
struct FaceEmbedding {
  std::vector<float> numbers;
};

/// Cosine of two descriptors: about 0.84 for two pictures of one person, 0.36 for two people
/// (docs/decisions/0003-networks.md). 0 if either is empty.
double similarity(const FaceEmbedding& a, const FaceEmbedding& b);

/// FaceRes (Savchenko 2021, arXiv 2103.17107).
class FaceDescriptor {
 public:
  explicit FaceDescriptor(const inference::NetworkOptions& network_options);

  /// Describes the square around a face detector's box; what lies outside the picture is black.
  /// @param rgb  CV_8UC3, red first
  FaceEmbedding describe(const cv::Mat& rgb, const geometry::Box& face_px);

 private:
  inference::Network network_;
  std::vector<float> tensor_;
};

}  // namespace securepose::detection
