#include "securepose/check/check_detectors.h"

#include <algorithm>

#include "securepose/base/workers.h"
#include "securepose/check/head_look.h"
#include "securepose/check/independent_faces.h"
#include "securepose/detection/movenet_multipose.h"
#include "securepose/inference/processor.h"

namespace securepose::check {
namespace {

/// Each holds a network's working memory for a picture.
constexpr int kMostSideBySide = 4;

class NetworkDetectors final : public CheckDetectors {
 public:
  NetworkDetectors(inference::Precision face_precision, int threads)
      : threads_(std::min(kMostSideBySide, threads > 0 ? threads : inference::usable_cores())),
        faces_(face_precision),
        head_({}),
        people_({}, {}),
        descriptor_({}),
        side_by_side_(threads_, [face_precision] {
          return std::make_unique<IndependentFaces>(face_precision);
        }) {}

  std::vector<RawFaceDetection> faces(base::FrameIndex /*frame*/, const cv::Mat& rgb) override {
    return faces_.look(rgb);
  }
  std::future<std::vector<RawFaceDetection>> begin_faces(base::FrameIndex /*frame*/,
                                                         const cv::Mat& rgb) override {
    return side_by_side_.submit([rgb](IndependentFaces& faces) { return faces.look(rgb); });
  }
  // One for each thread to work on, and one that waits for it.
  std::size_t looks_ahead() const override { return 2 * static_cast<std::size_t>(threads_); }
  std::vector<RawFaceDetection> faces_at(const cv::Mat& rgb,
                                         const geometry::Box& place_px) override {
    return faces_.look_at(rgb, place_px);
  }
  std::optional<HeadDetection> head(const cv::Mat& rgb, const geometry::Box& place_px) override {
    return head_.look(rgb, place_px);
  }
  std::vector<observation::BodyShape> bodies(const cv::Mat& rgb) override {
    std::vector<observation::BodyShape> found;
    for (const detection::PersonDetection& person : people_.detect(rgb)) found.emplace_back(person);
    return found;
  }
  detection::FaceEmbedding embedding(const cv::Mat& rgb, const geometry::Box& face_px) override {
    return descriptor_.describe(rgb, face_px);
  }

 private:
  int threads_;
  IndependentFaces faces_;
  HeadLook head_;
  detection::MoveNetMultiPose people_;
  detection::FaceDescriptor descriptor_;
  base::Workers<IndependentFaces> side_by_side_;
};

}  // namespace

std::vector<std::string> check_networks() {
  return {"centerface", "blazeface-full-range", "movenet-multipose", "faceres"};
}

std::unique_ptr<CheckDetectors> network_detectors(inference::Precision face_precision,
                                                  int threads) {
  return std::make_unique<NetworkDetectors>(face_precision, threads);
}

}  // namespace securepose::check
