#include "securepose/deidentification/check_eyes.h"

#include "securepose/deidentification/head_look.h"
#include "securepose/deidentification/independent_faces.h"
#include "securepose/detection/movenet_multipose.h"

namespace securepose::deidentification {
namespace {

class NetworkEyes final : public CheckEyes {
 public:
  explicit NetworkEyes(const inference::NetworkOptions& options)
      : faces_(options), head_(options), people_({}, options), descriptor_(options) {}

  std::vector<FaceSighting> faces(base::FrameIndex /*frame*/, const cv::Mat& rgb) override {
    return faces_.look(rgb);
  }
  std::vector<FaceSighting> faces_at(const cv::Mat& rgb, const geometry::Box& place_px) override {
    return faces_.look_at(rgb, place_px);
  }
  std::optional<HeadSighting> head(const cv::Mat& rgb, const geometry::Box& place_px) override {
    return head_.look(rgb, place_px);
  }
  std::vector<observation::BodyShape> bodies(const cv::Mat& rgb) override {
    std::vector<observation::BodyShape> found;
    for (const detection::PersonDetection& person : people_.detect(rgb)) found.emplace_back(person);
    return found;
  }
  detection::FaceLikeness likeness(const cv::Mat& rgb, const geometry::Box& face_px) override {
    return descriptor_.describe(rgb, face_px);
  }

 private:
  IndependentFaces faces_;
  HeadLook head_;
  detection::MoveNetMultiPose people_;
  detection::FaceDescriptor descriptor_;
};

}  // namespace

std::vector<std::string> check_networks() {
  return {"centerface", "blazeface-full-range", "movenet-multipose", "faceres"};
}

std::unique_ptr<CheckEyes> network_eyes(const inference::NetworkOptions& options) {
  return std::make_unique<NetworkEyes>(options);
}

}  // namespace securepose::deidentification
