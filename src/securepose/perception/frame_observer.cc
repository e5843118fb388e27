#include "securepose/perception/frame_observer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <optional>
#include <utility>
#include <vector>

#include "securepose/detection/blazeface.h"
#include "securepose/detection/blazepose_detector.h"
#include "securepose/detection/camera_motion.h"
#include "securepose/detection/scene_change.h"
#include "securepose/geometry/ellipse.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/observation/head_evidence.h"
#include "securepose/observation/turned_frame.h"
#include "securepose/perception/appearance.h"
#include "securepose/perception/person_candidates.h"

namespace securepose::perception {
namespace {

using detection::FaceDetection;
using detection::FaceSource;
using pose::PoseLandmarks;

/// CenterFace gains nothing on clinic recordings beyond this and costs the square of it.
constexpr int kFullLongSide_px = 1920;
/// The second, cheap look: close and blurred faces show better in a small picture.
constexpr int kHalfLongSide_px = 640;
/// Half of CenterFace's published default: weaker detections (0.05) triple the false ones and add
/// no face that a body or its neighbours in time do not give on the development recordings.
constexpr double kWeakestFace = 0.1;
/// BlazePose's own word that there is a person (MediaPipe's default confidence).
constexpr double kPresence = 0.5;
/// BlazeFace looks at a head where CenterFace is less sure than this.
constexpr double kFaceClear = 0.5;
/// The head crop for BlazeFace, in head heights.
constexpr double kHeadCrop = 2.2;
/// Smaller heads say nothing to BlazeFace.
constexpr double kSmallestHead_px = 12;

/// Joins the faces of two looks: a face seen twice is kept once, the surer one. Best first.
std::vector<FaceDetection> join_faces(std::vector<FaceDetection> faces,
                                      const std::vector<FaceDetection>& more) {
  faces.insert(faces.end(), more.begin(), more.end());
  std::stable_sort(faces.begin(), faces.end(),
                   [](const auto& a, const auto& b) { return a.score > b.score; });
  std::vector<FaceDetection> kept;
  for (const FaceDetection& face : faces) {
    const bool seen = std::any_of(kept.begin(), kept.end(), [&](const FaceDetection& other) {
      return iou(face.box_px, other.box_px) > 0.4;
    });
    if (!seen) kept.push_back(face);
  }
  return kept;
}

/// The turned square around a head for BlazeFace.
std::optional<geometry::RotatedSquare> head_square(const observation::PersonObservation& person) {
  std::optional<observation::HeadEvidence> head;
  if (person.landmarks) head = observation::head_from_landmarks(*person.landmarks);
  if (!head && person.movenet) head = observation::head_from_movenet(*person.movenet);
  if (!head || head->height_px < kSmallestHead_px) return std::nullopt;
  const geometry::Point up = head->up.value_or(geometry::Point{0, -1});
  return geometry::RotatedSquare{head->center, kHeadCrop * head->height_px,
                                 std::atan2(up.x_px, -up.y_px) * 180 / std::numbers::pi};
}

}  // namespace

std::vector<std::string> perception_networks(const PerceptionOptions& options) {
  return {"centerface", "blazeface-full-range", "movenet-multipose", "blazepose-detector",
          pose::network_id(options.pose)};
}

FrameGlancer::FrameGlancer(inference::Precision face_precision)
    : centerface_({.min_score = kWeakestFace}, {.precision = face_precision}), movenet_({}, {}) {}

Glance FrameGlancer::look(const cv::Mat& upright) {
  const int long_side_px = std::max(upright.cols, upright.rows);
  Glance glance;
  glance.faces = centerface_.detect(upright, std::min(kFullLongSide_px, long_side_px),
                                    FaceSource::kCenterFaceFull);
  if (long_side_px > kHalfLongSide_px) {
    glance.faces =
        join_faces(std::move(glance.faces),
                   centerface_.detect(upright, kHalfLongSide_px, FaceSource::kCenterFaceHalf));
  }
  glance.people = movenet_.detect(upright);
  return glance;
}

class FrameObserver::Impl {
 public:
  explicit Impl(const PerceptionOptions& options)
      : blazeface_({}, {}), body_detector_({}, {}), landmarker_(options.pose, {}) {}

  observation::FrameObservations observe(const cv::Mat& rgb, int upright_turn_deg, Glance glance) {
    const cv::Mat upright = geometry::turned(rgb, upright_turn_deg);
    observation::FrameObservations seen;
    std::vector<FaceDetection> faces = std::move(glance.faces);
    find_people(upright, glance.people, faces, seen);
    look_at_heads(upright, seen, faces);
    for (const FaceDetection& face : faces) {
      const auto colour = mean_colour(upright, geometry::inscribed(face.box_px));
      seen.faces.push_back({face, colour.value_or(observation::MeanColour{128, 128, 128})});
    }
    observation::turn_back(seen, upright_turn_deg, rgb.cols, rgb.rows);
    seen.change = scene_change_.measure(rgb);
    seen.camera = camera_motion_.measure(rgb);
    return seen;
  }

