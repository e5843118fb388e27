#include "securepose/formats/markers.h"

#include <algorithm>
#include <cmath>

#include "securepose/base/error.h"

namespace securepose::formats {

namespace {

using kinematics::BodyLandmark;
using L = BodyLandmark;

constexpr std::array kFeet = {L::kLeftAnkle, L::kRightAnkle, L::kLeftHeel,
                              L::kRightHeel, L::kLeftBigToe, L::kRightBigToe};

/// Height of the floor in the picture.
double floor_px(const StoredMovement& movement) {
  std::vector<double> lowest;
  for (const StoredPose& pose : movement.poses)
    for (const L landmark : kFeet)
      if (const auto& point = pose[index_of(landmark)]) lowest.push_back(point->y_px);
  if (lowest.empty()) return 0;
  std::sort(lowest.begin(), lowest.end());
  constexpr double kPercentile = 0.97;  // jitter puts some feet below the floor
  return lowest[static_cast<std::size_t>(kPercentile * static_cast<double>(lowest.size() - 1))];
}

std::optional<Marker> middle(const std::optional<Marker>& a, const std::optional<Marker>& b) {
  if (!a || !b) return std::nullopt;
  Marker m;
  for (std::size_t k = 0; k < 3; ++k) m.m[k] = (a->m[k] + b->m[k]) / 2;
  m.interpolated = a->interpolated || b->interpolated;
  return m;
}

class MarkerBuilder {
 public:
  MarkerBuilder(const StoredMovement& movement, PointSpace space)
      : space_(space),
        m_per_px_(movement.m_per_px.value_or(0)),
        floor_px_(space == PointSpace::kPicture ? floor_px(movement) : 0) {}

  std::optional<Marker> marker(const std::optional<StoredPoint>& point) const {
    if (!point) return std::nullopt;
    if (space_ == PointSpace::kPicture)
      return Marker{{m_per_px_ * point->x_px, m_per_px_ * (floor_px_ - point->y_px), 0},
                    point->interpolated};
    if (!point->world_m) return std::nullopt;
    const auto& w = *point->world_m;
    return Marker{{w[0], -w[1], -w[2]}, point->interpolated};
  }

 private:
  PointSpace space_;
  double m_per_px_;
  double floor_px_;
};

/// Drops the markers that no row has.
void drop_unseen(MarkerTable& table) {
  for (std::size_t k = table.names.size(); k-- > 0;) {
    const bool seen = std::any_of(table.rows.begin(), table.rows.end(),
                                  [k](const auto& row) { return row[k].has_value(); });
    if (seen) continue;
    const auto at = static_cast<std::ptrdiff_t>(k);
    table.names.erase(table.names.begin() + at);
    for (auto& row : table.rows) row.erase(row.begin() + at);
  }
}

}  // namespace

MarkerTable markers_of(const StoredMovement& movement, PointSpace space) {
  if (space == PointSpace::kPicture && !movement.m_per_px)
    throw base::Error(base::ErrorKind::kInput,
                      "The result has no scale, so its points have no metres. Measure again with "
                      "--height-m, or export --points world.");
  const MarkerBuilder builder(movement, space);
  MarkerTable table;
  table.time_s = movement.time_s;
  for (std::size_t k = 0; k < kinematics::kBlazePoseBodyLandmarks; ++k)
    table.names.emplace_back(name_of(static_cast<L>(k)));
  table.names.emplace_back("neck");
  table.names.emplace_back("mid_hip");
  for (const StoredPose& pose : movement.poses) {
    auto& row = table.rows.emplace_back();
    for (const auto& point : pose) row.push_back(builder.marker(point));
    row.push_back(middle(row[index_of(L::kLeftShoulder)], row[index_of(L::kRightShoulder)]));
    row.push_back(middle(row[index_of(L::kLeftHip)], row[index_of(L::kRightHip)]));
  }
  drop_unseen(table);
  if (table.names.empty())
    throw base::Error(base::ErrorKind::kInput,
                      space == PointSpace::kWorld
                          ? "The result has no points in space; only this program's own network "
                            "gives them. Export --points picture."
                          : "The result has no points: poses.csv is missing or empty.");
  return table;
}

MarkerTable evenly(const MarkerTable& markers, double rate_hz) {
  const std::size_t n = markers.time_s.size();
  constexpr double kEven = 0.1;
  bool even = rate_hz > 0;
  for (std::size_t i = 0; i < n && even; ++i)
    even = std::abs((markers.time_s[i] - markers.time_s[0]) * rate_hz - static_cast<double>(i)) <=
           kEven + 1e-4 * static_cast<double>(i);
  if (even || n < 2 || rate_hz <= 0) return markers;
  MarkerTable table{markers.names, {}, {}};
  const double span_s = markers.time_s.back() - markers.time_s.front();
  const auto count = static_cast<std::size_t>(std::floor(span_s * rate_hz + 1e-6)) + 1;
  std::size_t j = 1;
  for (std::size_t i = 0; i < count; ++i) {
    const double at_s = markers.time_s.front() + static_cast<double>(i) / rate_hz;
    while (j + 1 < n && markers.time_s[j] < at_s) ++j;
    const double share = std::clamp(
        (at_s - markers.time_s[j - 1]) / (markers.time_s[j] - markers.time_s[j - 1]), 0.0, 1.0);
    table.time_s.push_back(at_s);
    auto& row = table.rows.emplace_back(markers.names.size());
    for (std::size_t k = 0; k < row.size(); ++k) {
      const auto &a = markers.rows[j - 1][k], &b = markers.rows[j][k];
      if (!a || !b) continue;
      Marker& m = row[k].emplace();
      for (std::size_t c = 0; c < 3; ++c) m.m[c] = a->m[c] + share * (b->m[c] - a->m[c]);
      m.interpolated = a->interpolated || b->interpolated;
    }
  }
  return table;
}

}  // namespace securepose::formats
