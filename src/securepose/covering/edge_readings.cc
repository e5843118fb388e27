#include "securepose/covering/edge_readings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <optional>
#include <vector>

namespace securepose::covering {
namespace {

using observation::HeadEvidence;
using observation::HeadSource;

/// Points of a head nearer to the edge than this, in head heights, err by more: up to so many times
/// as much at the edge itself.
constexpr double kEdgeReach = 0.7;
constexpr double kEdgeFactor = 5;
/// So near to the edge, in head heights, points may have stayed behind the head.
constexpr double kLeftReach = 0.6;
/// Who is there for longer than this lingers.
constexpr double kLongest_s = 0.5;
/// ... and whose head meanwhile, before and after, hardly comes nearer to the edge or goes away
/// from it: by less than this many head heights, half of what somebody does who leaves. A hand that
/// holds the camera shakes the picture by up to 0.3 where heads are half as high as it.
constexpr double kLingering = 0.5;
/// Head heights a second from which on somebody is on his way out; a slow walk is 3.
constexpr double kLeaving_per_s = 1;
/// The speed is that over this time before.
constexpr double kSpeedOver_s = 0.3;
/// Points this many head heights behind where the head must be are not the head's.
constexpr double kBehind = 0.25;
/// MoveNet's points that are seen, and those of which nothing is: hidden shoulders of people who
/// are in the picture get 0.1 to 0.2.
constexpr double kSeenPoint = 0.3;
constexpr double kUnseenPoint = 0.25;
constexpr std::size_t kFirstBelowShoulders = 7;
/// From hip to shoulder, by from knee to hip (Winter 2009, table 4.1: 0.288 and 0.245 of the
/// stature).
constexpr double kTrunkByThigh = 0.288 / 0.245;
/// A face that keeps its frame.
constexpr double kFaintFace = 0.2;

/// How far inside the picture a point lies, from each of the four edges.
std::array<double, 4> inside_px(const observation::ClipObservations& clip, geometry::Point p) {
  return {p.x_px, p.y_px, clip.width_px - p.x_px, clip.height_px - p.y_px};
}

std::size_t nearest_edge(const observation::ClipObservations& clip, geometry::Point p) {
  const auto inside = inside_px(clip, p);
  return static_cast<std::size_t>(
      std::distance(inside.begin(), std::min_element(inside.begin(), inside.end())));
}

bool shows_face(const std::vector<HeadEvidence>& evidence) {
  return std::any_of(evidence.begin(), evidence.end(), [](const HeadEvidence& e) {
    return e.source == HeadSource::kFace && e.certainty >= kFaintFace;
  });
}

/// The evidence of a frame that lies farthest out over an edge.
const HeadEvidence& outermost(const observation::ClipObservations& clip,
                              const std::vector<HeadEvidence>& evidence, std::size_t edge) {
  return *std::min_element(evidence.begin(), evidence.end(), [&](const auto& a, const auto& b) {
    return inside_px(clip, a.center).at(edge) < inside_px(clip, b.center).at(edge);
  });
}

/// Whether a head stays as near to an edge as it is for some time before and after.
bool lingers(const observation::ClipObservations& clip, const HeadSegment& segment, std::size_t at,
             std::size_t edge) {
  const auto time = [&](std::size_t k) {
    return clip.frames[static_cast<std::size_t>(segment.frames[k])].time;
  };
  const auto near = [&](std::size_t k) {
    return std::abs((time(k) - time(at)).seconds()) <= kLongest_s;
  };
  std::size_t first = at;
  std::size_t last = at;
  while (first > 0 && near(first - 1)) --first;
  while (last + 1 < segment.frames.size() && near(last + 1)) ++last;
  if ((time(last) - time(first)).seconds() < kLongest_s) return false;
  const double height_px = outermost(clip, segment.evidence[at], edge).height_px;
  double least_px = std::numeric_limits<double>::max();
  double most_px = std::numeric_limits<double>::lowest();
  for (std::size_t k = first; k <= last; ++k) {
    const double inside =
        inside_px(clip, outermost(clip, segment.evidence[k], edge).center).at(edge);
    least_px = std::min(least_px, inside);
    most_px = std::max(most_px, inside);
  }
  return most_px - least_px < kLingering * height_px;
}

/// Whether only legs show; nothing if too little is seen to tell.
std::optional<bool> legs_only(const observation::ClipObservations& clip,
                              const detection::PersonDetection& person) {
  constexpr std::size_t kHip = 11;
  constexpr std::size_t kKnee = 13;
  const auto& points = person.keypoints;
  if (std::any_of(points.begin(), points.begin() + kFirstBelowShoulders,
                  [](const auto& point) { return point.score >= kUnseenPoint; })) {
    return false;
  }
  std::optional<bool> legs;
  for (const std::size_t side : {0U, 1U}) {
    const auto& hip = points[kHip + side];
    const auto& knee = points[kKnee + side];
    if (std::min(hip.score, knee.score) < kSeenPoint) continue;
    const auto inside = inside_px(clip, hip.point + kTrunkByThigh * (hip.point - knee.point));
    if (*std::min_element(inside.begin(), inside.end()) >= 0) return false;
    legs = true;
  }
  return legs;
}

struct Motion {
  geometry::Point place;
  base::FrameIndex frame = 0;
  double outward_px_per_s = 0;
  base::Timestamp time;
  double height_px = 0;
};

/// The segment's end (or, turned round, its beginning) as positions in its frames, the last first.
class End {
 public:
  End(const observation::ClipObservations& clip, const tracking::CameraPath& camera,
      HeadSegment& segment, bool at_start)
      : clip_(clip), camera_(camera), segment_(segment), at_start_(at_start) {}

