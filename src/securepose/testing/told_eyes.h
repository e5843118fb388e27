#pragma once

#include <functional>
#include <vector>

#include "securepose/check/check_eyes.h"

namespace securepose::testing {

/// Eyes for tests, which see what they are told.
class ToldEyes final : public check::CheckEyes {
 public:
  std::function<std::vector<check::FaceSighting>(base::FrameIndex)> faces_told;
  std::function<std::optional<check::HeadSighting>(const cv::Mat&, const geometry::Box&)> head_told;
  std::function<detection::FaceLikeness(const geometry::Box&)> likeness_told;
  std::function<std::vector<observation::BodyShape>()> bodies_told;
  std::function<std::vector<check::FaceSighting>(const geometry::Box&)> covered_faces_told;
  std::function<void(const cv::Mat&)> picture_shown;
  int looks_at_covers = 0;
  int looks_at_heads = 0;
  int looks_at_bodies = 0;

  std::vector<check::FaceSighting> faces(base::FrameIndex frame, const cv::Mat& rgb) override {
    if (picture_shown) picture_shown(rgb);
    return faces_told ? faces_told(frame) : std::vector<check::FaceSighting>{};
  }
  std::vector<check::FaceSighting> faces_at(const cv::Mat& /*rgb*/,
                                            const geometry::Box& place_px) override {
    ++looks_at_covers;
    return covered_faces_told ? covered_faces_told(place_px) : std::vector<check::FaceSighting>{};
  }
  std::optional<check::HeadSighting> head(const cv::Mat& rgb,
                                          const geometry::Box& place_px) override {
    ++looks_at_heads;
    return head_told ? head_told(rgb, place_px) : std::nullopt;
  }
  std::vector<observation::BodyShape> bodies(const cv::Mat& /*rgb*/) override {
    ++looks_at_bodies;
    return bodies_told ? bodies_told() : std::vector<observation::BodyShape>{};
  }
  detection::FaceLikeness likeness(const cv::Mat& /*rgb*/, const geometry::Box& face_px) override {
    return likeness_told ? likeness_told(face_px) : detection::FaceLikeness{};
  }
};

}  // namespace securepose::testing
