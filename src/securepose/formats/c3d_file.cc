#include "securepose/formats/c3d_file.h"

#include <algorithm>
#include <cstdint>

#include "securepose/formats/little_endian.h"

namespace securepose::formats {

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::uint16_t kMostFramesInHeader = 65535;

void pad_to_block(std::string& bytes) {
  bytes.resize((bytes.size() + kBlock - 1) / kBlock * kBlock, '\0');
}

/// The parameter section: groups, then their parameters.
class Parameters {
 public:
  void group(const std::string& name) {
    ++group_;
    header(name, static_cast<std::int8_t>(-group_));
    finish("");
  }
  void text(const std::string& name, const std::string& value) { texts(name, {value}, false); }
  /// A table of texts of equal width.
  void texts(const std::string& name, const std::vector<std::string>& values, bool table = true) {
    std::size_t width = 1;
    for (const std::string& value : values) width = std::max(width, value.size());
    std::string data;
    append_little_endian(static_cast<std::int8_t>(-1), data);
    append_little_endian(static_cast<std::uint8_t>(table ? 2 : 1), data);
    append_little_endian(static_cast<std::uint8_t>(width), data);
    if (table) append_little_endian(static_cast<std::uint8_t>(values.size()), data);
    for (const std::string& value : values) {
      data += value;
      data.append(width - value.size(), ' ');
    }
    parameter(name, data);
  }
  void integer(const std::string& name, int value) {
    std::string data;
    append_little_endian(std::int8_t{2}, data);
    append_little_endian(std::uint8_t{0}, data);
    append_little_endian(static_cast<std::uint16_t>(value), data);
    parameter(name, data);
  }
  /// A number of 32 bits as two words, the lower first.
  void two_words(const std::string& name, std::uint32_t value) {
    std::string data;
    append_little_endian(std::int8_t{2}, data);
    append_little_endian(std::uint8_t{1}, data);
    append_little_endian(std::uint8_t{2}, data);
    append_little_endian(value, data);
    parameter(name, data);
  }
  void real(const std::string& name, float value) {
    std::string data;
    append_little_endian(std::int8_t{4}, data);
    append_little_endian(std::uint8_t{0}, data);
    append_little_endian(value, data);
    parameter(name, data);
  }
  /// `rows` numbers for each of several columns.
  void reals(const std::string& name, std::uint8_t rows, const std::vector<float>& values) {
    std::string data;
    append_little_endian(std::int8_t{4}, data);
    append_little_endian(std::uint8_t{2}, data);
    append_little_endian(rows, data);
    append_little_endian(static_cast<std::uint8_t>(values.size() / rows), data);
    for (const float value : values) append_little_endian(value, data);
    parameter(name, data);
  }
  std::string bytes() const {
    std::string all = bytes_;
    all += std::string(2, '\0');  // no further entry
    pad_to_block(all);
    return all;
  }

 private:
  void header(const std::string& name, std::int8_t group) {
    append_little_endian(static_cast<std::int8_t>(name.size()), bytes_);
    append_little_endian(group, bytes_);
    bytes_ += name;
  }
  void parameter(const std::string& name, const std::string& data) {
    header(name, static_cast<std::int8_t>(group_));
    finish(data);
  }
  /// The way to the next entry, the data, and an empty description.
  void finish(const std::string& data) {
    append_little_endian(static_cast<std::uint16_t>(2 + data.size() + 1), bytes_);
    bytes_ += data;
    bytes_.push_back('\0');
  }

