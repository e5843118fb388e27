#include "securepose/kinematics/joint_angles.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

#include "securepose/kinematics/angle_definitions.h"

namespace securepose::kinematics {

namespace {

bool sagittal(ViewKind view) {
  return view == ViewKind::kSagittalLeft || view == ViewKind::kSagittalRight;
}

bool frontal(ViewKind view) {
  return view == ViewKind::kFrontalTowards || view == ViewKind::kFrontalAway;
}

/// +1 or -1: how the picture's x axis runs in body coordinates (angle_definitions.h) of a plane; 0
/// if the view does not look at it.
int body_x_sign(const WalkingPass& pass, BodyPlane plane) {
  if (plane == BodyPlane::kSagittal) return sagittal(pass.view) ? pass.facing : 0;
  if (!frontal(pass.view)) return 0;
  return pass.view == ViewKind::kFrontalTowards ? 1 : -1;
}

struct LinePoint {
  geometry::Point point;
  bool filled = false;
};

/// A landmark, or the middle between two; the one that is known if the other is not.
std::optional<LinePoint> end_of_line(const LandmarkTracks& tracks, BodyLandmark landmark,
                                     std::optional<BodyLandmark> also, std::size_t i) {
  const auto a = tracks.at(landmark, i);
  if (!also) return a ? std::optional<LinePoint>({*a, tracks[landmark].filled(i)}) : std::nullopt;
  const auto b = tracks.at(*also, i);
  if (!a && !b) return std::nullopt;
  const bool filled = (a && tracks[landmark].filled(i)) || (b && tracks[*also].filled(i));
  if (a && b) return LinePoint{0.5 * (*a + *b), filled};
  return LinePoint{a ? *a : *b, filled};
}

/// A line's direction in the picture turned level, y still down.
struct Direction {
  geometry::Point vector;
  bool filled = false;
};

/// Whether a line is long enough in the picture to point anywhere.
bool points_somewhere(const Direction& direction) {
  constexpr double kShortest_px = 0.5;
  return geometry::norm_px(direction.vector) >= kShortest_px;
}

std::optional<Direction> direction_of(const LandmarkTracks& tracks, const BodyLine& line,
                                      std::size_t i) {
  const auto from = end_of_line(tracks, line.from, line.from_also, i);
  const auto to = end_of_line(tracks, line.to, line.to_also, i);
  if (!from || !to) return std::nullopt;
  return Direction{to->point - from->point, from->filled || to->filled};
}

geometry::Point fixed_direction(BodyLine::Kind kind) {
  switch (kind) {
    case BodyLine::Kind::kUp:
      return {0, 1};
    case BodyLine::Kind::kDown:
      return {0, -1};
    default:
      return {1, 0};
  }
}

class AngleEvaluator {
 public:
  AngleEvaluator(const LandmarkTracks& tracks, double floor_slope_deg)
      : tracks_(tracks),
        cos_(std::cos(floor_slope_deg * std::numbers::pi / 180)),
        sin_(std::sin(floor_slope_deg * std::numbers::pi / 180)) {}

  /// Fills one column over one pass.
  /// @return whether the landmarks were seen together, whatever the view
  bool evaluate(const AngleDefinition& definition, const WalkingPass& pass,
                AngleColumn& column) const {
    bool landmarks_seen = false;
    const int x_sign = body_x_sign(pass, definition.plane);
    for (std::size_t i = pass.first_sample; i <= pass.last_sample; ++i) {
      const auto first = in_body(definition.first, x_sign, i);
      const auto second = in_body(definition.second, x_sign, i);
      if (!first || !second) continue;
      landmarks_seen = true;
      if (x_sign == 0 || !points_somewhere(*first) || !points_somewhere(*second)) continue;
      column.values_deg[i] = angle_deg(definition, first->vector, second->vector);
      column.interpolated[i] = first->filled || second->filled;
    }
    return landmarks_seen;
  }

