#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "securepose/check/check_eyes.h"

namespace securepose::bench {

/// Eyes that look at each frame of one original only once: what the face detectors saw is kept in a
/// file, so that the check of many seeded versions of one clip costs little.
class StoredSightings final : public check::CheckEyes {
 public:
  /// @param file  read if it exists; empty: kept in memory only
  explicit StoredSightings(std::filesystem::path file);

  std::vector<check::FaceSighting> faces(base::FrameIndex frame, const cv::Mat& rgb) override;
  std::vector<check::FaceSighting> faces_at(const cv::Mat& rgb,
                                            const geometry::Box& place_px) override;
  std::optional<check::HeadSighting> head(const cv::Mat& rgb,
                                          const geometry::Box& place_px) override;
  std::vector<observation::BodyShape> bodies(const cv::Mat& rgb) override;
  detection::FaceLikeness likeness(const cv::Mat& rgb, const geometry::Box& face_px) override;

  void save() const;

 private:
  std::filesystem::path file_;
  std::map<base::FrameIndex, std::vector<check::FaceSighting>> faces_;
  std::unique_ptr<check::CheckEyes> networks_;
};

}  // namespace securepose::bench
