#include "securepose/formats/stored_movement.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "securepose/base/error.h"
#include "securepose/base/median.h"
#include "securepose/formats/csv_table.h"
#include "securepose/formats/events_csv.h"

namespace securepose::formats {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using kinematics::BodyLandmark;

constexpr std::size_t kLandmarks = kinematics::kBlazePoseBodyLandmarks;

nlohmann::json read_json(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  nlohmann::json json = nlohmann::json::parse(stream, nullptr, /*allow_exceptions=*/false);
  if (json.is_discarded() || !json.is_object())
    throw Error::about_file(ErrorKind::kInput, file, "can't be read as JSON",
                            "Give the folder of a whole result.");
  return json;
}

void read_angles(const fs::path& file, StoredMovement& movement) {
  const CsvTable table = CsvTable::read(file);
  const std::size_t frame = table.column("frame"), shown = table.column("time_s");
  const std::size_t time = table.find("movement_time_s").value_or(shown);
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table.columns().size(); ++c) {
    if (!table.columns()[c].ends_with("_deg")) continue;
    columns.push_back(c);
    movement.angles.push_back({table.columns()[c], {}, {}});
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    movement.frames.push_back(static_cast<base::FrameIndex>(table.required(row, frame)));
    movement.presentation_time_s.push_back(table.required(row, shown));
    movement.time_s.push_back(table.required(row, time));
    if (row > 0 && movement.time_s[row] <= movement.time_s[row - 1])
      table.refuse(row, "its time is not after the one before", "Times must ascend.");
    for (std::size_t k = 0; k < columns.size(); ++k)
      movement.angles[k].values.push_back(table.number(row, columns[k]));
  }
  for (kinematics::TimedCurve& curve : movement.angles) curve.time_s = movement.time_s;
}

/// Columns of one landmark in poses.csv.
struct PoseColumns {
  std::size_t x_px, y_px, x_m, y_m, z_m, visibility, interpolated;
};

std::vector<PoseColumns> pose_columns(const CsvTable& table) {
  std::vector<PoseColumns> all;
  for (std::size_t k = 0; k < kLandmarks; ++k) {
    const std::string name(name_of(static_cast<BodyLandmark>(k)));
    all.push_back({table.column(name + "_x_px"), table.column(name + "_y_px"),
                   table.column(name + "_x_m"), table.column(name + "_y_m"),
                   table.column(name + "_z_m"), table.column(name + "_visibility"),
                   table.column(name + "_interpolated")});
  }
  return all;
}

std::optional<StoredPoint> point_in(const CsvTable& table, std::size_t row, const PoseColumns& at) {
  const auto x = table.number(row, at.x_px), y = table.number(row, at.y_px);
  if (!x || !y) return std::nullopt;
  StoredPoint point{.x_px = *x, .y_px = *y};
  const auto wx = table.number(row, at.x_m), wy = table.number(row, at.y_m);
  const auto wz = table.number(row, at.z_m);
  if (wx && wy && wz) point.world_m = {*wx, *wy, *wz};
  point.confidence = table.number(row, at.visibility).value_or(0);
  point.interpolated = table.number(row, at.interpolated).value_or(0) != 0;
  return point;
}

void read_poses(const fs::path& file, std::optional<double> patient, StoredMovement& movement) {
  const CsvTable table = CsvTable::read(file);
  const std::size_t frame = table.column("frame"), person = table.column("person");
  const std::vector<PoseColumns> columns = pose_columns(table);
  std::map<base::FrameIndex, std::size_t> place;
  for (std::size_t i = 0; i < movement.frames.size(); ++i) place[movement.frames[i]] = i;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double who = table.required(row, person);
    if (!patient) patient = who;
    if (who != *patient) continue;
    const auto at = place.find(static_cast<base::FrameIndex>(table.required(row, frame)));
    if (at == place.end()) table.refuse(row, "its frame is not in angles.csv", "");
    for (std::size_t k = 0; k < kLandmarks; ++k)
      movement.poses[at->second][k] = point_in(table, row, columns[k]);
  }
}

