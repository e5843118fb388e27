#pragma once

#include <cstddef>
#include <future>
#include <memory>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/detection/face_descriptor.h"
#include "securepose/geometry/box.h"
#include "securepose/inference/precision.h"
#include "securepose/observation/body_shape.h"

namespace securepose::check {

/// A face as the check sees it in one picture.
struct RawFaceDetection {
  geometry::Box box_px;
  double score = 0;        ///< 0 to 1, the network's own
  bool centerface = true;  ///< false: BlazeFace
};

/// A person's head, seen from any side.
struct HeadDetection {
  geometry::Point center;
  double size_px = 0;  ///< height, vertex to chin, roughly
  double score = 0;    ///< 0 to 1
};

/// What the check sees with: networks in the program, fakes in tests.
class CheckDetectors {
 public:
  CheckDetectors() = default;
  CheckDetectors(const CheckDetectors&) = delete;
  CheckDetectors& operator=(const CheckDetectors&) = delete;
  virtual ~CheckDetectors() = default;

  /// All that may be a face in a picture, down to scores far below the published thresholds.
  virtual std::vector<RawFaceDetection> faces(base::FrameIndex frame, const cv::Mat& rgb) = 0;

  /// Begins such a look, while others are still on their way.
  virtual std::future<std::vector<RawFaceDetection>> begin_faces(base::FrameIndex frame,
                                                                 const cv::Mat& rgb) {
    std::promise<std::vector<RawFaceDetection>> seen;
    seen.set_value(faces(frame, rgb));
    return seen.get_future();
  }
  /// So many looks are best begun before the first of them is waited for.
  virtual std::size_t looks_ahead() const { return 0; }

  /// All that may be a face at a place of a picture and right around it.
  virtual std::vector<RawFaceDetection> faces_at(const cv::Mat& rgb,
                                                 const geometry::Box& place_px) = 0;

  /// The person's head at a place of about the size of a head, if one is there.
  virtual std::optional<HeadDetection> head(const cv::Mat& rgb, const geometry::Box& place_px) = 0;

  /// The people in a picture, as far as their heads and bodies are seen.
  virtual std::vector<observation::BodyShape> bodies(const cv::Mat& rgb) = 0;

  /// What a face looks like.
  virtual detection::FaceEmbedding embedding(const cv::Mat& rgb, const geometry::Box& face_px) = 0;
};

/// The networks that the check loads, as in models/manifest.toml.
std::vector<std::string> check_networks();

/// Networks at scales and with crops that took no part in placing the regions.
/// @param face_precision  of CenterFace; all others compute in 32 bits
/// @param threads  pictures that are looked at side by side, each on one core; 0: as many as there
/// are cores
std::unique_ptr<CheckDetectors> network_detectors(inference::Precision face_precision, int threads);

}  // namespace securepose::check
