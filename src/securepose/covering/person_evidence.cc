#include "securepose/covering/person_evidence.h"

#include <algorithm>
#include <cstddef>

namespace securepose::covering {
namespace {

using observation::HeadEvidence;

/// A face further than this many head heights from where the body puts the head is no face of it.
constexpr double kFaceGate = 0.7;
/// A face box this many times larger or smaller than the body's head is no face of it.
constexpr double kFaceSizeGate = 2.2;
/// By so much the centre of a lone piece of evidence is less certain.
constexpr double kUnconfirmed = 2;
/// A face that no body point supports counts from this score on, see docs/deidentification.md.
constexpr double kUnsupportedFace = 0.30;

}  // namespace

std::vector<HeadEvidence> head_evidence(const observation::FrameObservations& frame,
                                        const tracking::PersonSample& sample) {
  std::vector<HeadEvidence> all;
  if (sample.person_index) {
    all = observation::heads_from_body(frame.people.at(*sample.person_index),
                                       sample.landmarks_trusted);
  }
  const std::size_t from_body = all.size();
  for (const std::size_t index : sample.face_indices) {
    const auto& face = frame.faces.at(index).detection;
    const HeadEvidence evidence = observation::head_from_face(face);
    const bool fits = std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(from_body),
                                  [&](const HeadEvidence& body) {
                                    const double ratio = evidence.height_px / body.height_px;
                                    return distance_px(evidence.center, body.center) <
                                               kFaceGate * body.height_px &&
                                           ratio < kFaceSizeGate && ratio > 1 / kFaceSizeGate;
                                  });
    if (fits || from_body == 0 || evidence.certainty >= kUnsupportedFace) all.push_back(evidence);
  }
  const bool clear_face =
      std::any_of(all.begin() + static_cast<std::ptrdiff_t>(from_body), all.end(),
                  [](const HeadEvidence& evidence) {
                    return evidence.certainty >= observation::kFullFaceCertainty;
                  });
  for (HeadEvidence& evidence : all) evidence.unplaced = evidence.unplaced && !clear_face;
  // What nothing else confirms is less certain than it claims: raised arms are taken for heads.
  if (all.size() == 1 && !(all[0].source == observation::HeadSource::kFace &&
                           all[0].certainty >= observation::kFullFaceCertainty)) {
    all[0].center_sigma_px *= kUnconfirmed;
  }
  return all;
}

}  // namespace securepose::covering
