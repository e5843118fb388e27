#include "securepose/check/legible_faces.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "securepose/check/original_facts.h"

namespace securepose::check {
namespace {

/// A cover in which the picture varies over less than this share is one of colours only; where two
/// of different colours meet, a fifth of it varies.
constexpr double kPlainShare = 0.3;
/// From this resemblance to a clear face of the original on, a face is known: the likeness that
/// weak detections need (see open_faces.cc), far above the 0.36 of two people.
constexpr double kKnown = 0.65;
/// Places of two faces are the same if their boxes overlap so much.
constexpr double kSamePlaceIou = 0.1;

bool is_new(const SeenFace& face, const std::vector<SeenFace>& in_original, double diagonal_px) {
  return is_sure_face(face) &&
         std::none_of(in_original.begin(), in_original.end(), [&](const auto& was) {
           return iou(was.box_px, face.box_px) > kSamePlaceIou &&
                  (is_clear(was, diagonal_px) || is_unsure(was, diagonal_px));
         });
}

}  // namespace

void LegibleFaces::add(base::FrameIndex frame, const cv::Mat& finished,
                       const pairing::ChangedMask& mask, const std::vector<SeenFace>& in_original) {
  const double diagonal_px = std::hypot(finished.cols, finished.rows);
  std::vector<RawFaceDetection> detections;
  for (const geometry::Box& area : mask.areas()) {
    if (mask.legible_share(area) < kPlainShare) continue;
    const auto seen = detectors_.faces_at(finished, area);
    detections.insert(detections.end(), seen.begin(), seen.end());
  }
  for (const SeenFace& face : merge_detections(frame, detections)) {
    if (!is_clear(face, diagonal_px) || face.box_px.height_px() < kSmallestDescribed_px ||
        mask.share(geometry::inscribed(face.box_px)) < kOpenShare) {
      continue;
    }
    candidates_.push_back({{frame, face.box_px, std::max(face.centerface, face.blazeface)},
                           is_new(face, in_original, diagonal_px),
                           detectors_.embedding(finished, face.box_px)});
  }
}

std::vector<OpenFace> LegibleFaces::finish(const FaceGallery& gallery) const {
  std::vector<OpenFace> legible;
  for (const Candidate& candidate : candidates_) {
    if (candidate.new_here || gallery.resemblance(candidate.embedding).value_or(-1) >= kKnown) {
      legible.push_back(candidate.face);
    }
  }
  return legible;
}

}  // namespace securepose::check
