#include "securepose/testing/head_scene.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace securepose::testing {
namespace {

using geometry::Box;
using geometry::Point;
using pose::BlazePose;

/// BlazePose's points of a head and trunk seen from the front (or from behind: left and right
/// change sides and the nose lies further away), in adult proportions.
pose::PoseLandmarks landmarks_at(Point head, double height_px, bool from_behind) {
  pose::PoseLandmarks result;
  result.presence = 0.99;
  const double side = from_behind ? -1 : 1;  // the person's left is the picture's right
  const auto put = [&](BlazePose which, double x, double y, double z_m) {
    auto& landmark = result.landmarks[static_cast<std::size_t>(which)];
    landmark.point = head + height_px * Point{side * x, y};
    landmark.visibility = 0.99;
    landmark.presence = 0.99;
    result.world[static_cast<std::size_t>(which)] = {side * x * 0.226, y * 0.226, side * z_m};
  };
  put(BlazePose::kNose, 0, 0.12, -0.12);
  put(BlazePose::kLeftEye, 0.14, 0, -0.1);
  put(BlazePose::kRightEye, -0.14, 0, -0.1);
  put(BlazePose::kLeftEar, 0.3075, 0.09, 0);
  put(BlazePose::kRightEar, -0.3075, 0.09, 0);
  put(BlazePose::kMouthLeft, 0.1, 0.292, -0.1);
  put(BlazePose::kMouthRight, -0.1, 0.292, -0.1);
  put(BlazePose::kLeftShoulder, 0.75, 1.05, 0);
  put(BlazePose::kRightShoulder, -0.75, 1.05, 0);
  put(BlazePose::kLeftHip, 0.45, 3.2, 0);
  put(BlazePose::kRightHip, -0.45, 3.2, 0);
  put(BlazePose::kLeftKnee, 0.45, 5.0, 0);
  put(BlazePose::kRightKnee, -0.45, 5.0, 0);
  put(BlazePose::kLeftAnkle, 0.45, 6.8, 0);
  put(BlazePose::kRightAnkle, -0.45, 6.8, 0);
  return result;
}

detection::FaceDetection face_at(const Box& box, double score) {
  detection::FaceDetection face;
  face.box_px = box;
  face.score = score;
  const Point center = box.center();
  const double height_px = box.height_px();
  face.points.right_eye = center + height_px * Point{-0.2, -0.15};
  face.points.left_eye = center + height_px * Point{0.2, -0.15};
  face.points.nose = center + height_px * Point{0, 0.05};
  face.points.mouth = center + height_px * Point{0, 0.25};
  return face;
}

}  // namespace

Box face_box(Point head, double height_px) {
  return Box::around(head + height_px * Point{0, 0.1}, 0.62 * height_px, height_px / 1.3);
}

Box face_truth(Point head, double height_px) {
  return Box::around(head + height_px * Point{0, 0.08}, 0.65 * height_px, 0.84 * height_px);
}

HeadScene::HeadScene(int width_px, int height_px, double fps, base::FrameIndex frames) {
  clip.width_px = width_px;
  clip.height_px = height_px;
  for (base::FrameIndex i = 0; i < frames; ++i) {
    observation::FrameObservations frame;
    frame.frame = i;
    frame.pts_ticks = i;
    frame.time = base::Timestamp::from_seconds(static_cast<double>(i) / fps);
    clip.frames.push_back(std::move(frame));
  }
}

double HeadScene::time_s(base::FrameIndex frame) const {
  return clip.frames.at(static_cast<std::size_t>(frame)).time.seconds();
}

base::PersonId HeadScene::add_person(const std::function<Point(double)>& head_center,
                                     double head_height_px,
                                     const std::function<Seen(base::FrameIndex)>& seen) {
  tracking::Person person;
  person.id = {static_cast<std::int64_t>(people.people.size()) + 1};
  person.certainty = 0.95;
  for (auto& frame : clip.frames) {
    const Seen what = seen(frame.frame);
    if (!what.face && !what.landmarks) continue;
    const Point head = head_center(frame.time.seconds());
    tracking::PersonSample sample;
    sample.frame = frame.frame;
    if (what.landmarks) {
      observation::PersonObservation observation;
      observation.box_px = Box::around(head + head_height_px * Point{0, 3.2}, 2 * head_height_px,
                                       7.5 * head_height_px);
      observation.score = 0.7;
      observation.landmarks = landmarks_at(head, head_height_px, what.from_behind);
      sample.person_index = frame.people.size();
      frame.people.push_back(std::move(observation));
    }
    if (what.face) {
      sample.face_indices.push_back(frame.faces.size());
      frame.faces.push_back({face_at(face_box(head, head_height_px), 0.9), {200, 150, 120}});
    }
    person.samples.push_back(std::move(sample));
  }
  people.people.push_back(std::move(person));
  return people.people.back().id;
}

tracking::PersonSample& HeadScene::sample_of(tracking::Person& person, base::FrameIndex frame) {
  auto at = std::lower_bound(
      person.samples.begin(), person.samples.end(), frame,
      [](const tracking::PersonSample& sample, base::FrameIndex f) { return sample.frame < f; });
  if (at == person.samples.end() || at->frame != frame) {
    tracking::PersonSample sample;
    sample.frame = frame;
    at = person.samples.insert(at, sample);
  }
  return *at;
}

void HeadScene::add_face(base::FrameIndex frame, const Box& box, double score,
                         std::optional<base::PersonId> owner) {
  auto& observed = clip.frames.at(static_cast<std::size_t>(frame));
  if (owner) {
    auto& person = people.people.at(static_cast<std::size_t>(owner->value - 1));
    sample_of(person, frame).face_indices.push_back(observed.faces.size());
  }
  observed.faces.push_back({face_at(box, score), {200, 150, 120}});
}

void HeadScene::make_unreadable(base::FrameIndex frame) {
  clip.frames.at(static_cast<std::size_t>(frame)).readable = false;
}

}  // namespace securepose::testing
