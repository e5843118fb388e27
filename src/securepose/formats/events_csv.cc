#include "securepose/formats/events_csv.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/formats/csv_table.h"
#include "securepose/formats/table_text.h"

namespace securepose::formats {

namespace {

using kinematics::GaitEventKind;
using kinematics::NormalBand;
using kinematics::Side;

bool one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Side side_in(const CsvTable& table, std::size_t row, std::size_t column) {
  const std::string word = bare_word(table.text(row, column));
  if (one_of(word, {"left", "l"})) return Side::kLeft;
  if (one_of(word, {"right", "r"})) return Side::kRight;
  table.refuse(row, "the side is \"" + table.text(row, column) + "\"", "A side is left or right.");
}

/// As this program, Vicon's Nexus, Mokka and laboratories write them.
GaitEventKind kind_in(const CsvTable& table, std::size_t row, std::size_t column) {
  const std::string word = bare_word(table.text(row, column));
  if (one_of(word, {"initialcontact", "heelstrike", "footstrike", "footcontact", "ic", "hs", "fs"}))
    return GaitEventKind::kInitialContact;
  if (one_of(word, {"finalcontact", "toeoff", "footoff", "fc", "to", "fo"}))
    return GaitEventKind::kFinalContact;
  table.refuse(row, "the event is \"" + table.text(row, column) + "\"",
               "An event is initial_contact (Foot Strike) or final_contact (Foot Off).");
}

/// A column by one of its names in other programs.
std::size_t column_of(const CsvTable& table, std::string_view name,
                      std::initializer_list<std::string_view> words) {
  const auto found = table.find_word(words);
  return found ? *found : table.column(name);
}

/// Knots of one angle's curve.
struct Knots {
  std::vector<double> percent, mean_deg, sd_deg;
};

double read_off(const std::vector<double>& at, const std::vector<double>& values, double percent) {
  const auto above = std::lower_bound(at.begin(), at.end(), percent);
  const auto j = static_cast<std::size_t>(above - at.begin());
  if (*above == percent || j == 0) return values[j];
  const double share = (percent - at[j - 1]) / (at[j] - at[j - 1]);
  return values[j - 1] + share * (values[j] - values[j - 1]);
}

NormalBand band_of(const std::string& angle, const Knots& knots,
                   const std::filesystem::path& file) {
  const bool whole = knots.percent.size() >= 2 && knots.percent.front() <= 0 &&
                     knots.percent.back() >= 100 &&
                     std::is_sorted(knots.percent.begin(), knots.percent.end());
  if (!whole)
    throw base::Error::about_file(base::ErrorKind::kInput, file, "has no whole curve for " + angle,
                                  "Its percents must ascend from 0 to 100.");
  NormalBand band;
  band.angle = angle;
  for (std::size_t percent = 0; percent < kinematics::kCyclePercents; ++percent) {
    const auto at = static_cast<double>(percent);
    band.mean_deg[percent] = read_off(knots.percent, knots.mean_deg, at);
    band.deviation_deg[percent] = read_off(knots.percent, knots.sd_deg, at);
  }
  return band;
}

}  // namespace

std::vector<kinematics::GivenEvent> read_events_csv(const std::filesystem::path& file,
                                                    const kinematics::MovementClock& clock) {
  const CsvTable table = CsvTable::read(file);
  const std::size_t time = column_of(table, "time_s", {"times", "time"});
  const std::size_t side = column_of(table, "side", {"side", "context"});
  const std::size_t kind = column_of(table, "event", {"event", "name", "label"});
  const auto certainty = table.find("certainty");
  const bool of_video = table.find("movement_time_s").has_value();
  std::vector<kinematics::GivenEvent> events;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    kinematics::GivenEvent event;
    event.time = base::Timestamp::from_seconds(table.required(row, time));
    if (of_video) event.time = clock.movement_time(event.time);
    event.side = side_in(table, row, side);
    event.kind = kind_in(table, row, kind);
    if (certainty)
      event.certainty = std::clamp(table.number(row, *certainty).value_or(1), 0.0, 1.0);
    events.push_back(event);
  }
  return events;
}

std::vector<NormalBand> read_normal_bands(const std::filesystem::path& file) {
  const CsvTable table = CsvTable::read(file);
  const std::size_t angle = table.column("angle"), percent = table.column("percent");
  const std::size_t mean = table.column("mean_deg"), sd = table.column("sd_deg");
  std::vector<std::pair<std::string, Knots>> curves;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string& name = table.text(row, angle);
    auto curve = std::find_if(curves.begin(), curves.end(),
                              [&](const auto& entry) { return entry.first == name; });
    if (curve == curves.end()) curve = curves.insert(curve, {name, {}});
    curve->second.percent.push_back(table.required(row, percent));
    curve->second.mean_deg.push_back(table.required(row, mean));
    curve->second.sd_deg.push_back(table.required(row, sd));
  }
  std::vector<NormalBand> bands;
  for (const auto& [name, knots] : curves) bands.push_back(band_of(name, knots, file));
  if (bands.empty())
    throw base::Error::about_file(base::ErrorKind::kInput, file, "holds no curve",
                                  "Give rows of angle, percent, mean_deg and sd_deg.");
  return bands;
}

}  // namespace securepose::formats