  void reset() {
    previous_.clear();
    scene_change_ = {};
    camera_motion_ = {};
  }

 private:
  void find_people(const cv::Mat& rgb, const std::vector<detection::PersonDetection>& people,
                   const std::vector<FaceDetection>& faces, observation::FrameObservations& seen) {
    for (const PersonCandidate& candidate : person_candidates(people, previous_, faces)) {
      observation::PersonObservation person;
      person.box_px = candidate.box_px;
      person.score = candidate.score;
      person.movenet = candidate.movenet;
      person.landmarks = landmarks_of(rgb, candidate);
      if (!person.landmarks && !person.movenet) continue;
      if (person.landmarks && merged_with_known(person, seen)) continue;
      if (person.landmarks && !person.movenet) person.box_px = box_of(*person.landmarks);
      seen.people.push_back(std::move(person));
    }
    previous_.clear();
    for (auto& person : seen.people) {
      if (!person.landmarks) continue;
      previous_.push_back(*person.landmarks);
      person.appearance = clothing_colours(rgb, *person.landmarks);
    }
  }

  /// Looks where the candidate says, then where the person was before, then where BlazePose's own
  /// detector sees a body; the first square in which the network affirms a person decides.
  std::optional<PoseLandmarks> landmarks_of(const cv::Mat& rgb, const PersonCandidate& candidate) {
    for (const auto& square : {candidate.square, candidate.previous}) {
      if (!square) continue;
      PoseLandmarks landmarks = landmarker_.estimate(rgb, *square);
      if (landmarks.presence >= kPresence && belongs_to(landmarks, candidate)) return landmarks;
    }
    const auto bodies = body_detector_.detect(rgb, candidate.search);
    for (const detection::BodyCircle& body : bodies) {
      PoseLandmarks landmarks = landmarker_.estimate(rgb, body.landmark_square());
      if (landmarks.presence >= kPresence && belongs_to(landmarks, candidate)) return landmarks;
    }
    return std::nullopt;
  }

  /// Whether these landmarks are those of a person found already in this frame; what the new
  /// observation adds is kept there.
  static bool merged_with_known(const observation::PersonObservation& person,
                                observation::FrameObservations& seen) {
    for (auto& known : seen.people) {
      if (!known.landmarks || !same_person(*known.landmarks, *person.landmarks)) continue;
      if (known.landmarks->presence < person.landmarks->presence) {
        known.landmarks = person.landmarks;
      }
      if (!known.movenet && person.movenet) {
        known.movenet = person.movenet;
        known.box_px = person.box_px;
      }
      return true;
    }
    return false;
  }

  /// Colours of heads, and a closer look where no clear face was found.
  void look_at_heads(const cv::Mat& rgb, observation::FrameObservations& seen,
                     std::vector<FaceDetection>& faces) {
    std::vector<FaceDetection> closer;
    for (auto& person : seen.people) {
      const auto square = head_square(person);
      if (!square) continue;
      person.head_colour =
          mean_colour(rgb, {square->center, 0.4 * square->side_px / kHeadCrop,
                            0.45 * square->side_px / kHeadCrop, square->angle_deg});
      const double reach_px = 0.6 * square->side_px / kHeadCrop;
      const bool clear = std::any_of(faces.begin(), faces.end(), [&](const FaceDetection& face) {
        return face.score >= kFaceClear &&
               distance_px(face.box_px.center(), square->center) < reach_px;
      });
      if (clear) continue;
      const auto found = blazeface_.detect(rgb, *square);
      closer.insert(closer.end(), found.begin(), found.end());
    }
    // A different network's word is kept beside CenterFace's, not in its place.
    faces.insert(faces.end(), closer.begin(), closer.end());
  }

  detection::BlazeFace blazeface_;
  detection::BlazePoseDetector body_detector_;
  pose::BlazePoseLandmarker landmarker_;
  detection::SceneChangeMeter scene_change_;
  detection::CameraMotionMeter camera_motion_;
  std::vector<PoseLandmarks> previous_;
};

FrameObserver::FrameObserver(const PerceptionOptions& options)
    : impl_(std::make_unique<Impl>(options)) {}
FrameObserver::~FrameObserver() = default;

observation::FrameObservations FrameObserver::observe(const cv::Mat& rgb, int upright_turn_deg,
                                                      Glance glance) {
  return impl_->observe(rgb, upright_turn_deg, std::move(glance));
}

void FrameObserver::reset() { impl_->reset(); }

}  // namespace securepose::perception
