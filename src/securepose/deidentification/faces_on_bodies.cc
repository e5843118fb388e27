#include "securepose/deidentification/faces_on_bodies.h"

#include <algorithm>
#include <vector>

#include "securepose/deidentification/body_shape.h"
#include "securepose/deidentification/head_evidence.h"
#include "securepose/deidentification/head_visits.h"

namespace securepose::deidentification {
namespace {

using geometry::Point;

/// From this certainty on a face is one, wherever it lies: nothing on the bodies of the development
/// recordings reached it.
constexpr double kClear = 0.6;

/// The bodies of sure people in each frame.
std::vector<std::vector<BodyShape>> sure_bodies(const tracking::ClipObservations& clip,
                                                const tracking::People& people) {
  std::vector<std::vector<BodyShape>> bodies(clip.frames.size());
  for (const tracking::Person& person : people.people) {
    if (!is_sure(person)) continue;
    for (const tracking::PersonSample& sample : person.samples) {
      if (!sample.person_index || !sample.landmarks_trusted) continue;
      const auto frame = static_cast<std::size_t>(sample.frame);
      const auto& landmarks = clip.frames.at(frame).people.at(*sample.person_index).landmarks;
      if (landmarks) bodies[frame].emplace_back(*landmarks);
    }
  }
  return bodies;
}

/// Faces of people who show a clear one on a body.
std::set<FaceAt> faces_of_the_carried(const tracking::People& people,
                                      const std::set<FaceAt>& clear_on_bodies) {
  std::set<FaceAt> faces;
  for (const tracking::Person& person : people.people) {
    std::vector<FaceAt> own;
    for (const tracking::PersonSample& sample : person.samples) {
      for (const std::size_t face : sample.face_indices) own.emplace_back(sample.frame, face);
    }
    const bool carried = std::any_of(
        own.begin(), own.end(), [&](const FaceAt& face) { return clear_on_bodies.contains(face); });
    if (carried) faces.insert(own.begin(), own.end());
  }
  return faces;
}

struct FacesAt {
  std::set<FaceAt> weak;
  std::set<FaceAt> clear;
};

/// The faces that lie on a part of somebody who is surely there.
FacesAt faces_at(const tracking::ClipObservations& clip, const tracking::People& people,
                 bool (BodyShape::*has_part_at)(Point) const) {
  const std::vector<std::vector<BodyShape>> bodies = sure_bodies(clip, people);
  FacesAt found;
  for (std::size_t frame = 0; frame < bodies.size(); ++frame) {
    const auto& faces = clip.frames[frame].faces;
    for (std::size_t i = 0; i < faces.size(); ++i) {
      const Point place = faces[i].detection.box_px.center();
      if (std::none_of(bodies[frame].begin(), bodies[frame].end(),
                       [&](const BodyShape& body) { return (body.*has_part_at)(place); })) {
        continue;
      }
      auto& kind = face_certainty(faces[i].detection) >= kClear ? found.clear : found.weak;
      kind.emplace(static_cast<base::FrameIndex>(frame), i);
    }
  }
  return found;
}

}  // namespace

std::set<FaceAt> faces_on_bodies(const tracking::ClipObservations& clip,
                                 const tracking::People& people) {
  FacesAt found = faces_at(clip, people, &BodyShape::has_at);
  for (const FaceAt& face : faces_of_the_carried(people, found.clear)) found.weak.erase(face);
  return found.weak;
}

std::set<FaceAt> faces_on_lower_legs(const tracking::ClipObservations& clip,
                                     const tracking::People& people) {
  return faces_at(clip, people, &BodyShape::has_lower_leg_at).weak;
}

tracking::People without_faces(tracking::People people, const std::set<FaceAt>& faces) {
  for (tracking::Person& person : people.people) {
    for (tracking::PersonSample& sample : person.samples) {
      std::erase_if(sample.face_indices, [&](std::size_t index) {
        return faces.contains({sample.frame, index});
      });
    }
    std::erase_if(person.samples, [](const tracking::PersonSample& sample) {
      return !sample.person_index && sample.face_indices.empty();
    });
  }
  std::erase_if(people.people,
                [](const tracking::Person& person) { return person.samples.empty(); });
  return people;
}

}  // namespace securepose::deidentification
