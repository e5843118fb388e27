#include "securepose/formats/motion_bids.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <nlohmann/json.hpp>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"

namespace securepose::formats {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

void check_label(const std::string& label) {
  const bool good = !label.empty() && std::all_of(label.begin(), label.end(), [](unsigned char c) {
    return std::isalnum(c) != 0;
  });
  if (!good)
    throw base::Error(base::ErrorKind::kUsage,
                      "\"" + label + "\" is no BIDS label; use letters and digits only.");
}

/// The columns of the motion file with what they hold.
struct Channels {
  std::string rows = "name\tcomponent\ttype\ttracked_point\tunits\treference_frame\n";
  std::size_t count = 0;

  void add(const std::string& name, const std::string& component, const std::string& type,
           const std::string& point, const std::string& units, const std::string& frame) {
    rows += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\n", name, component, type, point, units, frame);
    ++count;
  }
};

Channels channels_of(const MarkerTable& markers, const StoredMovement& movement) {
  Channels channels;
  for (const std::string& marker : markers.names)
    for (const char* axis : {"x", "y", "z"})
      channels.add(marker + "_" + axis, axis, "POS", marker, "m", "picture");
  for (const kinematics::TimedCurve& curve : movement.angles)
    channels.add(curve.name, "n/a", "JNTANG", curve.name.substr(0, curve.name.size() - 4), "deg",
                 "n/a");
  channels.add("latency", "n/a", "LATENCY", "n/a", "s", "n/a");
  return channels;
}

std::string motion_tsv(const MarkerTable& markers, const StoredMovement& movement) {
  std::string text;
  auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < markers.rows.size(); ++i) {
    for (const auto& marker : markers.rows[i]) {
      if (marker)
        fmt::format_to(out, "{:.6f}\t{:.6f}\t{:.6f}\t", marker->m[0], marker->m[1], marker->m[2]);
      else
        text += "n/a\tn/a\tn/a\t";
    }
    for (const kinematics::TimedCurve& curve : movement.angles) {
      if (curve.values[i])
        fmt::format_to(out, "{:.4f}\t", *curve.values[i]);
      else
        text += "n/a\t";
    }
    fmt::format_to(out, "{:.6f}\n", movement.time_s[i] - movement.time_s.front());
  }
  return text;
}

Json motion_json(const MarkerTable& markers, const StoredMovement& movement,
                 const BidsLabels& labels, std::size_t channels) {
  const std::size_t n = movement.time_s.size();
  const double span_s = n > 1 ? movement.time_s.back() - movement.time_s.front() : 0;
  Json json = {
      {"TaskName", labels.task},
      {"TaskDescription", "Movement seen in a video, measured by markerless pose estimation."},
      {"SamplingFrequency", movement.rate_hz()},
      {"TrackingSystemName", "video"},
      {"SoftwareVersions", "securepose"},
      {"MissingValues", "n/a"},
      {"MotionChannelCount", channels},
      {"POSChannelCount", 3 * markers.names.size()},
      {"JNTANGChannelCount", movement.angles.size()},
      {"LATENCYChannelCount", 1},
      {"TrackedPointsCount", markers.names.size()},
      {"RecordingDuration", span_s}};
  if (span_s > 0) json["SamplingFrequencyEffective"] = static_cast<double>(n - 1) / span_s;
  return json;
}

std::string events_tsv(const StoredMovement& movement) {
  std::string text = "onset\tduration\ttrial_type\tside\n";
  for (const kinematics::TimedEvent& event : movement.events)
    text += fmt::format("{:.6f}\t0\t{}\t{}\n", event.time_s - movement.time_s.front(),
                        name_of(event.kind), name_of(event.side));
  return text;
}

Json events_json() {
  return {{"trial_type",
           {{"Description", "What the foot does."},
            {"Levels",
             {{"initial_contact", "The foot meets the floor."},
              {"final_contact", "The foot leaves the floor."}}}}},
          {"side",
           {{"Description", "Which foot."}, {"Levels", {{"left", "left"}, {"right", "right"}}}}}};
}

}  // namespace

void write_motion_bids(const MarkerTable& markers, const StoredMovement& movement,
                       const BidsLabels& labels, const fs::path& folder) {
  check_label(labels.subject);
  check_label(labels.task);
  const fs::path motion = folder / ("sub-" + labels.subject) / "motion";
  std::error_code error;
  fs::create_directories(motion, error);
  if (error)
    throw base::Error::about_file(base::ErrorKind::kEnvironment, folder,
                                  "can't be made (" + error.message() + ")",
                                  "Choose another output folder.");
  const auto write = [](const fs::path& file, const std::string& text) {
    base::write_file_atomically(file, text);
  };
  const auto write_json = [&](const fs::path& file, const Json& json) {
    write(file, json.dump(2) + "\n");
  };
  write_json(folder / "dataset_description.json", {{"Name", "Movement measured from video"},
                                                   {"BIDSVersion", "1.10.0"},
                                                   {"DatasetType", "raw"},
                                                   {"GeneratedBy", {{{"Name", "securepose"}}}}});
  write(folder / "README",
        "Movement that securepose measured from a video: points, joint angles and contacts of the\n"
        "feet. Angles are those of the picture's plane; definitions come with the program.\n");
  write(folder / "participants.tsv", "participant_id\nsub-" + labels.subject + "\n");
  const std::string task = "sub-" + labels.subject + "_task-" + labels.task;
  const std::string stem = task + "_tracksys-video_";
  const Channels channels = channels_of(markers, movement);
  write(motion / (stem + "motion.tsv"), motion_tsv(markers, movement));
  write(motion / (stem + "channels.tsv"), channels.rows);
  write_json(motion / (stem + "motion.json"),
             motion_json(markers, movement, labels, channels.count));
  write_json(
      motion / (stem + "channels.json"),
      {{"reference_frame",
        {{"Levels",
          {{"picture",
            {{"SpatialAxes", "RSP"},
             {"RotationRule", "right-hand"},
             {"RotationOrder", "XYZ"},
             {"Description",
              "x to the right of the picture, y up, z towards the camera; see README."}}}}}}}});
  write(motion / (task + "_events.tsv"), events_tsv(movement));
  write_json(motion / (task + "_events.json"), events_json());
}

}  // namespace securepose::formats
