#include "securepose/formats/npz_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "securepose/formats/little_endian.h"

namespace securepose::formats {

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLandmarks = kinematics::kBlazePoseBodyLandmarks;

/// CRC-32 as zip has it (polynomial 0xEDB88320).
std::uint32_t crc32_of(const std::string& bytes) {
  static const auto table = [] {
    std::array<std::uint32_t, 256> entries{};
    for (std::uint32_t n = 0; n < entries.size(); ++n) {
      std::uint32_t c = n;
      for (int bit = 0; bit < 8; ++bit) c = (c & 1U) != 0 ? 0xEDB88320U ^ (c >> 1U) : c >> 1U;
      entries[n] = c;
    }
    return entries;
  }();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes)
    crc = table[(crc ^ static_cast<std::uint8_t>(byte)) & 0xFFU] ^ (crc >> 8U);
  return crc ^ 0xFFFFFFFFU;
}

/// A zip file whose members are stored as they are.
class StoredZip {
 public:
  void add(const std::string& name, const std::string& data) {
    std::string facts;  // shared by both headers
    const auto word = [&facts](unsigned v) {
      append_little_endian(static_cast<std::uint16_t>(v), facts);
    };
    const auto size = static_cast<std::uint32_t>(data.size());
    word(20);  // version 2.0
    word(0);
    word(0);   // stored
    word(0);   // time
    word(33);  // date: 1 January 1980, the earliest
    append_little_endian(crc32_of(data), facts);
    append_little_endian(size, facts);
    append_little_endian(size, facts);
    word(static_cast<unsigned>(name.size()));
    word(0);
    const auto offset = static_cast<std::uint32_t>(bytes_.size());
    bytes_ += "PK\x03\x04" + facts + name + data;
    directory_ += "PK\x01\x02";
    append_little_endian(std::uint16_t{20}, directory_);
    directory_ += facts + std::string(10, '\0');  // comment, disk, attributes
    append_little_endian(offset, directory_);
    directory_ += name;
    ++count_;
  }
  std::string bytes() const {
    std::string all = bytes_ + directory_ + "PK\x05\x06" + std::string(4, '\0');
    append_little_endian(count_, all);
    append_little_endian(count_, all);
    append_little_endian(static_cast<std::uint32_t>(directory_.size()), all);
    append_little_endian(static_cast<std::uint32_t>(bytes_.size()), all);
    return all + std::string(2, '\0');
  }

 private:
  std::string bytes_, directory_;
  std::uint16_t count_ = 0;
};

/// @param shape  as Python writes a tuple, for instance "(12, 33)"
std::string npy(const std::string& type, const std::string& shape, const std::string& data) {
  std::string header =
      fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}", type, shape);
  constexpr std::size_t kPrelude = 10, kAlignment = 64;
  while ((kPrelude + header.size() + 1) % kAlignment != 0) header += ' ';
  header += '\n';
  std::string bytes("\x93NUMPY\x01\x00", 8);
  append_little_endian(static_cast<std::uint16_t>(header.size()), bytes);
  return bytes + header + data;
}

std::string doubles(const std::vector<double>& values) {
  std::string data;
  data.reserve(8 * values.size());
  for (const double value : values) append_little_endian(value, data);
  return data;
}

/// Unicode of equal width; the names are ASCII.
std::string names_npy(const std::vector<std::string>& names) {
  std::size_t width = 1;
  for (const std::string& name : names) width = std::max(width, name.size());
  std::string data;
  for (const std::string& name : names)
    for (std::size_t k = 0; k < width; ++k)
      append_little_endian(
          static_cast<std::uint32_t>(k < name.size() ? static_cast<unsigned char>(name[k]) : 0),
          data);
  return npy(fmt::format("<U{}", width), fmt::format("({},)", names.size()), data);
}

void add_poses(const StoredMovement& movement, StoredZip& zip) {
  std::vector<double> px, m, confidence;
  std::string interpolated;
  for (const StoredPose& pose : movement.poses)
    for (const auto& point : pose) {
      px.push_back(point ? point->x_px : kMissing);
      px.push_back(point ? point->y_px : kMissing);
      for (std::size_t c = 0; c < 3; ++c)
        m.push_back(point && point->world_m ? (*point->world_m)[c] : kMissing);
      confidence.push_back(point ? point->confidence : kMissing);
      interpolated.push_back(point && point->interpolated ? '\x01' : '\0');
    }
  const std::size_t n = movement.poses.size();
  zip.add("landmarks_px.npy", npy("<f8", fmt::format("({}, {}, 2)", n, kLandmarks), doubles(px)));
  zip.add("landmarks_m.npy", npy("<f8", fmt::format("({}, {}, 3)", n, kLandmarks), doubles(m)));
  zip.add("confidence.npy",
          npy("<f8", fmt::format("({}, {})", n, kLandmarks), doubles(confidence)));
  zip.add("interpolated.npy", npy("|b1", fmt::format("({}, {})", n, kLandmarks), interpolated));
  std::vector<std::string> names;
  for (std::size_t k = 0; k < kLandmarks; ++k)
    names.emplace_back(name_of(static_cast<kinematics::BodyLandmark>(k)));
  zip.add("landmark_names.npy", names_npy(names));
}

}  // namespace

std::string npz_bytes(const StoredMovement& movement) {
  StoredZip zip;
  const std::size_t n = movement.time_s.size();
  std::string frames;
  for (const auto frame : movement.frames)
    append_little_endian(static_cast<std::int64_t>(frame), frames);
  zip.add("time_s.npy", npy("<f8", fmt::format("({},)", n), doubles(movement.presentation_time_s)));
  zip.add("movement_time_s.npy", npy("<f8", fmt::format("({},)", n), doubles(movement.time_s)));
  zip.add("frame.npy", npy("<i8", fmt::format("({},)", n), frames));
  add_poses(movement, zip);
  std::vector<double> angles;
  std::vector<std::string> names;
  for (const kinematics::TimedCurve& curve : movement.angles) names.push_back(curve.name);
  for (std::size_t i = 0; i < n; ++i)
    for (const kinematics::TimedCurve& curve : movement.angles)
      angles.push_back(curve.values[i].value_or(kMissing));
  zip.add("angles_deg.npy", npy("<f8", fmt::format("({}, {})", n, names.size()), doubles(angles)));
  zip.add("angle_names.npy", names_npy(names));
  std::vector<double> times, movement_times;
  std::vector<std::string> sides, kinds;
  for (const kinematics::TimedEvent& event : movement.events) {
    movement_times.push_back(event.time_s);
    times.push_back(
        movement.clock.presentation_time(base::Timestamp::from_seconds(event.time_s)).seconds());
    sides.emplace_back(name_of(event.side));
    kinds.emplace_back(name_of(event.kind));
  }
  zip.add("event_time_s.npy", npy("<f8", fmt::format("({},)", times.size()), doubles(times)));
  zip.add("event_movement_time_s.npy",
          npy("<f8", fmt::format("({},)", times.size()), doubles(movement_times)));
  zip.add("event_side.npy", names_npy(sides));
  zip.add("event_kind.npy", names_npy(kinds));
  zip.add("m_per_px.npy", npy("<f8", "()", doubles({movement.m_per_px.value_or(kMissing)})));
  return zip.bytes();
}

}  // namespace securepose::formats
