#include "securepose/deidentification/open_faces.h"

#include <algorithm>
#include <cstddef>

namespace securepose::deidentification {
namespace {

/// One network alone is believed from here on, see docs/deidentification.md for the measurement.
constexpr double kClearCenterFace = 0.45;
constexpr double kClearBlazeFace = 0.85;
/// Two that agree are believed from here on; a bare chest reached 0.35 and 0.4.
constexpr double kAgreeingCenterFace = 0.3;
constexpr double kAgreeingBlazeFace = 0.5;
/// A large face counts only from these scores on.
constexpr double kLarge = 0.055;  // height by the picture's diagonal
constexpr double kLargeCenterFace = 0.6;
constexpr double kLargeBlazeFace = 0.9;
/// Boxes of one face by two networks overlap by at least this.
constexpr double kSameFaceIou = 0.25;

bool believed(const FaceSighting& sighting, double diagonal_px,
              const std::vector<FaceSighting>& all) {
  if (sighting.box_px.height_px() > kLarge * diagonal_px) {
    return sighting.score >= (sighting.centerface ? kLargeCenterFace : kLargeBlazeFace);
  }
  if (sighting.score >= (sighting.centerface ? kClearCenterFace : kClearBlazeFace)) return true;
  if (sighting.score < (sighting.centerface ? kAgreeingCenterFace : kAgreeingBlazeFace))
    return false;
  return std::any_of(all.begin(), all.end(), [&](const FaceSighting& other) {
    return other.centerface != sighting.centerface &&
           other.score >= (other.centerface ? kAgreeingCenterFace : kAgreeingBlazeFace) &&
           iou(other.box_px, sighting.box_px) >= kSameFaceIou;
  });
}

}  // namespace

std::vector<OpenFace> judge_open_faces(base::FrameIndex frame, double diagonal_px,
                                       const std::vector<FaceSighting>& open_sightings) {
  std::vector<FaceSighting> sorted = open_sightings;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  std::vector<OpenFace> faces;
  for (const FaceSighting& sighting : sorted) {
    const bool known = std::any_of(faces.begin(), faces.end(), [&](const OpenFace& face) {
      return iou(face.box_px, sighting.box_px) >= kSameFaceIou;
    });
    if (!known && believed(sighting, diagonal_px, sorted)) {
      faces.push_back({frame, sighting.box_px, sighting.score});
    }
  }
  return faces;
}

std::vector<OpenStretch> join_open_faces(const std::vector<OpenFace>& faces,
                                         base::FrameIndex longest_gap) {
  std::vector<OpenStretch> stretches;
  for (const OpenFace& face : faces) {
    auto follows = std::find_if(stretches.begin(), stretches.end(), [&](const OpenStretch& s) {
      const OpenFace& last = s.faces.back();
      return face.frame > s.last_frame && face.frame - s.last_frame <= longest_gap &&
             distance_px(last.box_px.center(), face.box_px.center()) <
                 std::max(last.box_px.height_px(), face.box_px.height_px());
    });
    if (follows == stretches.end()) {
      stretches.push_back({face.frame, face.frame, {face}});
    } else {
      follows->last_frame = face.frame;
      follows->faces.push_back(face);
    }
  }
  return stretches;
}

}  // namespace securepose::deidentification
