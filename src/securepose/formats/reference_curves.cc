#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/formats/comparison.h"
#include "securepose/formats/csv_table.h"
#include "securepose/formats/table_text.h"

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
  // Of this program's own tables, the movement's time is the one that others' can be held against.
  const std::size_t time =
      table.find("movement_time_s").value_or(table.find_word({"times", "time"}).value_or(0));
  std::vector<TimedCurve> curves;
  std::vector<std::size_t> columns;
  for (std::size_t c = 0; c < table.columns().size(); ++c) {
    if (!table.columns()[c].ends_with("_deg")) continue;
    columns.push_back(c);
    curves.push_back({table.columns()[c], {}, {}});
  }
  std::vector<double> time_s;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    time_s.push_back(table.required(row, time));
    for (std::size_t k = 0; k < columns.size(); ++k)
      curves[k].values.push_back(table.number(row, columns[k]));
  }
  for (TimedCurve& curve : curves) curve.time_s = time_s;
  return curves;
}

/// The coordinate that a column of OpenSim 4 names by its path, as in
/// "/jointset/walker_knee_r/knee_angle_r/value"; nothing for speeds, activations and the like.
std::optional<std::string> coordinate_of(const std::string& column) {
  if (!column.starts_with('/')) return column;
  constexpr std::string_view kValue = "/value";
  if (!column.ends_with(kValue)) return std::nullopt;
  const std::string path = column.substr(0, column.size() - kValue.size());
  return path.substr(path.rfind('/') + 1);
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

/// Some models count a knee's flexion below zero. Knees flex far beyond what they overextend, so
/// both are told by the greatest angle of either.
void turn_knees(std::vector<TimedCurve>& curves) {
  constexpr double kBeyondOverextension_deg = 20;
  const auto is_knee = [](const TimedCurve& curve) {
    return curve.name.find("knee_flexion") != std::string::npos;
  };
  double greatest_deg = 0;
  for (const TimedCurve& curve : curves)
    if (is_knee(curve))
      for (const auto& value : curve.values)
        if (value && std::abs(*value) > std::abs(greatest_deg)) greatest_deg = *value;
  if (greatest_deg > -kBeyondOverextension_deg) return;
  for (TimedCurve& curve : curves)
    if (is_knee(curve))
      for (auto& value : curve.values)
        if (value) *value = -*value;
}

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream stream(line);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// "inDegrees=no", however it is spelt.
bool says_radians(const std::string& header_line) {
  return bare_word(header_line) == "indegreesno";
}

std::vector<TimedCurve> read_opensim(const std::filesystem::path& file) {
  const std::optional<std::string> text = read_text(file);
  if (!text) refuse(file, "can't be read");
  const std::vector<std::string> lines = lines_of(*text);
  bool in_degrees = true;
  std::size_t at = 0;
  while (at < lines.size() && bare_word(lines[at]) != "endheader") {
    if (says_radians(lines[at])) in_degrees = false;
    ++at;
  }
  do ++at;
  while (at < lines.size() && words_of(lines[at]).empty());
  if (at >= lines.size()) refuse(file, "has no line \"endheader\", or nothing after it");
  const std::vector<std::string> columns = words_of(lines[at]);
  if (bare_word(columns.front()) != "time") refuse(file, "does not begin with time");
  std::vector<double> time_s;
  std::vector<std::vector<std::optional<double>>> values(columns.size());
  for (++at; at < lines.size(); ++at) {
    const std::vector<std::string> row = words_of(lines[at]);
    if (row.empty()) continue;
    if (row.size() != columns.size()) refuse(file, "has a row with another number of values");
    for (std::size_t c = 0; c < row.size(); ++c) {
      const auto value = number_in_cell(row[c], /*decimal_comma=*/false);
      if (!value) refuse(file, "holds \"" + row[c] + "\", which is no number");
      values[c].push_back(std::isfinite(*value) ? value : std::nullopt);
    }
    if (!values[0].back()) refuse(file, "has a row without a time");
    time_s.push_back(*values[0].back());
  }
  std::vector<TimedCurve> curves;
  for (std::size_t c = 1; c < columns.size(); ++c) {
    const auto coordinate = coordinate_of(columns[c]);
    if (!coordinate) continue;
    TimedCurve curve{own_name(*coordinate), time_s, std::move(values[c])};
    if (!in_degrees && curve.name.ends_with("_deg"))
      for (auto& value : curve.values)
        if (value) *value *= 180 / std::numbers::pi;
    curves.push_back(std::move(curve));
  }
  turn_knees(curves);
  return curves;
}

}  // namespace

std::vector<TimedCurve> read_reference_curves(const std::filesystem::path& file) {
  const std::string kind = bare_word(file.extension().string());
  std::vector<TimedCurve> curves =
      kind == "mot" || kind == "sto" ? read_opensim(file) : read_csv(file);
  for (const TimedCurve& curve : curves)
    if (std::adjacent_find(curve.time_s.begin(), curve.time_s.end(),
                           [](double a, double b) { return b <= a; }) != curve.time_s.end())
      refuse(file, "has times that do not ascend");
  if (curves.empty() || curves.front().time_s.empty()) refuse(file, "holds no angles");
  return curves;
}

}  // namespace securepose::formats
