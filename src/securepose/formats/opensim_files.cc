#include "securepose/formats/opensim_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace securepose::formats {

namespace {

std::vector<const kinematics::TimedCurve*> curves_with_values(const StoredMovement& movement) {
  std::vector<const kinematics::TimedCurve*> curves;
  for (const kinematics::TimedCurve& curve : movement.angles)
    if (std::any_of(curve.values.begin(), curve.values.end(),
                    [](const auto& value) { return value.has_value(); }))
      curves.push_back(&curve);
  return curves;
}

}  // namespace

std::string trc_text(const MarkerTable& markers, double rate_hz, const std::string& name) {
  std::string text = fmt::format(
      "PathFileType\t4\t(X/Y/Z)\t{0}\n"
      "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\t"
      "OrigNumFrames\n{1:.6f}\t{1:.6f}\t{2}\t{3}\tm\t{1:.6f}\t1\t{2}\nFrame#\tTime",
      name, rate_hz, markers.rows.size(), markers.names.size());
  for (const std::string& marker : markers.names) text += "\t" + marker + "\t\t";
  text += "\n\t";
  for (std::size_t k = 1; k <= markers.names.size(); ++k)
    text += fmt::format("\tX{0}\tY{0}\tZ{0}", k);
  text += "\n\n";
  auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < markers.rows.size(); ++i) {
    fmt::format_to(out, "{}\t{:.6f}", i + 1, markers.time_s[i]);
    for (const auto& marker : markers.rows[i]) {
      if (marker)
        fmt::format_to(out, "\t{:.6f}\t{:.6f}\t{:.6f}", marker->m[0], marker->m[1], marker->m[2]);
      else
        text += "\tNaN\tNaN\tNaN";
    }
    text += '\n';
  }
  return text;
}

std::string movement_csv(const MarkerTable& markers, const StoredMovement& movement) {
  const auto curves = curves_with_values(movement);
  std::string text = "frame,time_s";
  for (const std::string& marker : markers.names)
    for (const char* axis : {"_x_m", "_y_m", "_z_m"}) text.append(",").append(marker).append(axis);
  for (const auto* curve : curves) text += "," + curve->name;
  text += ",movement_time_s\n";
  auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < markers.rows.size(); ++i) {
    fmt::format_to(out, "{},{:.6f}", movement.frames[i], movement.presentation_time_s[i]);
    for (const auto& marker : markers.rows[i]) {
      if (marker)
        fmt::format_to(out, ",{:.6f},{:.6f},{:.6f}", marker->m[0], marker->m[1], marker->m[2]);
      else
        text += ",,,";
    }
    for (const auto* curve : curves) {
      text += ',';
      if (curve->values[i]) fmt::format_to(out, "{:.4f}", *curve->values[i]);
    }
    fmt::format_to(out, ",{:.6f}\n", movement.time_s[i]);
  }
  return text;
}

}  // namespace securepose::formats