  void drop() {
    if (segment_.frames.empty()) return;
    const HeadEvidence& last = segment_.evidence[at(0)].front();
    const std::size_t edge = nearest_edge(clip_, last.center);
    const std::size_t count = tail(edge);
    if (count == 0) return;
    const auto motion = before(count, edge);
    if (!motion) return;
    for (std::size_t i = count; i-- > 0;) {
      const geometry::Point carried =
          camera_.carried(motion->place, motion->frame, segment_.frames[at(i)]);
      const double expected_px =
          inside_px(clip_, carried).at(edge) -
          motion->outward_px_per_s * std::abs((time(i) - motion->time).seconds());
      std::erase_if(segment_.evidence[at(i)], [&](const HeadEvidence& e) {
        return inside_px(clip_, e.center).at(edge) - expected_px > kBehind * motion->height_px;
      });
    }
    while (!segment_.frames.empty() && segment_.evidence[at(0)].empty()) erase(at(0));
    for (std::size_t i = segment_.frames.size(); i-- > 0;) {
      if (segment_.evidence[i].empty()) erase(i);
    }
  }

 private:
  std::size_t at(std::size_t i) const { return at_start_ ? i : segment_.frames.size() - 1 - i; }
  base::Timestamp time(std::size_t i) const {
    return clip_.frames[static_cast<std::size_t>(segment_.frames[at(i)])].time;
  }
  void erase(std::size_t position) {
    segment_.frames.erase(segment_.frames.begin() + static_cast<std::ptrdiff_t>(position));
    segment_.evidence.erase(segment_.evidence.begin() + static_cast<std::ptrdiff_t>(position));
  }

  /// How many frames at the end lie at the edge and show no face; 0 if somebody lingers there.
  std::size_t tail(std::size_t edge) const {
    std::size_t count = 0;
    for (; count < segment_.frames.size(); ++count) {
      const auto& evidence = segment_.evidence[at(count)];
      const HeadEvidence& e = outermost(clip_, evidence, edge);
      if (shows_face(evidence) || inside_px(clip_, e.center).at(edge) > kLeftReach * e.height_px) {
        return count;
      }
      if (std::abs((time(count) - time(0)).seconds()) > kLongest_s) return 0;
    }
    return 0;
  }