  /// Whether the landmarks of a column are anywhere seen together.
  bool ever_seen(const AngleDefinition& definition) const {
    for (std::size_t i = 0; i < tracks_.size(); ++i)
      if (in_body(definition.first, 0, i) && in_body(definition.second, 0, i)) return true;
    return false;
  }

 private:
  std::optional<Direction> in_body(const BodyLine& line, int x_sign, std::size_t i) const {
    if (line.fixed()) return Direction{fixed_direction(line.kind), false};
    auto direction = direction_of(tracks_, line, i);
    if (!direction) return std::nullopt;
    const geometry::Point v = direction->vector;
    const geometry::Point level{cos_ * v.x_px + sin_ * v.y_px, -sin_ * v.x_px + cos_ * v.y_px};
    direction->vector = {x_sign * level.x_px, -level.y_px};
    return direction;
  }

  const LandmarkTracks& tracks_;
  double cos_;
  double sin_;
};

/// Whether a line's ends are anywhere in the series, however sure.
bool in_data(const LandmarkTracks& all, const BodyLine& line) {
  if (line.fixed()) return true;
  const auto known = [&](BodyLandmark landmark) {
    return all.size() > 0 && all[landmark].ever_known(0, all.size() - 1);
  };
  return (known(line.from) || (line.from_also && known(*line.from_also))) &&
         (known(line.to) || (line.to_also && known(*line.to_also)));
}

/// Why an angle has no value.
/// @param views      of the passes in which its landmarks were seen together
/// @param ever_seen  whether they were seen together in any sample
std::string reason_for(const AngleDefinition& definition, const LandmarkSeries& series,
                       const std::vector<ViewKind>& views, bool ever_seen) {
  if (views.empty()) {
    if (ever_seen)
      return "The landmarks that this angle needs were seen only where neither direction nor view "
             "could be determined.";
    LandmarkTracks all = tracks_from_series(series, 0);
    add_middle_points(all);
    return in_data(all, definition.first) && in_data(all, definition.second)
               ? "The landmarks that this angle needs were never seen together surely enough."
               : "The landmarks that this angle needs are not in the data.";
  }
  const auto any = [&](ViewKind view) {
    return std::find(views.begin(), views.end(), view) != views.end();
  };
  if (std::all_of(views.begin(), views.end(),
                  [](ViewKind view) { return view == ViewKind::kUnknown; }))
    return "From which side the person is seen could not be determined.";
  if (any(ViewKind::kOblique))
    return "The person is seen obliquely; angles in the picture would be too small or too large.";
  return definition.plane == BodyPlane::kSagittal
             ? "The person is not seen from the side, so this angle can't be seen."
             : "The person is not seen from the front or back, so this angle can't be seen.";
}

}  // namespace

AngleTable joint_angles(const LandmarkTracks& tracks, const LandmarkSeries& series,
                        const std::vector<PassGeometry>& passes, double floor_slope_deg) {
  AngleTable table;
  const std::size_t n = tracks.size();
  table.frames.reserve(n);
  table.times.reserve(n);
  for (const LandmarkSample& sample : series.samples) {
    table.frames.push_back(sample.frame);
    table.times.push_back(series.clock.movement_time(sample.time));
  }
  const AngleEvaluator evaluator(tracks, floor_slope_deg);
  for (const AngleDefinition& definition : angle_definitions()) {
    AngleColumn column{definition.name, std::vector<std::optional<double>>(n),
                       std::vector<bool>(n, false), ""};
    std::vector<ViewKind> views;  // of the passes in which the landmarks were seen
    for (const PassGeometry& pass : passes)
      if (evaluator.evaluate(definition, pass.pass, column)) views.push_back(pass.pass.view);
    bool any = false;
    for (const auto& value : column.values_deg) any = any || value.has_value();
    if (!any)
      column.missing_reason =
          reason_for(definition, series, views, views.empty() && evaluator.ever_seen(definition));
    table.columns.push_back(std::move(column));
  }
  return table;
}

}  // namespace securepose::kinematics