std::vector<StoredPass> passes_in(const nlohmann::json& gait) {
  std::vector<StoredPass> passes;
  const auto found = gait.find("passes");
  if (found == gait.end() || !found->is_array()) return passes;
  for (const nlohmann::json& pass : *found) {
    auto start = pass.find("movement_start_s"), end = pass.find("movement_end_s");
    if (start == pass.end() || end == pass.end()) {
      start = pass.find("start_s");
      end = pass.find("end_s");
    }
    if (start == pass.end() || end == pass.end() || !start->is_number() || !end->is_number())
      continue;
    const nlohmann::json facing = pass.value("facing", nlohmann::json());
    passes.push_back({start->get<double>(), end->get<double>(),
                      facing == "right" ? 1 : (facing == "left" ? -1 : 0)});
  }
  return passes;
}

/// The rate that a camera was meant to have, if the measured one differs no more than times in
/// files are rounded.
double nominal_rate_hz(double rate_hz) {
  constexpr double kRounding = 1e-5;
  for (const double nominal :
       {std::round(rate_hz), std::round(rate_hz * 1.001) / 1.001, std::round(2 * rate_hz) / 2})
    if (std::abs(rate_hz - nominal) <= kRounding * rate_hz) return nominal;
  return rate_hz;
}

std::optional<double> patient_of(const fs::path& folder) {
  std::error_code error;
  if (!fs::exists(folder / "run.json", error)) return std::nullopt;
  const nlohmann::json run = read_json(folder / "run.json");
  if (!run.contains("patient") || !run["patient"].is_object()) return std::nullopt;
  const auto& person = run["patient"].value("person", nlohmann::json());
  if (!person.is_number()) return std::nullopt;
  return person.get<double>();
}

}  // namespace

double StoredMovement::rate_hz() const {
  if (time_s.size() < 2) return 0;
  std::vector<double> intervals;
  for (std::size_t i = 1; i < time_s.size(); ++i) intervals.push_back(time_s[i] - time_s[i - 1]);
  const double median_s = base::upper_median(intervals);
  constexpr double kEven = 0.15;  // as kinematics::grid_of() tells even from uneven times
  const bool even = std::all_of(intervals.begin(), intervals.end(), [&](double interval_s) {
    return std::abs(interval_s - median_s) <= kEven * median_s;
  });
  // Times in the files are rounded; over the whole recording that does not show.
  if (even)
    return nominal_rate_hz(static_cast<double>(time_s.size() - 1) /
                           (time_s.back() - time_s.front()));
  return 1 / median_s;
}

StoredMovement read_stored_movement(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error) || !fs::exists(folder / "angles.csv", error))
    throw Error::about_file(ErrorKind::kInput, folder, "holds no result of a measurement",
                            "Give a folder that `securepose run` or `securepose kinematics` "
                            "made; it has angles.csv.");
  StoredMovement movement;
  read_angles(folder / "angles.csv", movement);
  movement.poses.resize(movement.frames.size());
  if (fs::exists(folder / "poses.csv", error))
    read_poses(folder / "poses.csv", patient_of(folder), movement);
  const nlohmann::json gait = read_json(folder / "gait.json");
  const double factor = gait.value("slow_motion_factor", 1.0);
  if (!(factor > 0))
    throw Error::about_file(ErrorKind::kInput, folder / "gait.json",
                            "has a slow_motion_factor that is not above 0",
                            "Give the folder of a whole result.");
  movement.clock.factor = factor;
  for (const kinematics::GivenEvent& event : read_events_csv(folder / "events.csv", movement.clock))
    movement.events.push_back({event.side, event.kind, event.time.seconds()});
  if (gait.contains("scale") && gait["scale"].is_object() &&
      gait["scale"].value("m_per_px", nlohmann::json()).is_number())
    movement.m_per_px = gait["scale"]["m_per_px"].get<double>();
  movement.passes = passes_in(gait);
  if (gait.contains("summary") && gait["summary"].is_object() &&
      gait["summary"].value("longest_filled_gap_s", nlohmann::json()).is_number())
    movement.longest_filled_gap_s = gait["summary"]["longest_filled_gap_s"].get<double>();
  return movement;
}

}  // namespace securepose::formats
