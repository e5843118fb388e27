#include "securepose/tracking/detection_table.h"

#include <algorithm>
#include <numeric>

#include "securepose/tracking/appearance.h"

namespace securepose::tracking {
namespace {

using geometry::Box;
using geometry::Point;

constexpr double kHeadOfStature = 0.13;  // Winter 2009, figure 4.1: chin at 0.870 of the height
constexpr double kClearlyApart = 0.15;   // body sizes between two skeletons that are two people
// A detector's face box over the standing height: an adult's is 0.11, an infant's 0.18.
constexpr double kLargestFaceOfStature = 0.25;
constexpr double kInside = 0.8;  // share of a box that makes it lie within another

// How far an observation is to be preferred to another of the same person.
double quality(const Detection& s) {
  int points = 0;
  for (std::size_t k = 0; k < kShapePoints; ++k) points += (s.seen >> k) & 1U;
  return (s.landmarks_trusted ? 1.0 + s.presence : 0.0) + s.score + (s.detected ? 0.5 : 0.0) +
         static_cast<double>(points) / kShapePoints;
}

bool same_head(const Detection& a, const Detection& b, double max_distance) {
  if (!a.has(ShapePoint::kHead) || !b.has(ShapePoint::kHead)) return false;
  const auto head = [](const Detection& s) {
    return s.anchor + s.size_px * Point{s.shape[0].x, s.shape[0].y};
  };
  return geometry::distance_px(head(a), head(b)) <
         max_distance * kHeadOfStature * std::min(a.size_px, b.size_px);
}

// A second reading of one body, proposed by its face or by former landmarks only.
bool is_echo(const Detection& a, const Detection& b, const DuplicateOptions& options) {
  if (a.detected && b.detected) return false;
  const double overlap = geometry::iou(a.box, b.box);
  if (a.detected != b.detected && overlap > options.max_undetected_iou) return true;
  if (!a.appearance || !b.appearance) return false;
  const double inside =
      std::max(geometry::share_inside(a.box, b.box), geometry::share_inside(b.box, a.box));
  if (overlap < options.min_echo_iou && inside < kInside) return false;
  const auto clothing = appearance_distance(*a.appearance, *b.appearance);
  return clothing && *clothing < options.max_clothing_distance;
}

bool same_person(const Detection& a, const Detection& b, const DuplicateOptions& options) {
  const auto apart = point_distance(a, b, 4);
  if (apart && *apart < options.max_point_distance) return true;
  if (is_echo(a, b, options)) return true;
  if (apart && *apart > kClearlyApart) return false;
  if (geometry::iou(a.box, b.box) > options.min_box_iou) return true;
  const double inside =
      std::max(geometry::share_inside(a.box, b.box), geometry::share_inside(b.box, a.box));
  return inside > kInside && same_head(a, b, options.max_head_distance);
}

// BlazePose, shown a square around a face, may squeeze a whole body into the head. Such a body is
// no higher than some faces.
bool squeezed_into_a_head(const observation::PersonObservation& person, const Detection& s,
                          const observation::FrameObservations& frame) {
  if (person.movenet) return false;
  return std::any_of(
      frame.faces.begin(), frame.faces.end(), [&](const observation::FaceObservation& face) {
        const Box& box = face.detection.box_px;
        return person.box_px.contains(box.center()) &&
               std::max(box.width_px(), box.height_px()) > kLargestFaceOfStature * s.size_px;
      });
}

void set_clear_shares(std::vector<Detection>& frame) {
  for (std::size_t i = 0; i < frame.size(); ++i) {
    double clear = 1;
    for (std::size_t k = 0; k < frame.size(); ++k)
      if (k != i) clear -= geometry::share_inside(frame[i].box, frame[k].box);
    frame[i].clear_share = static_cast<float>(std::max(0.0, clear));
  }
}

}  // namespace

std::vector<std::size_t> without_duplicates(const std::vector<Detection>& frame,
                                            const DuplicateOptions& options) {
  std::vector<std::size_t> order(frame.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return quality(frame[a]) > quality(frame[b]);
  });
  std::vector<std::size_t> kept;
  for (const std::size_t candidate : order) {
    const bool twice = std::any_of(kept.begin(), kept.end(), [&](std::size_t k) {
      return same_person(frame[k], frame[candidate], options);
    });
    if (!twice) kept.push_back(candidate);
  }
  return kept;
}

DetectionTable without(const DetectionTable& table, const std::vector<bool>& taken_away) {
  DetectionTable left;
  left.shot_of_frame = table.shot_of_frame;
  left.camera = table.camera;
  left.frame_begin.reserve(table.frame_begin.size());
  for (std::size_t f = 0; f < table.shot_of_frame.size(); ++f) {
    left.frame_begin.push_back(left.detections.size());
    for (std::size_t k = table.frame_begin[f]; k < table.frame_begin[f + 1]; ++k)
      if (!taken_away[k]) left.detections.push_back(table.detections[k]);
  }
  left.frame_begin.push_back(left.detections.size());
  return left;
}

std::vector<int> shots_of_frames(std::size_t frames, const std::vector<base::FrameIndex>& cuts) {
  std::vector<int> shots(frames, 0);
  auto next = cuts.begin();
  int shot = 0;
  for (std::size_t k = 0; k < frames; ++k) {
    if (next != cuts.end() && static_cast<std::size_t>(*next) == k) {
      ++shot;
      ++next;
    }
    shots[k] = shot;
  }
  return shots;
}

void add_frame(DetectionTable& table, const std::vector<Detection>& frame, int shot, Point camera,
               const DuplicateOptions& options) {
  table.frame_begin.push_back(table.detections.size());
  table.shot_of_frame.push_back(shot);
  table.camera.push_back(camera);
  std::vector<std::size_t> kept = without_duplicates(frame, options);
  std::sort(kept.begin(), kept.end());
  std::vector<Detection> people;
  people.reserve(kept.size());
  for (const std::size_t k : kept) people.push_back(frame[k]);
  set_clear_shares(people);
  table.detections.insert(table.detections.end(), people.begin(), people.end());
}

void close_table(DetectionTable& table) { table.frame_begin.push_back(table.detections.size()); }

DetectionTable make_detection_table(const observation::ClipObservations& clip,
                                    const std::vector<base::FrameIndex>& cuts,
                                    const std::vector<Point>& camera,
                                    const TrackingOptions& options) {
  DetectionTable table;
  table.frame_begin.reserve(clip.frames.size() + 1);
  const std::vector<int> shots = shots_of_frames(clip.frames.size(), cuts);
  FrameTransform transform{clip.upright_turn_deg,
                           static_cast<double>(clip.width_px),
                           static_cast<double>(clip.height_px),
                           {}};
  std::vector<Detection> frame;
  for (std::size_t f = 0; f < clip.frames.size(); ++f) {
    transform.camera = camera[f];
    frame.clear();
    for (std::size_t k = 0; k < clip.frames[f].people.size(); ++k) {
      Detection s = make_detection(clip.frames[f].people[k], transform, options);
      if (squeezed_into_a_head(clip.frames[f].people[k], s, clip.frames[f])) continue;
      s.frame = static_cast<base::FrameIndex>(f);
      s.time_s = clip.frames[f].time.seconds();
      s.index = static_cast<std::uint32_t>(k);
      frame.push_back(s);
    }
    add_frame(table, frame, shots[f], camera[f], options.duplicates);
  }
  close_table(table);
  return table;
}

}  // namespace securepose::tracking
