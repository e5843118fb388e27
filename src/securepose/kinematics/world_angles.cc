#include "securepose/kinematics/world_angles.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>

#include "securepose/kinematics/smoothing.h"

namespace securepose::kinematics {

namespace {

using Eigen::Vector3d;
using L = BodyLandmark;

constexpr double kDegrees = 180 / std::numbers::pi;

struct SideOfBody {
  const char* name;
  L shoulder, elbow, wrist, hip, knee, ankle, heel, toe;
};

constexpr std::array kSides = {
    SideOfBody{"right", L::kRightShoulder, L::kRightElbow, L::kRightWrist, L::kRightHip,
               L::kRightKnee, L::kRightAnkle, L::kRightHeel, L::kRightBigToe},
    SideOfBody{"left", L::kLeftShoulder, L::kLeftElbow, L::kLeftWrist, L::kLeftHip, L::kLeftKnee,
               L::kLeftAnkle, L::kLeftHeel, L::kLeftBigToe}};

/// World points of one sample under their mended sides.
class WorldSample {
 public:
  WorldSample(const LandmarkTracks& tracks, const LandmarkSeries& series, std::size_t i)
      : tracks_(tracks), sample_(series.samples[i]), i_(i) {}

  std::optional<Vector3d> at(L landmark) const {
    if (!sample_.world || !tracks_[landmark].known(i_)) return std::nullopt;
    const L source = tracks_[landmark].swap_mended[i_] != 0 ? mirrored(landmark) : landmark;
    const pose::WorldPoint& p = (*sample_.world)[index_of(source)];
    const Vector3d point(p.x_m, p.y_m, p.z_m);
    if (!point.allFinite()) return std::nullopt;
    return point;
  }

  std::optional<Vector3d> line(L from, L to) const {
    const auto a = at(from), b = at(to);
    if (!a || !b) return std::nullopt;
    return *b - *a;
  }

 private:
  const LandmarkTracks& tracks_;
  const LandmarkSample& sample_;
  std::size_t i_;
};

/// Angle between two lines, 0 to 180.
std::optional<double> between_deg(const std::optional<Vector3d>& a,
                                  const std::optional<Vector3d>& b) {
  if (!a || !b) return std::nullopt;
  const double across = a->cross(*b).norm(), along = a->dot(*b);
  if (across == 0 && along == 0) return std::nullopt;
  return std::atan2(across, along) * kDegrees;
}

/// Forward and downward direction of the trunk: across the axis through both hips.
struct TrunkAxes {
  Vector3d forward, down;
};

std::optional<TrunkAxes> trunk_axes(const WorldSample& sample) {
  const auto left_hip = sample.at(L::kLeftHip), right_hip = sample.at(L::kRightHip);
  const auto left_shoulder = sample.at(L::kLeftShoulder);
  const auto right_shoulder = sample.at(L::kRightShoulder);
  if (!left_hip || !right_hip || !left_shoulder || !right_shoulder) return std::nullopt;
  const Vector3d rightward = *right_hip - *left_hip;
  const Vector3d up = (*left_shoulder + *right_shoulder - *left_hip - *right_hip) / 2;
  // x right, y down, z away is right-handed: up x rightward points out of the chest.
  const Vector3d forward = up.cross(rightward);
  const Vector3d down = forward.cross(rightward);
  if (forward.norm() < 1e-9 || down.norm() < 1e-9) return std::nullopt;
  return TrunkAxes{forward.normalized(), (down.dot(up) > 0 ? -down : down).normalized()};
}

/// Turn of a limb against the trunk about the hips' axis, forwards positive.
std::optional<double> against_trunk_deg(const std::optional<TrunkAxes>& axes,
                                        const std::optional<Vector3d>& limb) {
  if (!axes || !limb) return std::nullopt;
  const double forward = limb->dot(axes->forward), down = limb->dot(axes->down);
  if (forward == 0 && down == 0) return std::nullopt;
  return std::atan2(forward, down) * kDegrees;
}

constexpr std::array kMotions = {"hip_flexion_trunk", "knee_flexion", "ankle_dorsiflexion",
                                 "shoulder_flexion", "elbow_flexion"};
using MotionValues = std::array<std::optional<double>, kMotions.size()>;

MotionValues motions_of(const WorldSample& sample, const SideOfBody& side) {
  const auto axes = trunk_axes(sample);
  const auto thigh = sample.line(side.hip, side.knee), shank = sample.line(side.knee, side.ankle);
  const auto arm = sample.line(side.shoulder, side.elbow);
  auto ankle = between_deg(shank, sample.line(side.heel, side.toe));
  if (ankle) *ankle -= 90;
  return {against_trunk_deg(axes, thigh), between_deg(thigh, shank), ankle,
          against_trunk_deg(axes, arm), between_deg(arm, sample.line(side.elbow, side.wrist))};
}

/// Smooths each run of values without a gap.
void smooth_runs(const LandmarkTracks& tracks, const TimeGrid& grid, double cutoff_hz,
                 std::vector<std::optional<double>>& values) {
  std::size_t i = 0;
  while (i < values.size()) {
    const std::size_t begin = i;
    std::vector<double> time_s, run;
    for (; i < values.size() && values[i] && (i == begin || !tracks.starts_shot(i)); ++i) {
      time_s.push_back(tracks.time_s[i]);
      run.push_back(*values[i]);
    }
    if (i == begin) {
      ++i;
      continue;
    }
    const std::vector<double> smoothed = low_pass(time_s, run, grid, cutoff_hz);
    std::copy(smoothed.begin(), smoothed.end(),
              values.begin() + static_cast<std::ptrdiff_t>(begin));
  }
}

}  // namespace

void add_world_angles(const LandmarkTracks& tracks, const LandmarkSeries& series,
                      const MovementOptions& options, AngleTable& table) {
  const std::size_t n = tracks.size();
  if (std::none_of(series.samples.begin(), series.samples.end(),
                   [](const LandmarkSample& s) { return s.world.has_value(); }))
    return;
  const TimeGrid grid = grid_of(tracks);
  for (const SideOfBody& side : kSides) {
    std::array<AngleColumn, kMotions.size()> columns;
    for (std::size_t m = 0; m < kMotions.size(); ++m)
      columns[m] = {std::string(side.name) + "_" + kMotions[m] + "_3d_deg",
                    std::vector<std::optional<double>>(n), std::vector<bool>(n, false), ""};
    for (std::size_t i = 0; i < n; ++i) {
      const MotionValues values = motions_of({tracks, series, i}, side);
      for (std::size_t m = 0; m < kMotions.size(); ++m) columns[m].values_deg[i] = values[m];
    }
    for (AngleColumn& column : columns) {
      if (options.smoother != Smoother::kNone)
        smooth_runs(tracks, grid, options.cutoff_hz, column.values_deg);
      const bool any = std::any_of(column.values_deg.begin(), column.values_deg.end(),
                                   [](const auto& v) { return v.has_value(); });
      if (!any)
        column.missing_reason = "The landmarks that this angle needs were never seen together.";
      table.columns.push_back(std::move(column));
    }
  }
}

}  // namespace securepose::kinematics
