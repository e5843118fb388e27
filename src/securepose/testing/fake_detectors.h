#pragma once

#include <functional>
#include <vector>

#include "securepose/check/check_detectors.h"

namespace securepose::testing {

/// Detectors for tests, which see what they are told.
class FakeDetectors final : public check::CheckDetectors {
 public:
  std::function<std::vector<check::RawFaceDetection>(base::FrameIndex)> faces_told;
  std::function<std::optional<check::HeadDetection>(const cv::Mat&, const geometry::Box&)>
      head_told;
  std::function<detection::FaceEmbedding(const geometry::Box&)> embedding_told;
  std::function<std::vector<observation::BodyShape>()> bodies_told;
  std::function<std::vector<check::RawFaceDetection>(const geometry::Box&)> covered_faces_told;
  std::function<void(const cv::Mat&)> picture_shown;
  int looks_at_covers = 0;
  int looks_at_heads = 0;
  int looks_at_bodies = 0;

  std::vector<check::RawFaceDetection> faces(base::FrameIndex frame, const cv::Mat& rgb) override {
    if (picture_shown) picture_shown(rgb);
    return faces_told ? faces_told(frame) : std::vector<check::RawFaceDetection>{};
  }
  std::vector<check::RawFaceDetection> faces_at(const cv::Mat& /*rgb*/,
                                                const geometry::Box& place_px) override {
    ++looks_at_covers;
    return covered_faces_told ? covered_faces_told(place_px)
                              : std::vector<check::RawFaceDetection>{};
  }
  std::optional<check::HeadDetection> head(const cv::Mat& rgb,
                                           const geometry::Box& place_px) override {
    ++looks_at_heads;
    return head_told ? head_told(rgb, place_px) : std::nullopt;
  }
  std::vector<observation::BodyShape> bodies(const cv::Mat& /*rgb*/) override {
    ++looks_at_bodies;
    return bodies_told ? bodies_told() : std::vector<observation::BodyShape>{};
  }
  detection::FaceEmbedding embedding(const cv::Mat& /*rgb*/,
                                     const geometry::Box& face_px) override {
    return embedding_told ? embedding_told(face_px) : detection::FaceEmbedding{};
  }
};

}  // namespace securepose::testing
