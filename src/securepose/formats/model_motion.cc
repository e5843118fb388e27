#include "securepose/formats/model_motion.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/base/median.h"
#include "securepose/formats/markers.h"
#include "securepose/kinematics/resampling.h"

namespace securepose::formats {

namespace {

using Values = std::vector<std::optional<double>>;

/// Middle of both hips in the pelvis' frame of the unscaled models (Rajagopal2016.osim and
/// gait2392_simbody.osim: location_in_parent of hip_r).
struct HipsInPelvis {
  double forward_m;
  double up_m;
};
HipsInPelvis hips_in_pelvis(OpenSimModel model) {
  return model == OpenSimModel::kRajagopal ? HipsInPelvis{-0.0563, -0.0785}
                                           : HipsInPelvis{-0.0707, -0.0661};
}

/// A column of angles.csv as a coordinate of the models.
struct CoordinateRow {
  std::string_view angle;
  std::string_view coordinate;
  double rajagopal;  ///< sign, 0 if the model has none
  double gait2392;
  bool of_a_leg;
};
constexpr std::array<CoordinateRow, 11> kCoordinates = {{
    {"right_hip_flexion_deg", "hip_flexion_r", 1, 1, true},
    {"right_knee_flexion_deg", "knee_angle_r", 1, -1, true},
    {"right_ankle_dorsiflexion_deg", "ankle_angle_r", 1, 1, true},
    {"left_hip_flexion_deg", "hip_flexion_l", 1, 1, true},
    {"left_knee_flexion_deg", "knee_angle_l", 1, -1, true},
    {"left_ankle_dorsiflexion_deg", "ankle_angle_l", 1, 1, true},
    {"trunk_lean_deg", "lumbar_extension", -1, -1, false},
    {"right_shoulder_flexion_deg", "arm_flex_r", 1, 0, false},
    {"right_elbow_flexion_deg", "elbow_flex_r", 1, 0, false},
    {"left_shoulder_flexion_deg", "arm_flex_l", 1, 0, false},
    {"left_elbow_flexion_deg", "elbow_flex_l", 1, 0, false},
}};

constexpr double kLeastKnownShare = 0.5;
constexpr double kLeastPart_s = 0.25;  // if there is a longer one

struct Coordinate {
  std::string name;
  Values values;
  bool of_a_leg = false;
  std::size_t interpolated = 0;
};

std::size_t known(const Values& values) {
  return static_cast<std::size_t>(
      std::count_if(values.begin(), values.end(), [](const auto& v) { return v.has_value(); }));
}

std::vector<Coordinate> angles_of(const StoredMovement& movement, OpenSimModel model) {
  std::vector<Coordinate> coordinates;
  for (const CoordinateRow& row : kCoordinates) {
    const double sign = model == OpenSimModel::kRajagopal ? row.rajagopal : row.gait2392;
    if (sign == 0) continue;
    for (const kinematics::TimedCurve& curve : movement.angles) {
      if (curve.name != row.angle || known(curve.values) == 0) continue;
      Coordinate& added = coordinates.emplace_back();
      added.name = row.coordinate;
      added.of_a_leg = row.of_a_leg;
      for (const auto& value : curve.values)
        added.values.push_back(value ? std::optional(sign * *value) : std::nullopt);
    }
  }
  return coordinates;
}

/// Fills gaps up to `longest_s`, measured as for landmarks: the time between the values around it
/// less one frame's own.
void fill_gaps(const std::vector<double>& time_s, double frame_s, double longest_s,
               Coordinate& coordinate) {
  std::vector<double> known_s, known_values, at_s;
  std::vector<std::size_t> rows;  // to be filled, ascending
  std::size_t after_last = 0;     // the row after the last that is known
  for (std::size_t i = 0; i < time_s.size(); ++i) {
    if (!coordinate.values[i]) continue;
    const bool short_gap =
        !known_s.empty() && time_s[i] - known_s.back() - frame_s <= longest_s + 1e-6;
    if (short_gap)
      for (std::size_t k = after_last; k < i; ++k) rows.push_back(k);
    after_last = i + 1;
    known_s.push_back(time_s[i]);
    known_values.push_back(*coordinate.values[i]);
  }
  if (rows.empty()) return;
  at_s.reserve(rows.size());
  for (const std::size_t k : rows) at_s.push_back(time_s[k]);
  const std::vector<double> filled = kinematics::resample(known_s, known_values, at_s);
  for (std::size_t k = 0; k < rows.size(); ++k) coordinate.values[rows[k]] = filled[k];
  coordinate.interpolated = rows.size();
}

double median_interval_s(const std::vector<double>& time_s) {
  std::vector<double> intervals;
  for (std::size_t i = 1; i < time_s.size(); ++i) intervals.push_back(time_s[i] - time_s[i - 1]);
  if (intervals.empty()) return 0;
  return base::upper_median(std::move(intervals));
}

/// The way the person faces in each row: 1 right, -1 left, 0 not known.
std::vector<int> facings_of(const StoredMovement& movement) {
  constexpr double kRounding_s = 1e-3;  // of the times in gait.json
  std::vector<int> facings(movement.time_s.size(), 0);
  for (const StoredPass& pass : movement.passes) {
    auto at = std::lower_bound(movement.time_s.begin(), movement.time_s.end(),
                               pass.start_s - kRounding_s);
    for (; at != movement.time_s.end() && *at <= pass.end_s + kRounding_s; ++at)
      facings[static_cast<std::size_t>(at - movement.time_s.begin())] = pass.facing;
  }
  return facings;
}

/// Where the middle of the hips is in metres, x and y; empty without a scale or points.
std::array<Coordinate, 2> hips_of(const StoredMovement& movement) {
  std::array<Coordinate, 2> hips;
  const bool any = std::any_of(movement.poses.begin(), movement.poses.end(), [](const auto& pose) {
    return std::any_of(pose.begin(), pose.end(), [](const auto& p) { return p.has_value(); });
  });
  if (!movement.m_per_px || !any) return hips;
  const MarkerTable markers = markers_of(movement, PointSpace::kPicture);
  const auto found = std::find(markers.names.begin(), markers.names.end(), "mid_hip");
  if (found == markers.names.end()) return hips;
  const auto k = static_cast<std::size_t>(found - markers.names.begin());
  for (std::size_t axis = 0; axis < 2; ++axis)
    for (const auto& row : markers.rows)
      hips[axis].values.push_back(row[k] ? std::optional(row[k]->m[axis]) : std::nullopt);
  return hips;
}

struct Rows {
  std::size_t begin = 0;
  std::size_t end = 0;
};

class Writer {
 public:
  Writer(const StoredMovement& movement, OpenSimModel model)
      : movement_(movement),
        model_(model),
        facings_(facings_of(movement)),
        angles_(angles_of(movement, model)),
        hips_(hips_of(movement)) {
    const double frame_s = median_interval_s(movement.time_s);
    const auto fill = [&](Coordinate& c) {
      if (!c.values.empty()) fill_gaps(movement.time_s, frame_s, movement.longest_filled_gap_s, c);
    };
    for (Coordinate& coordinate : angles_) fill(coordinate);
    for (Coordinate& coordinate : hips_) fill(coordinate);
  }

