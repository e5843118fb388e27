#include "securepose/observation/turned_frame.h"

#include "securepose/geometry/quarter_turn.h"

namespace securepose::observation {
namespace {

using geometry::Point;
using geometry::RecordedFromTurned;

void turn_back(detection::FacePoints& points, const RecordedFromTurned& recorded) {
  for (Point* point : {&points.right_eye, &points.left_eye, &points.nose, &points.mouth}) {
    *point = recorded(*point);
  }
}

void turn_back(pose::PoseLandmarks& landmarks, const RecordedFromTurned& recorded, int turn_deg) {
  for (auto& landmark : landmarks.landmarks) landmark.point = recorded(landmark.point);
  for (auto& world : landmarks.world) {
    const pose::WorldPoint turned = world;
    if (turn_deg == 90) {
      world.x_m = turned.y_m;
      world.y_m = -turned.x_m;
    } else if (turn_deg == 180) {
      world.x_m = -turned.x_m;
      world.y_m = -turned.y_m;
    } else if (turn_deg == 270) {
      world.x_m = -turned.y_m;
      world.y_m = turned.x_m;
    }
  }
  landmarks.square = recorded(landmarks.square);
  landmarks.next_square = recorded(landmarks.next_square);
}

}  // namespace

void turn_back(FrameObservations& seen, int turn_deg, int width_px, int height_px) {
  if (turn_deg == 0) return;
  const RecordedFromTurned recorded(turn_deg, width_px, height_px);
  for (auto& person : seen.people) {
    person.box_px = recorded(person.box_px);
    if (person.movenet) {
      person.movenet->box_px = recorded(person.movenet->box_px);
      for (auto& keypoint : person.movenet->keypoints) keypoint.point = recorded(keypoint.point);
    }
    if (person.landmarks) turn_back(*person.landmarks, recorded, turn_deg);
  }
  for (auto& face : seen.faces) {
    face.detection.box_px = recorded(face.detection.box_px);
    turn_back(face.detection.points, recorded);
  }
}

}  // namespace securepose::observation
