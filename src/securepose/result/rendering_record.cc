#include "securepose/result/rendering_record.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>
#include <utility>

#include "securepose/base/error.h"

namespace securepose::result {
namespace {

using check::Leak;
using check::LeakKind;
using covering::FrameCovers;
using covering::Region;

using Json = nlohmann::ordered_json;

/// A number that is out of its range; reported with the file's name.
struct OutOfRange {};

/// No picture that can be opened is larger, no recording longer (two days at 60 frames a second).
constexpr std::int64_t kLargestSide_px = 65535;
constexpr std::int64_t kLargestFrame = 10'000'000;
constexpr auto kLastKind = static_cast<std::int64_t>(LeakKind::kEdge);
/// Places lie in or around a picture.
constexpr double kFurthest_px = 1e6;

std::int64_t integer_of(const Json& json, std::int64_t least, std::int64_t most) {
  if (!json.is_number_integer()) throw OutOfRange();
  // An unsigned number beyond the signed ones would come out negative.
  if (json.is_number_unsigned() && json.get<std::uint64_t>() > static_cast<std::uint64_t>(most))
    throw OutOfRange();
  const auto value = json.get<std::int64_t>();
  if (value < least || value > most) throw OutOfRange();
  return value;
}

base::FrameIndex frame_of(const Json& json) { return integer_of(json, 0, kLargestFrame); }
std::int64_t time_ns_of(const Json& json) {
  return integer_of(json, std::numeric_limits<std::int64_t>::min(),
                    std::numeric_limits<std::int64_t>::max());
}
int count_of(const Json& json) {
  return static_cast<int>(integer_of(json, 0, std::numeric_limits<int>::max()));
}

double place_of(const Json& json) {
  const auto value = json.get<double>();
  if (!(std::abs(value) <= kFurthest_px)) throw OutOfRange();
  return value;
}

double positive_of(const Json& json) {
  const double value = place_of(json);
  if (value <= 0) throw OutOfRange();
  return value;
}

double share_of(const Json& json) {
  const auto value = json.get<double>();
  if (!(value >= 0 && value <= 1)) throw OutOfRange();
  return value;
}

Json source_json(const SourceVideo& source) {
  const media::VideoInfo& info = source.info;
  Json json = {{"sha256", source.sha256},           {"bytes", source.bytes},
               {"width_px", info.width_px},         {"height_px", info.height_px},
               {"container", info.container},       {"codec", info.codec},
               {"rotation_deg", info.rotation_deg}, {"mirrored", info.mirrored},
               {"interlaced", info.interlaced},     {"high_dynamic_range", info.high_dynamic_range},
               {"has_audio", info.has_audio}};
  if (info.capture_fps) json["capture_fps"] = *info.capture_fps;
  return json;
}

SourceVideo source_of(const Json& json) {
  SourceVideo source;
  json.at("sha256").get_to(source.sha256);
  source.bytes = static_cast<decltype(source.bytes)>(
      integer_of(json.at("bytes"), 0, std::numeric_limits<std::int64_t>::max()));
  media::VideoInfo& info = source.info;
  info.width_px = static_cast<int>(integer_of(json.at("width_px"), 1, kLargestSide_px));
  info.height_px = static_cast<int>(integer_of(json.at("height_px"), 1, kLargestSide_px));
  json.at("container").get_to(info.container);
  json.at("codec").get_to(info.codec);
  info.rotation_deg = static_cast<int>(integer_of(json.at("rotation_deg"), -360, 360));
  json.at("mirrored").get_to(info.mirrored);
  json.at("interlaced").get_to(info.interlaced);
  json.at("high_dynamic_range").get_to(info.high_dynamic_range);
  json.at("has_audio").get_to(info.has_audio);
  if (const auto rate = json.find("capture_fps"); rate != json.end())
    info.capture_fps = rate->get<double>();
  return source;
}

Json networks_json(const std::vector<inference::ModelEntry>& networks) {
  Json list = Json::array();
  for (const auto& entry : networks)
    list.push_back({{"id", entry.id},
                    {"version", entry.version},
                    {"sha256", entry.sha256},
                    {"licence", entry.licence},
                    {"purpose", entry.purpose}});
  return list;
}

std::vector<inference::ModelEntry> networks_of(const Json& json) {
  std::vector<inference::ModelEntry> networks;
  for (const Json& item : json) {
    inference::ModelEntry& entry = networks.emplace_back();
    item.at("id").get_to(entry.id);
    item.at("version").get_to(entry.version);
    item.at("sha256").get_to(entry.sha256);
    item.at("licence").get_to(entry.licence);
    item.at("purpose").get_to(entry.purpose);
  }
  return networks;
}

Json bands_json(const std::vector<kinematics::NormalBand>& bands) {
  Json list = Json::array();
  for (const auto& band : bands)
    list.push_back({{"angle", band.angle},
                    {"mean_deg", band.mean_deg},
                    {"deviation_deg", band.deviation_deg}});
  return list;
}

std::vector<kinematics::NormalBand> bands_of(const Json& json) {
  std::vector<kinematics::NormalBand> bands;
  for (const Json& item : json) {
    kinematics::NormalBand& band = bands.emplace_back();
    item.at("angle").get_to(band.angle);
    item.at("mean_deg").get_to(band.mean_deg);
    item.at("deviation_deg").get_to(band.deviation_deg);
  }
  return bands;
}

Json covers_json(const FrameCovers& covers) {
  Json list = Json::array();
  for (const auto& [frame, regions] : covers) {
    for (const Region& region : regions) {
      const geometry::Ellipse& ellipse = region.ellipse;
      list.push_back({{"frame", frame},
                      {"cx_px", ellipse.center.x_px},
                      {"cy_px", ellipse.center.y_px},
                      {"rx_px", ellipse.rx_px},
                      {"ry_px", ellipse.ry_px},
                      {"angle_deg", ellipse.angle_deg},
                      {"certainty", region.certainty},
                      {"evidence", region.evidence}});
    }
  }
  return list;
}

FrameCovers covers_of(const Json& json) {
  FrameCovers covers;
  for (const Json& item : json) {
    Region region;
    region.ellipse.center.x_px = place_of(item.at("cx_px"));
    region.ellipse.center.y_px = place_of(item.at("cy_px"));
    region.ellipse.rx_px = positive_of(item.at("rx_px"));
    region.ellipse.ry_px = positive_of(item.at("ry_px"));
    region.ellipse.angle_deg = place_of(item.at("angle_deg"));
    region.certainty = share_of(item.at("certainty"));
    item.at("evidence").get_to(region.evidence);
    covers[frame_of(item.at("frame"))].push_back(std::move(region));
  }
  return covers;
}

Json leak_json(const Leak& leak) {
  Json places = Json::array();
  for (const Leak::Place& place : leak.places)
    places.push_back({{"frame", place.frame},
                      {"x1_px", place.box_px.x1_px},
                      {"y1_px", place.box_px.y1_px},
                      {"x2_px", place.box_px.x2_px},
                      {"y2_px", place.box_px.y2_px}});
  return {{"kind", static_cast<int>(leak.kind)},
          {"first_frame", leak.first_frame},
          {"last_frame", leak.last_frame},
          {"start_ns", leak.start.ns},
          {"end_ns", leak.end.ns},
          {"score", leak.score},
          {"places", std::move(places)}};
}

Leak leak_of(const Json& json) {
  Leak leak;
  leak.kind = static_cast<LeakKind>(integer_of(json.at("kind"), 0, kLastKind));
  leak.first_frame = frame_of(json.at("first_frame"));
  leak.last_frame = integer_of(json.at("last_frame"), leak.first_frame, kLargestFrame);
  leak.start.ns = time_ns_of(json.at("start_ns"));
  leak.end.ns = time_ns_of(json.at("end_ns"));
  leak.score = share_of(json.at("score"));
  for (const Json& item : json.at("places")) {
    Leak::Place& place = leak.places.emplace_back();
    place.frame = integer_of(item.at("frame"), leak.first_frame, leak.last_frame);
    place.box_px.x1_px = place_of(item.at("x1_px"));
    place.box_px.y1_px = place_of(item.at("y1_px"));
    place.box_px.x2_px = place_of(item.at("x2_px"));
    place.box_px.y2_px = place_of(item.at("y2_px"));
  }
  return leak;
}

Json check_json(const RenderingRecord& record) {
  if (!record.face_check) return nullptr;
  Json leaks = Json::array();
  for (const Leak& leak : record.remaining_leaks) leaks.push_back(leak_json(leak));
  return {{"frames_checked", record.face_check->frames_checked},
          {"faces_mended", record.face_check->faces_mended},
          {"faces_left", record.face_check->faces_left},
          {"detectors", record.face_check->detectors},
          {"findings", record.face_check_findings},
          {"remaining", std::move(leaks)}};
}

void read_check(const Json& json, RenderingRecord& record) {
  if (json.is_null()) return;
  report::FaceCheckFigures& check = record.face_check.emplace();
  check.frames_checked = count_of(json.at("frames_checked"));
  check.faces_mended = count_of(json.at("faces_mended"));
  check.faces_left = count_of(json.at("faces_left"));
  json.at("detectors").get_to(check.detectors);
  json.at("findings").get_to(record.face_check_findings);
  for (const Json& leak : json.at("remaining")) record.remaining_leaks.push_back(leak_of(leak));
}

RenderingRecord record_of(const Json& json) {
  RenderingRecord record;
  record.source = source_of(json.at("source"));
  record.networks = networks_of(json.at("networks"));
  record.parameters = json.at("parameters");
  json.at("notes").get_to(record.notes);
  record.normal_bands = bands_of(json.at("normal_bands"));
  json.at("look_sha256").get_to(record.look_sha256);
  record.check_covers = covers_of(json.at("check_covers"));
  read_check(json.at("check"), record);
  return record;
}

}  // namespace

std::string rendering_json(const RenderingRecord& record) {
  const Json json = {{"format", 1},
                     {"source", source_json(record.source)},
                     {"networks", networks_json(record.networks)},
                     {"parameters", record.parameters},
                     {"notes", record.notes},
                     {"normal_bands", bands_json(record.normal_bands)},
                     {"look_sha256", record.look_sha256},
                     {"check_covers", covers_json(record.check_covers)},
                     {"check", check_json(record)}};
  return json.dump() + "\n";
}

RenderingRecord read_rendering(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / kRenderingFile;
  std::ifstream in(file);
  if (!in)
    throw base::Error::about_file(
        base::ErrorKind::kInput, folder, "the folder holds no result that can be corrected",
        "Name a folder that securepose run left, with observations.journal and rendering.json.");
  const Json json = Json::parse(in, nullptr, /*allow_exceptions=*/false);
  try {
    if (json.at("format") == 1) return record_of(json);
  } catch (const Json::exception&) {  // reported below
  } catch (const OutOfRange&) {
  }
  throw base::Error::about_file(base::ErrorKind::kInput, file,
                                "the file is damaged or of another version of the program",
                                "Run again with --force to make a new result.");
}

void require_frames(const std::filesystem::path& folder, const RenderingRecord& record,
                    std::int64_t frames) {
  const bool covers_fit =
      record.check_covers.empty() || record.check_covers.rbegin()->first < frames;
  const bool leaks_fit = std::all_of(record.remaining_leaks.begin(), record.remaining_leaks.end(),
                                     [&](const Leak& leak) { return leak.last_frame < frames; });
  if (covers_fit && leaks_fit) return;
  throw base::Error::about_file(
      base::ErrorKind::kInput, folder / kRenderingFile,
      "it tells of frames that observations.journal does not have",
      "Put both files back as the run left them, or run again with --force.");
}

}  // namespace securepose::result