  ModelMotions write() {
    choose_legs();
    const std::vector<Rows> parts = parts_of_legs();
    if (parts.empty())
      throw base::Error(
          base::ErrorKind::kInput,
          "The result has no stretch in which the angles of a leg are known, so there is nothing "
          "that a model could be moved by. Film the person from the side.");
    ModelMotions motions;
    for (const Rows rows : parts) motions.parts.push_back(part(rows));
    motions.notes = notes(parts);
    return motions;
  }

 private:
  /// Angles of the legs that are known rarely must not cut the others to pieces.
  void choose_legs() {
    std::size_t most = 0;
    for (const Coordinate& c : angles_)
      if (c.of_a_leg) most = std::max(most, known(c.values));
    for (Coordinate& c : angles_)
      if (c.of_a_leg &&
          static_cast<double>(known(c.values)) < kLeastKnownShare * static_cast<double>(most)) {
        c.of_a_leg = false;
        rare_.push_back(c.name);
      }
  }

  bool alive(std::size_t i) const {
    bool any = false;
    for (const Coordinate& c : angles_) {
      if (!c.of_a_leg) continue;
      if (!c.values[i]) return false;
      any = true;
    }
    return any;
  }

  std::vector<Rows> parts_of_legs() {
    std::vector<Rows> parts;
    for (std::size_t i = 0; i < movement_.time_s.size(); ++i) {
      if (!alive(i)) continue;
      known_rows_ += 1;
      const bool goes_on =
          !parts.empty() && parts.back().end == i && facings_[i] == facings_[i - 1];
      if (goes_on)
        parts.back().end = i + 1;
      else
        parts.push_back({i, i + 1});
    }
    std::erase_if(parts, [](Rows rows) { return rows.end - rows.begin < 2; });
    const auto is_long = [&](Rows rows) {
      return movement_.time_s[rows.end - 1] - movement_.time_s[rows.begin] >= kLeastPart_s;
    };
    if (std::any_of(parts.begin(), parts.end(), is_long))
      std::erase_if(parts, [&](Rows rows) { return !is_long(rows); });
    return parts;
  }

