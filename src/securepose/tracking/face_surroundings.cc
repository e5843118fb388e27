#include "securepose/tracking/face_surroundings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace securepose::tracking {
namespace {

using geometry::Point;

constexpr double kBodyReach = 0.06;  // body sizes from the skeleton: hands, clothes
constexpr double kBesideHead = 0.8;  // of the head's height

double distance_to_segment(Point p, Point a, Point b) {
  const Point along = b - a;
  const double length2 = geometry::dot(along, along);
  const double t = length2 > 0 ? std::clamp(geometry::dot(p - a, along) / length2, 0.0, 1.0) : 0;
  return geometry::distance_px(p, a + t * along);
}

// Distance of a place to the lines of a person's skeleton, in body sizes.
double distance_to_body(const Detection& person, Point place) {
  using P = ShapePoint;
  constexpr std::array<std::pair<P, P>, 14> kBones = {{{P::kLeftShoulder, P::kRightShoulder},
                                                       {P::kLeftHip, P::kRightHip},
                                                       {P::kLeftShoulder, P::kLeftHip},
                                                       {P::kRightShoulder, P::kRightHip},
                                                       {P::kLeftShoulder, P::kRightHip},
                                                       {P::kRightShoulder, P::kLeftHip},
                                                       {P::kLeftShoulder, P::kLeftElbow},
                                                       {P::kLeftElbow, P::kLeftWrist},
                                                       {P::kRightShoulder, P::kRightElbow},
                                                       {P::kRightElbow, P::kRightWrist},
                                                       {P::kLeftHip, P::kLeftKnee},
                                                       {P::kLeftKnee, P::kLeftAnkle},
                                                       {P::kRightHip, P::kRightKnee},
                                                       {P::kRightKnee, P::kRightAnkle}}};
  const auto at = [&](P which) {
    const Detection::Offset o = person.shape[static_cast<std::size_t>(which)];
    return person.anchor + person.size_px * Point{o.x, o.y};
  };
  double least = 1;
  for (const auto& [from, to] : kBones)
    if (person.has(from) && person.has(to))
      least = std::min(least, distance_to_segment(place, at(from), at(to)) / person.size_px);
  return least;
}

FaceSurroundings surroundings_at(const Detection& face, const DetectionTable& people,
                                 const observation::ClipObservations& clip) {
  auto found = FaceSurroundings::kFree;
  const auto f = static_cast<std::size_t>(face.frame);
  for (std::size_t k = people.frame_begin[f]; k < people.frame_begin[f + 1]; ++k) {
    const Detection& s = people.detections[k];
    if (!s.landmarks_trusted) continue;
    const auto head = steady_head(clip, people, s);
    if (head && geometry::distance_px(head->center, face.anchor) < kBesideHead * head->height_px &&
        face.box.height_px() < kBesideHead * head->height_px)
      return FaceSurroundings::kBesideHead;
    if (distance_to_body(s, face.anchor) < kBodyReach) found = FaceSurroundings::kBeforeBody;
  }
  return found;
}

}  // namespace

FaceSurroundings surroundings_of(const Chain& face, const DetectionTable& lone,
                                 const DetectionTable& people,
                                 const observation::ClipObservations& clip) {
  std::array<std::size_t, 3> counts{};
  for (const std::uint32_t k : face.detections)
    ++counts.at(static_cast<std::size_t>(surroundings_at(lone.detections[k], people, clip)));
  const auto most = std::max_element(counts.begin(), counts.end());
  return static_cast<FaceSurroundings>(most - counts.begin());
}

}  // namespace securepose::tracking
