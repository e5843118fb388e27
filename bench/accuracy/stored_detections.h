#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "securepose/check/check_detectors.h"

namespace securepose::bench {

/// Eyes that look at each frame of one original only once: what the face detectors saw is kept in a
/// file, so that the check of many seeded versions of one clip costs little.
class StoredDetections final : public check::CheckDetectors {
 public:
  /// @param file  read if it exists; empty: kept in memory only
  explicit StoredDetections(std::filesystem::path file);

  std::vector<check::RawFaceDetection> faces(base::FrameIndex frame, const cv::Mat& rgb) override;
  std::vector<check::RawFaceDetection> faces_at(const cv::Mat& rgb,
                                                const geometry::Box& place_px) override;
  std::optional<check::HeadDetection> head(const cv::Mat& rgb,
                                           const geometry::Box& place_px) override;
  std::vector<observation::BodyShape> bodies(const cv::Mat& rgb) override;
  detection::FaceEmbedding embedding(const cv::Mat& rgb, const geometry::Box& face_px) override;

  void save() const;

 private:
  std::filesystem::path file_;
  std::map<base::FrameIndex, std::vector<check::RawFaceDetection>> faces_;
  std::unique_ptr<check::CheckDetectors> networks_;
};

}  // namespace securepose::bench
