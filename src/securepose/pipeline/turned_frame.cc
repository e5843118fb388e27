#include "securepose/pipeline/turned_frame.h"

#include <algorithm>
#include <cassert>

namespace securepose::pipeline {
namespace {

using geometry::Point;

/// Maps the turned picture's pixels to the recorded one's.
class RecordedFromTurned {
 public:
  RecordedFromTurned(int turn_deg, int width_px, int height_px)
      : turn_deg_(turn_deg), width_px_(width_px), height_px_(height_px) {
    assert(turn_deg == 0 || turn_deg == 90 || turn_deg == 180 || turn_deg == 270);
  }

  Point operator()(Point p) const {
    switch (turn_deg_) {
      case 90:  // recorded (x, y) stood at (height - y, x)
        return {p.y_px, height_px_ - p.x_px};
      case 180:
        return {width_px_ - p.x_px, height_px_ - p.y_px};
      case 270:  // recorded (x, y) stood at (y, width - x)
        return {width_px_ - p.y_px, p.x_px};
      default:
        return p;
    }
  }

  geometry::Box operator()(const geometry::Box& box) const {
    const Point a = (*this)(Point{box.x1_px, box.y1_px});
    const Point b = (*this)(Point{box.x2_px, box.y2_px});
    return {std::min(a.x_px, b.x_px), std::min(a.y_px, b.y_px), std::max(a.x_px, b.x_px),
            std::max(a.y_px, b.y_px)};
  }

  geometry::RotatedSquare operator()(geometry::RotatedSquare square) const {
    square.center = (*this)(square.center);
    square.angle_deg -= turn_deg_;
    return square;
  }

 private:
  int turn_deg_;
  double width_px_;
  double height_px_;
};

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

void turn_back(tracking::FrameObservations& seen, int turn_deg, int width_px, int height_px) {
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

}  // namespace securepose::pipeline
