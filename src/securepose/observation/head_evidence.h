#pragma once

#include <optional>
#include <vector>

#include "securepose/detection/face_detection.h"
#include "securepose/detection/person_detection.h"
#include "securepose/geometry/point.h"
#include "securepose/observation/observations.h"
#include "securepose/pose/pose_landmarks.h"

namespace securepose::observation {

/// From this certainty on a face detection counts fully.
inline constexpr double kFullFaceCertainty = 0.6;

enum class HeadSource {
  kFace,       ///< a face detector's box
  kLandmarks,  ///< BlazePose's or MoveNet's points of the head
  kBody,       ///< shoulders or the person's box only: the head is hidden or turned
};

/// Where one piece of evidence puts a head, in one frame. The head is measured from vertex to chin.
struct HeadEvidence {
  HeadSource source = HeadSource::kBody;
  geometry::Point center;
  double center_sigma_px = 0;
  double height_px = 0;
  double height_sigma_px = 0;
  /// Unit vector from chin to vertex in the picture; nothing if it can't be told.
  std::optional<geometry::Point> up;
  /// Width of the head as it is turned, by its height; nothing if it can't be told.
  std::optional<double> width_by_height;
  double certainty = 0;  ///< 0 to 1, that there is a head at all
  /// The points of the body contradict each other: the head may lie anywhere about the shoulders.
  bool unplaced = false;
};

/// How sure a face detection is, 0 to 1, on CenterFace's scale: scores of different networks are
/// not comparable, but their published defaults are where each is about as sure as the other.
double face_certainty(const detection::FaceDetection& face);

/// From a face box of CenterFace or BlazeFace.
HeadEvidence head_from_face(const detection::FaceDetection& face);

/// From BlazePose's points; nothing if they can't place a head.
std::optional<HeadEvidence> head_from_landmarks(const pose::PoseLandmarks& landmarks);

/// From MoveNet's points; nothing if neither the head's nor both shoulders' points were seen.
std::optional<HeadEvidence> head_from_movenet(const detection::PersonDetection& person);

/// What the points of a body say. Landmarks that put the head into the shoulders, where MoveNet
/// does not see it, count little, and the shoulders say where it would be.
std::vector<HeadEvidence> heads_from_body(const PersonObservation& person, bool landmarks_trusted);

}  // namespace securepose::observation