  static bool whole(const Values& values, Rows rows) {
    if (values.empty()) return false;
    for (std::size_t i = rows.begin; i < rows.end; ++i)
      if (!values[i]) return false;
    return true;
  }

  ModelMotion part(Rows rows) {
    ModelMotion motion;
    std::vector<const Values*> columns;
    for (const Coordinate& c : angles_) {
      if (!whole(c.values, rows)) {
        ++left_out_[c.name];
        continue;
      }
      motion.coordinates.push_back(c.name);
      columns.push_back(&c.values);
    }
    const int facing = facings_[rows.begin];
    std::vector<std::pair<const char*, double>> pelvis = {{"pelvis_tilt", 0}, {"pelvis_list", 0}};
    if (facing != 0) pelvis.emplace_back("pelvis_rotation", facing > 0 ? 0 : 180);
    for (const auto& [name, value] : pelvis) motion.coordinates.emplace_back(name);
    const bool placed = facing != 0 && whole(hips_[0].values, rows) && whole(hips_[1].values, rows);
    if (placed) {
      motion.coordinates.emplace_back("pelvis_tx");
      motion.coordinates.emplace_back("pelvis_ty");
    }
    const HipsInPelvis offset = hips_in_pelvis(model_);
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      motion.time_s.push_back(movement_.time_s[i]);
      std::vector<double>& row = motion.rows.emplace_back();
      for (const Values* values : columns) row.push_back(*(*values)[i]);
      for (const auto& [name, value] : pelvis) row.push_back(value);
      if (!placed) continue;
      row.push_back(*hips_[0].values[i] - facing * offset.forward_m);
      row.push_back(*hips_[1].values[i] - offset.up_m);
    }
    return motion;
  }

  std::vector<std::string> notes(const std::vector<Rows>& parts) const {
    std::vector<std::string> notes;
    std::size_t written = 0, interpolated = 0;
    for (const Rows rows : parts) written += rows.end - rows.begin;
    for (const Coordinate& c : angles_) interpolated += c.interpolated;
    if (interpolated > 0)
      notes.push_back(fmt::format("{} values in gaps of up to {:g} s were interpolated.",
                                  interpolated, movement_.longest_filled_gap_s));
    if (parts.size() > 1)
      notes.push_back(fmt::format(
          "The movement is in {} files: each ends at a longer gap or a turn.", parts.size()));
    if (written < movement_.time_s.size())
      notes.push_back(fmt::format(
          "{} of {} frames are in no file: {} of them for an angle of a leg that is not known, {} "
          "in stretches shorter than {:g} s.",
          movement_.time_s.size() - written, movement_.time_s.size(),
          movement_.time_s.size() - known_rows_, known_rows_ - written, kLeastPart_s));
    if (!rare_.empty())
      notes.push_back(
          fmt::format("Known too rarely to decide where a file ends: {}.", fmt::join(rare_, ", ")));
    for (const auto& [name, count] : left_out_)
      notes.push_back(parts.size() == 1
                          ? fmt::format("{} is left out: it has gaps.", name)
                          : fmt::format("{} is left out of {} of {} files: it has gaps there.",
                                        name, count, parts.size()));
    return notes;
  }

  const StoredMovement& movement_;
  OpenSimModel model_;
  std::vector<int> facings_;
  std::vector<Coordinate> angles_;
  std::array<Coordinate, 2> hips_;
  std::size_t known_rows_ = 0;
  std::vector<std::string> rare_;
  std::map<std::string, std::size_t> left_out_;  // in how many parts
};

}  // namespace

ModelMotions model_motions(const StoredMovement& movement, OpenSimModel model) {
  return Writer(movement, model).write();
}

std::string mot_text(const ModelMotion& motion, const std::string& name) {
  std::string text = fmt::format("{}\nversion=1\nnRows={}\nnColumns={}\ninDegrees=yes\nendheader\n",
                                 name, motion.time_s.size(), motion.coordinates.size() + 1);
  text += "time";
  for (const std::string& coordinate : motion.coordinates) text += "\t" + coordinate;
  text += '\n';
  auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < motion.time_s.size(); ++i) {
    fmt::format_to(out, "{:.6f}", motion.time_s[i]);
    for (const double value : motion.rows[i]) fmt::format_to(out, "\t{:.6f}", value);
    text += '\n';
  }
  return text;
}

}  // namespace securepose::formats
