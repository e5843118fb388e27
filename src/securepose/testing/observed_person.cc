#include "securepose/testing/observed_person.h"

#include "securepose/testing/scene_walkers.h"

namespace securepose::testing {
namespace {

using geometry::Box;
using geometry::Point;
using pose::BlazePose;

constexpr std::array<BlazePose, 17> kCoco = {
    BlazePose::kNose,          BlazePose::kLeftEye,    BlazePose::kRightEye,
    BlazePose::kLeftEar,       BlazePose::kRightEar,   BlazePose::kLeftShoulder,
    BlazePose::kRightShoulder, BlazePose::kLeftElbow,  BlazePose::kRightElbow,
    BlazePose::kLeftWrist,     BlazePose::kRightWrist, BlazePose::kLeftHip,
    BlazePose::kRightHip,      BlazePose::kLeftKnee,   BlazePose::kRightKnee,
    BlazePose::kLeftAnkle,     BlazePose::kRightAnkle};

pose::PoseLandmarks landmarks_of(const StandingPerson& person) {
  pose::PoseLandmarks body;
  const auto points = body_points(WalkerState{});
  for (std::size_t k = 0; k < points.size(); ++k) {
    // Facing the camera, the person's left lies to the right in the picture.
    body.landmarks[k].point =
        person.feet + Point{points[k].left * person.height_px, -points[k].up * person.height_px};
    body.landmarks[k].visibility = 1;
    body.landmarks[k].presence = 1;
  }
  body.presence = person.presence;
  return body;
}

}  // namespace

observation::PersonObservation observed(const StandingPerson& person) {
  observation::PersonObservation seen;
  const double h = person.height_px;
  seen.box_px = {person.feet.x_px - 0.16 * h, person.feet.y_px - h, person.feet.x_px + 0.16 * h,
                 person.feet.y_px};
  seen.score = person.score;
  seen.landmarks = landmarks_of(person);
  detection::PersonDetection movenet;
  movenet.box_px = seen.box_px;
  movenet.score = person.score;
  for (std::size_t k = 0; k < kCoco.size(); ++k)
    movenet.keypoints[k] = {(*seen.landmarks)[kCoco[k]].point, 0.8};
  seen.movenet = movenet;
  seen.appearance.assign(2 * observation::kAppearancePartBins, 0.0F);
  seen.appearance[person.colour] = 1;
  seen.appearance[observation::kAppearancePartBins + person.colour] = 1;
  seen.head_colour = observation::MeanColour{120, 100, 90};
  return seen;
}

observation::FaceObservation observed_face(const StandingPerson& person, double score) {
  return observed_face(person.feet + Point{0, -0.93 * person.height_px}, 0.1 * person.height_px,
                       score);
}

observation::FaceObservation observed_face(Point center, double height_px, double score) {
  observation::FaceObservation face;
  face.detection.box_px = Box::around(center, 0.8 * height_px, height_px);
  face.detection.score = score;
  return face;
}

observation::ClipObservations empty_clip(std::size_t frames, double fps, int width_px,
                                         int height_px) {
  observation::ClipObservations clip;
  clip.width_px = width_px;
  clip.height_px = height_px;
  clip.frames.resize(frames);
  for (std::size_t k = 0; k < frames; ++k) {
    clip.frames[k].frame = static_cast<base::FrameIndex>(k);
    clip.frames[k].time = base::Timestamp::from_seconds(static_cast<double>(k) / fps);
    if (k > 0)
      clip.frames[k].change =
          detection::SceneChange{.histogram_distance = 0.02, .residual = 2, .shift_certainty = 0.9};
  }
  return clip;
}

}  // namespace securepose::testing
