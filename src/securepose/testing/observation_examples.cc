#include "securepose/testing/observation_examples.h"

namespace securepose::testing {
namespace {

// Counts in steps that single precision holds exactly.
class Values {
 public:
  explicit Values(base::FrameIndex index) : value_(static_cast<double>(index)) {}
  double next() { return value_ += 0.25; }
  geometry::Point point() {
    const double x_px = next();
    return {x_px, next()};
  }
  geometry::Box box() {
    const geometry::Point corner = point();
    return {corner.x_px, corner.y_px, corner.x_px + 10, corner.y_px + 20};
  }
  geometry::RotatedSquare square() {
    const geometry::Point center = point();
    const double side_px = next();
    return {center, side_px, next()};
  }
  observation::MeanColour colour() {
    const auto red = static_cast<float>(next());
    const auto green = static_cast<float>(next());
    return {red, green, static_cast<float>(next())};
  }

 private:
  double value_;
};

pose::PoseLandmarks landmarks(Values& values) {
  pose::PoseLandmarks made;
  for (auto& landmark : made.landmarks) {
    landmark.point = values.point();
    landmark.z_px = values.next();
    landmark.visibility = values.next();
    landmark.presence = values.next();
  }
  for (auto& point : made.world) {
    point.x_m = values.next();
    point.y_m = values.next();
    point.z_m = values.next();
  }
  made.presence = values.next();
  made.square = values.square();
  made.next_square = values.square();
  return made;
}

}  // namespace

observation::FrameObservations example_observations(base::FrameIndex index) {
  Values values(index);
  observation::FrameObservations frame;
  frame.frame = index;
  frame.pts_ticks = 512 * index + 3;
  frame.time = base::Timestamp{index * 33'366'667};
  frame.people.resize(2);
  observation::PersonObservation& person = frame.people[0];
  person.box_px = values.box();
  person.score = values.next();
  detection::PersonDetection& movenet = person.movenet.emplace();
  movenet.box_px = values.box();
  movenet.score = values.next();
  for (auto& keypoint : movenet.keypoints) {
    keypoint.point = values.point();
    keypoint.score = values.next();
  }
  person.landmarks = landmarks(values);
  person.appearance = {0.125F, 0.5F, 0.375F};
  person.head_colour = values.colour();
  observation::FaceObservation& face = frame.faces.emplace_back();
  face.detection.box_px = values.box();
  face.detection.score = values.next();
  face.detection.points = {values.point(), values.point(), values.point(), values.point()};
  face.detection.source = detection::FaceSource::kBlazeFaceHead;
  face.colour = values.colour();
  frame.camera = {detection::CameraState::kMoved, {values.next(), values.next()}};
  frame.change = {values.next(), values.next(), values.next(), values.next(), values.next()};
  return frame;
}

}  // namespace securepose::testing
