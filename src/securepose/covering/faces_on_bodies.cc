#include "securepose/covering/faces_on_bodies.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "securepose/covering/head_segments.h"
#include "securepose/observation/body_shape.h"
#include "securepose/observation/head_evidence.h"

namespace securepose::covering {
namespace {

/// From this certainty on a face is one, wherever it lies: nothing on the bodies of the development
/// recordings reached it.
constexpr double kClear = 0.6;
/// In a frame in which a person's landmarks are missing or mistrusted, as those of half a body at
/// the picture's edge often are, the body is about where it was so shortly before or after.
constexpr double kStays_s = 0.25;

/// A weak face within a person, this many times as large as that person's head, is the chest, the
/// back or the lap: who comes before somebody so near to the camera shows a clear face.
constexpr double kLargerThanHead = 1.5;

struct SeenBody {
  observation::BodyShape shape;
  geometry::Box box_px;
  double head_height_px = 0;

  bool dwarfed_by(const detection::FaceDetection& face) const {
    return box_px.contains(face.box_px.center()) &&
           observation::head_from_face(face).height_px > kLargerThanHead * head_height_px;
  }
};

using Bodies = std::vector<std::vector<SeenBody>>;

/// Fills the frames without a body from those next to them.
void bridge(const observation::ClipObservations& clip,
            const std::vector<std::pair<std::size_t, SeenBody>>& own, Bodies& bodies) {
  const auto near = [&](std::size_t a, std::size_t b) {
    return std::abs((clip.frames[a].time - clip.frames[b].time).seconds()) <= kStays_s;
  };
  for (std::size_t k = 0; k < own.size(); ++k) {
    const auto& [frame, body] = own[k];
    const std::size_t next = k + 1 < own.size() ? own[k + 1].first : clip.frames.size();
    const std::size_t before = k > 0 ? own[k - 1].first + 1 : 0;
    for (std::size_t f = frame; f < next && near(f, frame); ++f) bodies[f].push_back(body);
    for (std::size_t f = frame; f > before && near(f - 1, frame); --f)
      bodies[f - 1].push_back(body);
  }
}

/// The bodies of sure people in each frame.
Bodies sure_bodies(const observation::ClipObservations& clip, const tracking::People& people) {
  Bodies bodies(clip.frames.size());
  for (const tracking::Person& person : people.people) {
    if (!is_sure_person(person)) continue;
    std::vector<std::pair<std::size_t, SeenBody>> own;
    for (const tracking::PersonSample& sample : person.samples) {
      if (!sample.person_index || !sample.landmarks_trusted) continue;
      const auto frame = static_cast<std::size_t>(sample.frame);
      const auto& seen = clip.frames.at(frame).people.at(*sample.person_index);
      const auto head =
          seen.landmarks ? observation::head_from_landmarks(*seen.landmarks) : std::nullopt;
      if (head) {
        own.emplace_back(
            frame, SeenBody{observation::BodyShape(*seen.landmarks), seen.box_px, head->height_px});
      }
    }
    bridge(clip, own, bodies);
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
FacesAt faces_at(
    const observation::ClipObservations& clip, const tracking::People& people,
    const std::function<bool(const SeenBody&, const detection::FaceDetection&)>& has_part_at) {
  const Bodies bodies = sure_bodies(clip, people);
  FacesAt found;
  for (std::size_t frame = 0; frame < bodies.size(); ++frame) {
    const auto& faces = clip.frames[frame].faces;
    for (std::size_t i = 0; i < faces.size(); ++i) {
      const detection::FaceDetection& face = faces[i].detection;
      if (std::none_of(bodies[frame].begin(), bodies[frame].end(),
                       [&](const SeenBody& body) { return has_part_at(body, face); })) {
        continue;
      }
      auto& kind = observation::face_certainty(face) >= kClear ? found.clear : found.weak;
      kind.emplace(static_cast<base::FrameIndex>(frame), i);
    }
  }
  return found;
}

}  // namespace

std::set<FaceAt> faces_on_bodies(const observation::ClipObservations& clip,
                                 const tracking::People& people) {
  FacesAt found = faces_at(clip, people, [](const SeenBody& body, const auto& face) {
    return body.shape.has_at(face.box_px.center());
  });
  for (const FaceAt& face : faces_of_the_carried(people, found.clear)) found.weak.erase(face);
  found.weak.merge(faces_at(clip, people, [](const SeenBody& body, const auto& face) {
                     return body.dwarfed_by(face);
                   }).weak);
  return found.weak;
}

std::set<FaceAt> faces_on_lower_legs(const observation::ClipObservations& clip,
                                     const tracking::People& people) {
  return faces_at(clip, people,
                  [](const SeenBody& body, const auto& face) {
                    return body.shape.has_lower_leg_at(face.box_px.center());
                  })
      .weak;
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

}  // namespace securepose::covering
