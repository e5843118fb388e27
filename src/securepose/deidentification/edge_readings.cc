#include "securepose/deidentification/edge_readings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <vector>

namespace securepose::deidentification {
namespace {

/// Points of a head nearer to the edge than this, in head heights, err by more: up to so many times
/// as much at the edge itself.
constexpr double kEdgeReach = 0.7;
constexpr double kEdgeFactor = 5;
/// So near to the edge, in head heights, points may have stayed behind the head.
constexpr double kLeftReach = 0.6;
/// Who is there for longer than this lingers.
constexpr double kLongest_s = 0.5;
/// Head heights a second from which on somebody is on his way out; a slow walk is 3.
constexpr double kLeaving_per_s = 1;
/// The speed is that over this time before.
constexpr double kSpeedOver_s = 0.3;
/// Points this many head heights behind where the head must be are not the head's.
constexpr double kBehind = 0.25;
/// A face that keeps its frame.
constexpr double kFaintFace = 0.2;

/// How far inside the picture a point lies, from each of the four edges.
std::array<double, 4> inside_px(const tracking::ClipObservations& clip, geometry::Point p) {
  return {p.x_px, p.y_px, clip.width_px - p.x_px, clip.height_px - p.y_px};
}

std::size_t nearest_edge(const tracking::ClipObservations& clip, geometry::Point p) {
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
const HeadEvidence& outermost(const tracking::ClipObservations& clip,
                              const std::vector<HeadEvidence>& evidence, std::size_t edge) {
  return *std::min_element(evidence.begin(), evidence.end(), [&](const auto& a, const auto& b) {
    return inside_px(clip, a.center).at(edge) < inside_px(clip, b.center).at(edge);
  });
}

struct Motion {
  double inside_px = 0;  ///< at its time
  double outward_px_per_s = 0;
  base::Timestamp time;
  double height_px = 0;
};

/// The visit's end (or, turned round, its beginning) as positions in its frames, the last first.
class End {
 public:
  End(const tracking::ClipObservations& clip, HeadVisit& visit, bool at_start)
      : clip_(clip), visit_(visit), at_start_(at_start) {}

  void drop() {
    if (visit_.frames.empty()) return;
    const HeadEvidence& last = visit_.evidence[at(0)].front();
    const std::size_t edge = nearest_edge(clip_, last.center);
    const std::size_t count = tail(edge);
    if (count == 0) return;
    const auto motion = before(count, edge);
    if (!motion) return;
    for (std::size_t i = count; i-- > 0;) {
      const double expected_px =
          motion->inside_px -
          motion->outward_px_per_s * std::abs((time(i) - motion->time).seconds());
      std::erase_if(visit_.evidence[at(i)], [&](const HeadEvidence& e) {
        return inside_px(clip_, e.center).at(edge) - expected_px > kBehind * motion->height_px;
      });
    }
    while (!visit_.frames.empty() && visit_.evidence[at(0)].empty()) erase(at(0));
    for (std::size_t i = visit_.frames.size(); i-- > 0;) {
      if (visit_.evidence[i].empty()) erase(i);
    }
  }

 private:
  std::size_t at(std::size_t i) const { return at_start_ ? i : visit_.frames.size() - 1 - i; }
  base::Timestamp time(std::size_t i) const {
    return clip_.frames[static_cast<std::size_t>(visit_.frames[at(i)])].time;
  }
  void erase(std::size_t position) {
    visit_.frames.erase(visit_.frames.begin() + static_cast<std::ptrdiff_t>(position));
    visit_.evidence.erase(visit_.evidence.begin() + static_cast<std::ptrdiff_t>(position));
  }

  /// How many frames at the end lie at the edge and show no face; 0 if somebody lingers there.
  std::size_t tail(std::size_t edge) const {
    std::size_t count = 0;
    for (; count < visit_.frames.size(); ++count) {
      const auto& evidence = visit_.evidence[at(count)];
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
    if (count >= visit_.frames.size()) return std::nullopt;
    const HeadEvidence& near = outermost(clip_, visit_.evidence[at(count)], edge);
    std::size_t far = count;
    while (far + 1 < visit_.frames.size() &&
           std::abs((time(far + 1) - time(count)).seconds()) <= kSpeedOver_s) {
      ++far;
    }
    if (far == count) return std::nullopt;
    const HeadEvidence& start = outermost(clip_, visit_.evidence[at(far)], edge);
    Motion motion;
    motion.inside_px = inside_px(clip_, near.center).at(edge);
    motion.time = time(count);
    motion.height_px = near.height_px;
    motion.outward_px_per_s = (inside_px(clip_, start.center).at(edge) - motion.inside_px) /
                              std::abs((time(far) - time(count)).seconds());
    if (motion.outward_px_per_s < kLeaving_per_s * near.height_px) return std::nullopt;
    return motion;
  }

  const tracking::ClipObservations& clip_;
  HeadVisit& visit_;
  bool at_start_;
};

}  // namespace

void widen_at_edge(const tracking::ClipObservations& clip, HeadEvidence& evidence) {
  if (evidence.source == HeadSource::kFace) return;
  const auto inside = inside_px(clip, evidence.center);
  const double nearest_px = *std::min_element(inside.begin(), inside.end());
  const double near = std::clamp(1 - nearest_px / (kEdgeReach * evidence.height_px), 0.0, 1.0);
  evidence.center_sigma_px *= 1 + (kEdgeFactor - 1) * near;
}

void drop_points_left_at_edge(const tracking::ClipObservations& clip, HeadVisit& visit) {
  End(clip, visit, false).drop();
  End(clip, visit, true).drop();
}

}  // namespace securepose::deidentification
