#pragma once

#include <optional>
#include <vector>

#include "securepose/tracking/face_surroundings.h"

namespace securepose::tracking {

/// How much speaks for a person, 0 to 1, from all that was seen of each body: BlazePose's presence,
/// the detector's score, faces at its head and its own movement. Nothing for those to be dropped:
/// what stands still, was hardly ever confirmed by landmarks and showed no face is a false
/// positive, and so is what is seen for moments in the place of one.
std::vector<std::optional<double>> person_certainties(const std::vector<Chain>& bodies,
                                                      const DetectionTable& table,
                                                      const ClipFaces& faces,
                                                      const TrackingOptions& options);

/// The same for a face without a body: nothing unless it was clear once, or seen often enough where
/// no other body explains it. Which detections are covered although nobody is known there is
/// decided in deidentification.
std::optional<double> lone_face_certainty(const Chain& face, FaceSurroundings surroundings,
                                          const DetectionTable& table, const ClipFaces& faces,
                                          const FaceOptions& options);

}  // namespace securepose::tracking
