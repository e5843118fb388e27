#include "securepose/deidentification/faces_on_bodies.h"

#include <algorithm>
#include <array>
#include <vector>

#include "securepose/deidentification/head_evidence.h"
#include "securepose/deidentification/head_visits.h"

namespace securepose::deidentification {
namespace {

using geometry::distance_px;
using geometry::Point;
using pose::BlazePose;

/// From this certainty on a face is one, wherever it lies: nothing on the bodies of the development
/// recordings reached it.
constexpr double kClear = 0.6;
/// The check's detectors gave 0.16 to 0.37 to a bare chest, hands and knees of one laboratory
/// recording, which set this bar; it was not measured with seeded leaks. What they are surer of is
/// covered wherever it lies.
constexpr double kWeakFinding = 0.4;
/// Landmarks less visible than this place no limb.
constexpr double kVisible = 0.5;
/// Nearer than this to the body's own head, in head heights, a face may be that head's.
constexpr double kOwnHead = 1.0;
/// Half the thickness of limbs and the least of the trunk, in head heights: a thigh is about 0.8
/// head heights thick, a trunk seen from the side one (Gordon et al. 1989).
constexpr double kLimbRadius = 0.4;
constexpr double kTrunkRadius = 0.5;
/// The trunk begins this far below the shoulders' line, by its length, for the heads of others
/// stand behind shoulders, and ends as far below the hips.
constexpr double kTrunkBegin = 0.15;
constexpr double kTrunkEnd = 1.15;

double along(Point p, Point from, Point to) {
  const Point way = to - from;
  const double length2 = dot(way, way);
  return length2 > 0 ? dot(p - from, way) / length2 : 0;
}

double distance_to_line_px(Point p, Point from, Point to, double at_least, double at_most) {
  const double t = std::clamp(along(p, from, to), at_least, at_most);
  return distance_px(p, from + t * (to - from));
}

class Body {
 public:
  /// Nothing of it counts without a head.
  explicit Body(const pose::PoseLandmarks& landmarks)
      : landmarks_(&landmarks), head_(head_from_landmarks(landmarks)) {}

  bool has_at(Point place) const {
    return away_from_head(place) && (on_trunk(place) || on_limb(place));
  }

  bool has_lower_leg_at(Point place) const {
    using enum BlazePose;
    constexpr std::array<std::pair<BlazePose, BlazePose>, 4> kBones{
        {{kLeftKnee, kLeftAnkle},
         {kLeftHeel, kLeftFootIndex},
         {kRightKnee, kRightAnkle},
         {kRightHeel, kRightFootIndex}}};
    return away_from_head(place) && near_bone(place, kBones);
  }

 private:
  Point point(BlazePose which) const { return (*landmarks_)[which].point; }
  bool visible(BlazePose which) const { return (*landmarks_)[which].visibility >= kVisible; }

  bool on_trunk(Point place) const {
    using enum BlazePose;
    for (const BlazePose which : {kLeftShoulder, kRightShoulder, kLeftHip, kRightHip}) {
      if (!visible(which)) return false;
    }
    const Point shoulders = 0.5 * (point(kLeftShoulder) + point(kRightShoulder));
    const Point hips = 0.5 * (point(kLeftHip) + point(kRightHip));
    const double t = along(place, shoulders, hips);
    if (t < kTrunkBegin || t > kTrunkEnd) return false;
    const double radius_px =
        std::max(kTrunkRadius * head_->height_px,
                 0.5 * distance_px(point(kLeftShoulder), point(kRightShoulder)));
    return distance_to_line_px(place, shoulders, hips, kTrunkBegin, kTrunkEnd) < radius_px;
  }

