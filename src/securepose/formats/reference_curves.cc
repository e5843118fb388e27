#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <numbers>
#include <sstream>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/formats/comparison.h"
#include "securepose/formats/csv_table.h"

namespace securepose::formats {

namespace {

using kinematics::TimedCurve;

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what) {
  throw base::Error::about_file(base::ErrorKind::kInput, file, what,
                                "Give OpenSim's .mot or .sto, or a CSV with time_s and columns "
                                "as in angles.csv.");
}

std::vector<TimedCurve> read_csv(const std::filesystem::path& file) {
  const CsvTable table = CsvTable::read(file);
  const std::size_t time = table.find("time_s").value_or(table.find("time").value_or(0));
  std::vector<double> time_s;
  for (std::size_t row = 0; row < table.rows(); ++row) time_s.push_back(table.required(row, time));
  std::vector<TimedCurve> curves;
  for (std::size_t c = 0; c < table.columns().size(); ++c) {
    if (!table.columns()[c].ends_with("_deg")) continue;
    TimedCurve& curve = curves.emplace_back(TimedCurve{table.columns()[c], time_s, {}});
    for (std::size_t row = 0; row < table.rows(); ++row)
      curve.values.push_back(table.number(row, c));
  }
  return curves;
}

/// OpenSim's name of a coordinate as a column of angles.csv; others stay.
std::string own_name(const std::string& coordinate) {
  static const std::map<std::string, std::string> kNames = {{"hip_flexion", "hip_flexion"},
                                                            {"knee_angle", "knee_flexion"},
                                                            {"ankle_angle", "ankle_dorsiflexion"},
                                                            {"arm_flex", "shoulder_flexion"},
                                                            {"elbow_flex", "elbow_flexion"}};
  for (const auto& [suffix, side] : {std::pair{"_r", "right_"}, std::pair{"_l", "left_"}}) {
    if (!coordinate.ends_with(suffix)) continue;
    const auto known = kNames.find(coordinate.substr(0, coordinate.size() - 2));
    if (known != kNames.end()) return side + known->second + "_deg";
  }
  return coordinate;
}

/// Some models count a knee's flexion below zero.
void turn_knee(TimedCurve& curve) {
  if (curve.name.find("knee_flexion") == std::string::npos) return;
  double sum = 0;
  for (const auto& value : curve.values) sum += value.value_or(0);
  if (sum >= 0) return;
  for (auto& value : curve.values)
    if (value) *value = -*value;
}

std::vector<TimedCurve> read_opensim(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) refuse(file, "can't be read");
  std::string line;
  bool in_degrees = true, header_ended = false;
  while (!header_ended && std::getline(stream, line)) {
    if (line.find("inDegrees=no") != std::string::npos) in_degrees = false;
    header_ended = line.starts_with("endheader");
  }
  if (!header_ended || !std::getline(stream, line)) refuse(file, "has no line \"endheader\"");
  std::istringstream names(line);
  std::vector<std::string> columns;
  for (std::string name; names >> name;) columns.push_back(name);
  if (columns.empty() || columns.front() != "time") refuse(file, "does not begin with time");
  std::vector<double> time_s;
  std::vector<std::vector<std::optional<double>>> values(columns.size());
  while (std::getline(stream, line)) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; cells >> cell;) row.push_back(cell);
    if (row.empty()) continue;
    if (row.size() != columns.size()) refuse(file, "has a row with another number of values");
    for (std::size_t c = 0; c < row.size(); ++c) {
      char* end = nullptr;
      const double value = std::strtod(row[c].c_str(), &end);
      if (*end != '\0') refuse(file, "holds \"" + row[c] + "\", which is no number");
      values[c].push_back(std::isfinite(value) ? std::optional(value) : std::nullopt);
    }
    if (!values[0].back()) refuse(file, "has a row without a time");
    time_s.push_back(*values[0].back());
  }
  std::vector<TimedCurve> curves;
  for (std::size_t c = 1; c < columns.size(); ++c) {
    TimedCurve curve{own_name(columns[c]), time_s, std::move(values[c])};
    if (!in_degrees && curve.name.ends_with("_deg"))
      for (auto& value : curve.values)
        if (value) *value *= 180 / std::numbers::pi;
    turn_knee(curve);
    curves.push_back(std::move(curve));
  }
  return curves;
}

}  // namespace

std::vector<TimedCurve> read_reference_curves(const std::filesystem::path& file) {
  const std::string kind = file.extension().string();
  std::vector<TimedCurve> curves =
      kind == ".mot" || kind == ".sto" ? read_opensim(file) : read_csv(file);
  for (const TimedCurve& curve : curves)
    if (std::adjacent_find(curve.time_s.begin(), curve.time_s.end(),
                           [](double a, double b) { return b <= a; }) != curve.time_s.end())
      refuse(file, "has times that do not ascend");
  if (curves.empty() || curves.front().time_s.empty()) refuse(file, "holds no angles");
  return curves;
}

}  // namespace securepose::formats
