#include "securepose/formats/movement_files.h"

#include <fmt/format.h>

#include <iterator>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"
#include "securepose/kinematics/stride_angles.h"

namespace securepose::formats {

namespace {

using kinematics::MovementResult;

/// When the video shows a moment of the movement.
double shown_s(const MovementResult& result, base::Timestamp movement) {
  return result.clean.clock.presentation_time(movement).seconds();
}

std::string shown_text(const MovementResult& result, const std::optional<base::Timestamp>& time) {
  return time ? fmt::format("{:.6f}", shown_s(result, *time)) : std::string();
}

std::string optional_number(const std::optional<double>& value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : std::string();
}

}  // namespace

std::string angles_csv(const MovementResult& result) {
  std::string text = "frame,time_s";
  for (const auto& column : result.angles.columns) text += "," + column.name;
  text += ",interpolated,movement_time_s\n";
  auto out = std::back_inserter(text);
  const auto& samples = result.clean.samples;
  for (std::size_t i = 0; i < result.angles.frames.size(); ++i) {
    const base::Timestamp time = result.angles.times[i];
    // The sample's own time is exact.
    const double time_s = i < samples.size() ? samples[i].time.seconds() : shown_s(result, time);
    fmt::format_to(out, "{},{:.6f}", result.angles.frames[i], time_s);
    bool interpolated = false;
    for (const auto& column : result.angles.columns) {
      text += ',';
      if (const auto& value = column.values_deg[i]) fmt::format_to(out, "{:.3f}", *value);
      interpolated = interpolated || column.interpolated[i];
    }
    fmt::format_to(out, ",{},{:.6f}\n", interpolated ? 1 : 0, time.seconds());
  }
  return text;
}

std::string events_csv(const MovementResult& result) {
  std::string text = "frame,time_s,side,event,certainty,pass,movement_time_s\n";
  for (const kinematics::GaitEvent& event : result.events)
    text += fmt::format("{},{:.6f},{},{},{:.2f},{},{:.6f}\n", event.frame,
                        shown_s(result, event.time), name_of(event.side), name_of(event.kind),
                        event.certainty, event.pass + 1, event.time.seconds());
  return text;
}

std::string strides_csv(const MovementResult& result) {
  std::string text =
      "side,pass,start_s,end_s,final_contact_s,other_final_contact_s,other_initial_contact_s,"
      "stride_time_s,stride_length_m,step_length_m,step_time_s,speed_m_s,foot_clearance_m,"
      "stride_length_body_heights,step_length_body_heights,speed_body_heights_s,"
      "foot_clearance_body_heights";
  for (const kinematics::AngleReadingInfo& info : kinematics::angle_readings())
    text += fmt::format(",{}_{}_deg", info.motion, info.what);
  text += ",certainty,movement_start_s,movement_end_s\n";
  for (const kinematics::Stride& s : result.gait.strides) {
    text += fmt::format(
        "{},{},{:.6f},{:.6f},{},{},{},{:.4f},{},{},{},{},{},{},{},{},{}", name_of(s.side),
        s.pass + 1, shown_s(result, s.start), shown_s(result, s.end),
        shown_text(result, s.final_contact), shown_text(result, s.other_final_contact),
        shown_text(result, s.other_initial_contact), s.duration_s(), optional_number(s.length_m, 4),
        optional_number(s.step_length_m, 4), optional_number(s.step_time_s, 4),
        optional_number(s.speed_m_s, 4), optional_number(s.clearance_m, 4),
        optional_number(s.length_heights, 4), optional_number(s.step_length_heights, 4),
        optional_number(s.speed_heights_s, 4), optional_number(s.clearance_heights, 4));
    for (const auto& value : s.angles_deg) text += "," + optional_number(value, 2);
    text += fmt::format(",{:.2f},{:.6f},{:.6f}\n", s.certainty, s.start.seconds(), s.end.seconds());
  }
  return text;
}

std::string cycles_csv(const MovementResult& result) {
  std::string text = "angle,side,strides,percent,mean_deg,sd_deg\n";
  for (const kinematics::CycleCurve& curve : result.cycles)
    for (std::size_t percent = 0; percent < kinematics::kCyclePercents; ++percent)
      text += fmt::format("{},{},{},{},{},{}\n", kinematics::angle_of_column(curve.column),
                          name_of(curve.side), curve.strides, percent,
                          optional_number(curve.mean_deg[percent], 3),
                          optional_number(curve.deviation_deg[percent], 3));
  return text;
}

void write_movement_files(const MovementResult& result, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw base::Error::about_file(base::ErrorKind::kEnvironment, folder,
                                  "can't be made (" + error.message() + ")",
                                  "Choose another output folder.");
  base::write_file_atomically(folder / "angles.csv", angles_csv(result));
  base::write_file_atomically(folder / "events.csv", events_csv(result));
  base::write_file_atomically(folder / "strides.csv", strides_csv(result));
  base::write_file_atomically(folder / "cycles.csv", cycles_csv(result));
  base::write_file_atomically(folder / "gait.json", gait_json(result));
}

}  // namespace securepose::formats