  /// How the head moved before it came to the edge; nothing if it was not on its way out.
  std::optional<Motion> before(std::size_t count, std::size_t edge) const {
    if (count >= segment_.frames.size()) return std::nullopt;
    const HeadEvidence& near = outermost(clip_, segment_.evidence[at(count)], edge);
    std::size_t far = count;
    while (far + 1 < segment_.frames.size() &&
           std::abs((time(far + 1) - time(count)).seconds()) <= kSpeedOver_s) {
      ++far;
    }
    if (far == count) return std::nullopt;
    const HeadEvidence& start = outermost(clip_, segment_.evidence[at(far)], edge);
    Motion motion;
    motion.place = near.center;
    motion.frame = segment_.frames[at(count)];
    motion.time = time(count);
    motion.height_px = near.height_px;
    const geometry::Point from =
        camera_.carried(start.center, segment_.frames[at(far)], motion.frame);
    motion.outward_px_per_s =
        (inside_px(clip_, from).at(edge) - inside_px(clip_, near.center).at(edge)) /
        std::abs((time(far) - time(count)).seconds());
    if (motion.outward_px_per_s < kLeaving_per_s * near.height_px) return std::nullopt;
    return motion;
  }

  const observation::ClipObservations& clip_;
  const tracking::CameraPath& camera_;
  HeadSegment& segment_;
  bool at_start_;
};

}  // namespace

void widen_passing_edge(const observation::ClipObservations& clip, HeadSegment& segment) {
  std::vector<std::size_t> lingering;  // the edge at which a head lingers, by frame
  constexpr std::size_t kNone = 4;
  for (std::size_t k = 0; k < segment.frames.size(); ++k) {
    const HeadEvidence& any = segment.evidence[k].front();
    const std::size_t edge = nearest_edge(clip, any.center);
    lingering.push_back(lingers(clip, segment, k, edge) ? edge : kNone);
  }
  for (std::size_t k = 0; k < segment.frames.size(); ++k) {
    for (HeadEvidence& e : segment.evidence[k]) {
      const std::size_t edge = nearest_edge(clip, e.center);
      if (e.source == HeadSource::kFace || edge == lingering[k]) continue;
      const double near =
          std::clamp(1 - inside_px(clip, e.center).at(edge) / (kEdgeReach * e.height_px), 0.0, 1.0);
      e.center_sigma_px *= 1 + (kEdgeFactor - 1) * near;
    }
  }
}

void place_beyond_edge(const observation::ClipObservations& clip,
                       std::vector<HeadEvidence>& evidence) {
  const bool out = std::any_of(evidence.begin(), evidence.end(), [&](const HeadEvidence& e) {
    const auto inside = inside_px(clip, e.center);
    return e.source == HeadSource::kBody && *std::min_element(inside.begin(), inside.end()) < 0;
  });
  if (!out) return;
  for (HeadEvidence& e : evidence) e.unplaced = false;
}

std::set<base::FrameIndex> frames_with_legs_only(const observation::ClipObservations& clip,
                                                 const tracking::Person& person) {
  struct Told {
    base::FrameIndex frame;
    bool legs_only;
  };
  std::vector<Told> told;
  for (const tracking::PersonSample& sample : person.samples) {
    if (!sample.person_index) continue;
    const auto& people = clip.frames.at(static_cast<std::size_t>(sample.frame)).people;
    const auto& movenet = people.at(*sample.person_index).movenet;
    if (!movenet) continue;
    if (const auto legs = legs_only(clip, *movenet)) told.push_back({sample.frame, *legs});
  }
  const auto apart_s = [&](base::FrameIndex a, base::FrameIndex b) {
    return std::abs((clip.frames[static_cast<std::size_t>(a)].time -
                     clip.frames[static_cast<std::size_t>(b)].time)
                        .seconds());
  };
  std::set<base::FrameIndex> frames;
  if (told.empty()) return frames;
  std::size_t before = 0;  // the last at or before the sample, if any
  for (const tracking::PersonSample& sample : person.samples) {
    while (before + 1 < told.size() && told[before + 1].frame <= sample.frame) ++before;
    std::size_t nearest = before;
    if (before + 1 < told.size() &&
        apart_s(told[before + 1].frame, sample.frame) < apart_s(told[before].frame, sample.frame)) {
      nearest = before + 1;
    }
    if (told[nearest].legs_only && apart_s(told[nearest].frame, sample.frame) <= kSpeedOver_s) {
      frames.insert(sample.frame);
    }
  }
  return frames;
}

void drop_points_left_at_edge(const observation::ClipObservations& clip,
                              const tracking::CameraPath& camera, HeadSegment& segment) {
  End(clip, camera, segment, false).drop();
  End(clip, camera, segment, true).drop();
}

}  // namespace securepose::covering
