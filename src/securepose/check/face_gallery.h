#pragma once

#include <optional>
#include <vector>

#include "securepose/detection/face_descriptor.h"

namespace securepose::check {

/// The clear faces of a recording's original, each kind once: what an unsure one is compared with.
class FaceGallery {
 public:
  void add(detection::FaceEmbedding embedding);
  /// The likeness to the face that it resembles most, -1 to 1; nothing while the gallery is empty.
  std::optional<double> resemblance(const detection::FaceEmbedding& embedding) const;
  std::size_t size() const { return faces_.size(); }

 private:
  std::vector<detection::FaceEmbedding> faces_;
};

}  // namespace securepose::check
