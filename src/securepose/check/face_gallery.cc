#include "securepose/check/face_gallery.h"

#include <algorithm>
#include <utility>

namespace securepose::check {
namespace {

/// A face that resembles one of the gallery this much adds nothing; two pictures of one person
/// reach 0.84 on average.
constexpr double kKnown = 0.8;
/// More would only cost time; a ward with fifty people and their sides fits.
constexpr std::size_t kMost = 200;

}  // namespace

void FaceGallery::add(detection::FaceEmbedding embedding) {
  if (faces_.size() < kMost && resemblance(embedding).value_or(-1) < kKnown) {
    faces_.push_back(std::move(embedding));
  }
}

std::optional<double> FaceGallery::resemblance(const detection::FaceEmbedding& embedding) const {
  std::optional<double> best;
  for (const auto& face : faces_) {
    best = std::max(best.value_or(-1), detection::similarity(face, embedding));
  }
  return best;
}

}  // namespace securepose::check
