#include "stored_detections.h"

#include <fstream>
#include <utility>

#include "securepose/base/atomic_file.h"

namespace securepose::bench {

using check::HeadDetection;
using check::RawFaceDetection;

StoredDetections::StoredDetections(std::filesystem::path file)
    : file_(std::move(file)), networks_(check::network_detectors(inference::Precision::kF32, 0)) {
  std::ifstream stream(file_);
  base::FrameIndex frame = 0;
  std::size_t count = 0;
  while (stream >> frame >> count) {
    auto& faces = faces_[frame];
    faces.resize(count);
    for (RawFaceDetection& face : faces) {
      stream >> face.box_px.x1_px >> face.box_px.y1_px >> face.box_px.x2_px >> face.box_px.y2_px >>
          face.score >> face.centerface;
    }
  }
}

std::vector<RawFaceDetection> StoredDetections::faces(base::FrameIndex frame, const cv::Mat& rgb) {
  const auto known = faces_.find(frame);
  if (known != faces_.end()) return known->second;
  return faces_[frame] = networks_->faces(frame, rgb);
}

std::vector<RawFaceDetection> StoredDetections::faces_at(const cv::Mat& rgb,
                                                         const geometry::Box& place_px) {
  return networks_->faces_at(rgb, place_px);
}

std::optional<HeadDetection> StoredDetections::head(const cv::Mat& rgb,
                                                    const geometry::Box& place_px) {
  return networks_->head(rgb, place_px);
}

std::vector<observation::BodyShape> StoredDetections::bodies(const cv::Mat& rgb) {
  return networks_->bodies(rgb);
}

detection::FaceEmbedding StoredDetections::embedding(const cv::Mat& rgb,
                                                     const geometry::Box& face_px) {
  return networks_->embedding(rgb, face_px);
}

void StoredDetections::save() const {
  if (file_.empty()) return;
  std::string text;
  for (const auto& [frame, faces] : faces_) {
    text += std::to_string(frame) + ' ' + std::to_string(faces.size()) + '\n';
    for (const RawFaceDetection& face : faces) {
      for (const double value : {face.box_px.x1_px, face.box_px.y1_px, face.box_px.x2_px,
                                 face.box_px.y2_px, face.score}) {
        text += std::to_string(value) + ' ';
      }
      text += face.centerface ? "1\n" : "0\n";
    }
  }
  base::write_file_atomically(file_, text);
}

}  // namespace securepose::bench
