#pragma once

#include <optional>
#include <vector>

#include "securepose/detection/face_detection.h"
#include "securepose/detection/person_detection.h"
#include "securepose/geometry/similarity.h"
#include "securepose/pose/pose_landmarks.h"

namespace securepose::perception {

/// A place in which a person may stand, before BlazePose looks there.
struct PersonCandidate {
  geometry::Box box_px;
  double score = 0;  ///< of the detector that proposed it
  std::optional<detection::PersonDetection> movenet;
  /// The face that proposed it, if nothing else did.
  std::optional<geometry::Box> face_px;
  /// Where the landmark network looks first; nothing if BlazePose's own detector must place it.
  std::optional<geometry::RotatedSquare> square;
  /// The same person's square in the frame before, if it is likely to fit still.
  std::optional<geometry::RotatedSquare> previous;
  /// Where BlazePose's own detector may look for head, shoulders and hips.
  geometry::RotatedSquare search;
};

/// Whether hips and legs show well enough for the box to place the landmark square: MoveNet's boxes
/// serve whole bodies well and upper bodies badly.
bool shows_whole_body(const detection::PersonDetection& person);

/// Collects candidates from all sources: MoveNet's people, people of the frame before, and faces
/// that belong to none of these.
/// @param previous  landmarks that were accepted in the frame before
std::vector<PersonCandidate> person_candidates(
    const std::vector<detection::PersonDetection>& movenet,
    const std::vector<pose::PoseLandmarks>& previous,
    const std::vector<detection::FaceDetection>& faces);

/// Whether landmarks belong to the person that a candidate stands for: near its MoveNet points or
/// its face. BlazePose looks at one person in its square and may choose a neighbour.
bool belongs_to(const pose::PoseLandmarks& landmarks, const PersonCandidate& candidate);

/// Whether two sets of landmarks are the same person's: head, shoulders and hips nearly coincide.
bool same_person(const pose::PoseLandmarks& a, const pose::PoseLandmarks& b);

/// The smallest box that holds the visible landmarks of head, trunk and limbs.
geometry::Box box_of(const pose::PoseLandmarks& landmarks);

}  // namespace securepose::perception