  std::string bytes_;
  int group_ = 0;
};

void add_points(Parameters& p, const MarkerTable& markers, double rate_hz, int data_block) {
  const auto frames = static_cast<std::uint32_t>(markers.rows.size());
  p.group("POINT");
  p.integer("USED", static_cast<int>(markers.names.size()));
  p.integer("FRAMES", static_cast<int>(std::min<std::uint32_t>(frames, kMostFramesInHeader)));
  p.integer("DATA_START", data_block);
  p.real("SCALE", -1);  // below zero: points are floats
  p.real("RATE", static_cast<float>(rate_hz));
  p.text("X_SCREEN", "+X");
  p.text("Y_SCREEN", "+Y");
  p.text("UNITS", "m");
  p.texts("LABELS", markers.names);
  p.texts("DESCRIPTIONS", std::vector<std::string>(markers.names.size(), ""));
  p.group("ANALOG");
  p.integer("USED", 0);
  p.real("GEN_SCALE", 1);
  p.real("RATE", 0);
  p.group("TRIAL");
  p.two_words("ACTUAL_START_FIELD", 1);
  p.two_words("ACTUAL_END_FIELD", frames);
  p.real("CAMERA_RATE", static_cast<float>(rate_hz));
}

void add_events(Parameters& p, const std::vector<kinematics::TimedEvent>& events, double start_s) {
  const std::size_t count = std::min(events.size(), kMostC3dEvents);
  p.group("EVENT");
  p.integer("USED", static_cast<int>(count));
  if (count == 0) return;
  std::vector<std::string> contexts, labels;
  std::vector<float> times;
  for (std::size_t i = 0; i < count; ++i) {
    const kinematics::TimedEvent& event = events[i];
    contexts.emplace_back(event.side == kinematics::Side::kLeft ? "Left" : "Right");
    labels.emplace_back(event.kind == kinematics::GaitEventKind::kInitialContact ? "Foot Strike"
                                                                                 : "Foot Off");
    const double at_s = event.time_s - start_s;
    const double minutes = static_cast<double>(static_cast<int>(at_s / 60));
    times.push_back(static_cast<float>(minutes));
    times.push_back(static_cast<float>(at_s - 60 * minutes));
  }
  p.texts("CONTEXTS", contexts);
  p.texts("LABELS", labels);
  p.reals("TIMES", 2, times);
}

std::string header_block(const MarkerTable& markers, double rate_hz, int data_block) {
  std::string bytes;
  const auto word = [&bytes](std::size_t value) {
    append_little_endian(static_cast<std::uint16_t>(value), bytes);
  };
  bytes += "\x02\x50";  // parameters begin in block 2; the mark of a C3D file
  word(markers.names.size());
  word(0);  // analogue values per frame
  word(1);  // first frame
  word(std::min<std::size_t>(markers.rows.size(), kMostFramesInHeader));
  word(10);  // longest gap that was filled; by the program itself, so this says nothing
  append_little_endian(-1.0F, bytes);
  word(static_cast<std::size_t>(data_block));
  word(0);  // analogue samples per frame
  append_little_endian(static_cast<float>(rate_hz), bytes);
  pad_to_block(bytes);
  return bytes;
}

}  // namespace

std::string c3d_bytes(const MarkerTable& markers, double rate_hz,
                      const std::vector<kinematics::TimedEvent>& events) {
  const double start_s = markers.time_s.empty() ? 0 : markers.time_s.front();
  const auto parameters_for = [&](int data_block) {
    Parameters p;
    add_points(p, markers, rate_hz, data_block);
    add_events(p, events, start_s);
    return std::string(4, '\0') + p.bytes();
  };
  // The section's first four bytes count with it, so its length is known only when it is made.
  std::string parameters = parameters_for(0);
  pad_to_block(parameters);
  const std::size_t blocks = parameters.size() / kBlock;
  const int data_block = static_cast<int>(2 + blocks);
  parameters = parameters_for(data_block);
  parameters.resize(blocks * kBlock, '\0');
  parameters[0] = '\x01';
  parameters[1] = '\x50';
  parameters[2] = static_cast<char>(blocks);
  parameters[3] = '\x54';  // Intel's byte order
  std::string bytes = header_block(markers, rate_hz, data_block) + parameters;
  for (const auto& row : markers.rows)
    for (const auto& marker : row) {
      const Marker place = marker.value_or(Marker{});
      for (const double m : place.m) append_little_endian(static_cast<float>(m), bytes);
      append_little_endian(!marker ? -1.0F : (place.interpolated ? 1.0F : 0.0F), bytes);
    }
  pad_to_block(bytes);
  return bytes;
}

}  // namespace securepose::formats