  bool on_limb(Point place) const {
    using enum BlazePose;
    constexpr std::array<std::pair<BlazePose, BlazePose>, 12> kBones{
        {{kLeftShoulder, kLeftElbow},
         {kLeftElbow, kLeftWrist},
         {kLeftWrist, kLeftIndex},
         {kLeftHip, kLeftKnee},
         {kLeftKnee, kLeftAnkle},
         {kLeftHeel, kLeftFootIndex},
         {kRightShoulder, kRightElbow},
         {kRightElbow, kRightWrist},
         {kRightWrist, kRightIndex},
         {kRightHip, kRightKnee},
         {kRightKnee, kRightAnkle},
         {kRightHeel, kRightFootIndex}}};
    return near_bone(place, kBones);
  }

  bool away_from_head(Point place) const {
    return head_ && distance_px(place, head_->center) >= kOwnHead * head_->height_px;
  }

  template <class Bones>
  bool near_bone(Point place, const Bones& bones) const {
    return std::any_of(bones.begin(), bones.end(), [&](const auto& bone) {
      return visible(bone.first) && visible(bone.second) &&
             distance_to_line_px(place, point(bone.first), point(bone.second), 0, 1) <
                 kLimbRadius * head_->height_px;
    });
  }

  const pose::PoseLandmarks* landmarks_;
  std::optional<HeadEvidence> head_;
};

/// The bodies of sure people in each frame.
std::vector<std::vector<Body>> sure_bodies(const tracking::ClipObservations& clip,
                                           const tracking::People& people) {
  std::vector<std::vector<Body>> bodies(clip.frames.size());
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

/// Whether one of the faces is not that of somebody who is sure to be there with a body of his own,
/// as a passer-by behind an arm is.
bool any_without_body(const std::set<FaceAt>& faces, const tracking::People& people) {
  std::set<FaceAt> others = faces;
  for (const tracking::Person& person : people.people) {
    if (!person.has_body || !is_sure(person)) continue;
    for (const tracking::PersonSample& sample : person.samples) {
      for (const std::size_t face : sample.face_indices) others.erase({sample.frame, face});
    }
  }
  return !others.empty();
}

/// The faces that lie on a part of somebody who is surely there.
FacesAt faces_at(const tracking::ClipObservations& clip, const tracking::People& people,
                 bool (Body::*has_part_at)(Point) const) {
  const std::vector<std::vector<Body>> bodies = sure_bodies(clip, people);
  FacesAt found;
  for (std::size_t frame = 0; frame < bodies.size(); ++frame) {
    const auto& faces = clip.frames[frame].faces;
    for (std::size_t i = 0; i < faces.size(); ++i) {
      const Point place = faces[i].detection.box_px.center();
      if (std::none_of(bodies[frame].begin(), bodies[frame].end(),
                       [&](const Body& body) { return (body.*has_part_at)(place); })) {
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
  FacesAt found = faces_at(clip, people, &Body::has_at);
  for (const FaceAt& face : faces_of_the_carried(people, found.clear)) found.weak.erase(face);
  return found.weak;
}

std::set<FaceAt> faces_on_lower_legs(const tracking::ClipObservations& clip,
                                     const tracking::People& people) {
  return faces_at(clip, people, &Body::has_lower_leg_at).weak;
}

void erase_leaks_on_bodies(std::vector<Leak>& leaks, const tracking::ClipObservations& clip,
                           const tracking::People& people) {
  const auto is_weak = [](const Leak& leak) {
    return leak.kind == LeakKind::kOpenFace && leak.score < kWeakFinding && !leak.places.empty();
  };
  if (std::none_of(leaks.begin(), leaks.end(), is_weak)) return;
  if (any_without_body(faces_at(clip, people, &Body::has_at).clear, people)) return;
  const std::vector<std::vector<Body>> bodies = sure_bodies(clip, people);
  const auto on_a_body = [&](const Leak::Place& place) {
    const auto& present = bodies.at(static_cast<std::size_t>(place.frame));
    return std::any_of(present.begin(), present.end(),
                       [&](const Body& body) { return body.has_at(place.box_px.center()); });
  };
  std::erase_if(leaks, [&](const Leak& leak) {
    return is_weak(leak) && std::all_of(leak.places.begin(), leak.places.end(), on_a_body);
  });
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
