#include "securepose/formats/export.h"

#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>
#include <string>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"
#include "securepose/formats/c3d_file.h"
#include "securepose/formats/npz_file.h"
#include "securepose/formats/opensim_files.h"

namespace securepose::formats {

namespace {

namespace fs = std::filesystem;
using kinematics::BodyLandmark;
using kinematics::KeypointSet;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw base::Error::about_file(base::ErrorKind::kEnvironment, folder,
                                  "can't be made (" + error.message() + ")",
                                  "Choose another output folder.");
}

/// The middle of two points, for BODY_25's neck and mid-hip.
std::optional<StoredPoint> between(const StoredPose& pose, BodyLandmark a, BodyLandmark b) {
  const auto &first = pose[index_of(a)], &second = pose[index_of(b)];
  if (!first || !second) return std::nullopt;
  return StoredPoint{.x_px = (first->x_px + second->x_px) / 2,
                     .y_px = (first->y_px + second->y_px) / 2,
                     .confidence = std::min(first->confidence, second->confidence)};
}

std::optional<StoredPoint> body25_point(const StoredPose& pose, std::size_t index) {
  const BodyLandmark landmark = *kinematics::landmark_of(KeypointSet::kBody25, index);
  if (landmark == BodyLandmark::kNeck)
    return between(pose, BodyLandmark::kLeftShoulder, BodyLandmark::kRightShoulder);
  if (landmark == BodyLandmark::kMidHip)
    return between(pose, BodyLandmark::kLeftHip, BodyLandmark::kRightHip);
  if (index_of(landmark) >= pose.size()) return std::nullopt;  // BlazePose has no small toes
  return pose[index_of(landmark)];
}

std::string openpose_json(const StoredPose& pose) {
  std::string points;
  bool any = false;
  for (std::size_t k = 0; k < kinematics::size_of(KeypointSet::kBody25); ++k) {
    const auto point = body25_point(pose, k);
    any = any || point.has_value();
    // Filled points have no confidence; 0 would say that they are missing.
    constexpr double kLeastConfidence = 0.001;
    if (k > 0) points += ',';
    points += point ? fmt::format("{:.3f},{:.3f},{:.3f}", point->x_px, point->y_px,
                                  std::max(point->confidence, kLeastConfidence))
                    : std::string("0,0,0");
  }
  if (!any) return "{\"version\":1.3,\"people\":[]}\n";
  return "{\"version\":1.3,\"people\":[{\"person_id\":[0],\"pose_keypoints_2d\":[" + points +
         "]}]}\n";
}

void write_openpose(const StoredMovement& movement, const fs::path& folder) {
  make_folder(folder);
  for (std::size_t i = 0; i < movement.poses.size(); ++i)
    base::write_file_atomically(
        folder / fmt::format("frame_{:012}_keypoints.json", movement.frames[i]),
        openpose_json(movement.poses[i]));
}

void refuse_existing(const fs::path& out, bool folder, bool overwrite) {
  if (overwrite) return;
  std::error_code error;
  const bool there =
      folder ? fs::exists(out, error) && !fs::is_empty(out, error) : fs::exists(out, error);
  if (there)
    throw base::Error::about_file(base::ErrorKind::kInput, out, "is there already",
                                  "Choose another name, or replace it with --force.");
}

/// Markers on an even grid, and what that took.
MarkerTable even_markers(const MarkerTable& markers, const StoredMovement& movement,
                         std::vector<std::string>& notes) {
  MarkerTable even = evenly(markers, movement.rate_hz());
  if (even.rows.size() != markers.rows.size() || even.time_s != markers.time_s)
    notes.push_back(fmt::format(
        "The frames' times are uneven, which the format can't hold: {} frames became {} at {:g} a "
        "second.",
        markers.rows.size(), even.rows.size(), movement.rate_hz()));
  return even;
}

/// What times a format has that holds one time only.
std::vector<std::string> notes_on_times(const StoredMovement& movement, ExportFormat format) {
  if (movement.clock.factor == 1) return {};
  if (format == ExportFormat::kOpenPose)
    return {fmt::format(
        "The recording is slow motion. OpenPose's files have no times: measure them with the rate "
        "at which the video plays and --slow-motion {:g}.",
        movement.clock.factor)};
  if (format == ExportFormat::kCsv || format == ExportFormat::kNpz) return {};
  return {fmt::format(
      "The recording is slow motion (factor {:g}): times and rate are the movement's own, not "
      "those of the video.",
      movement.clock.factor)};
}

ExportOutcome write_mot(const StoredMovement& movement, OpenSimModel model, const fs::path& out,
                        bool overwrite) {
  const ModelMotions motions = model_motions(movement, model);
  ExportOutcome outcome{{}, motions.notes};
  for (std::size_t k = 0; k < motions.parts.size(); ++k) {
    fs::path file = out;
    if (k > 0)
      file.replace_filename(
          fmt::format("{}_{}{}", out.stem().string(), k + 1, out.extension().string()));
    refuse_existing(file, /*folder=*/false, overwrite);
    outcome.files.push_back(file);
  }
  for (std::size_t k = 0; k < motions.parts.size(); ++k)
    base::write_file_atomically(outcome.files[k],
                                mot_text(motions.parts[k], outcome.files[k].filename().string()));
  return outcome;
}

}  // namespace

bool is_folder(ExportFormat format) {
  return format == ExportFormat::kOpenPose || format == ExportFormat::kMotionBids;
}

ExportOutcome export_movement(const StoredMovement& movement, ExportFormat format,
                              const ExportOptions& options, const fs::path& out, bool overwrite) {
  const auto markers = [&] { return markers_of(movement, options.space); };
  const std::vector<std::string> notes = notes_on_times(movement, format);
  const std::string name = out.filename().string();
  refuse_existing(out, is_folder(format), overwrite);
  if (!is_folder(format) && out.has_parent_path()) make_folder(out.parent_path());
  ExportOutcome outcome{{out}, notes};
  switch (format) {
    case ExportFormat::kOpenPose:
      write_openpose(movement, out);
      break;
    case ExportFormat::kTrc:
      base::write_file_atomically(out, trc_text(even_markers(markers(), movement, outcome.notes),
                                                movement.rate_hz(), name));
      break;
    case ExportFormat::kMot:
      outcome = write_mot(movement, options.model, out, overwrite);
      outcome.notes.insert(outcome.notes.begin(), notes.begin(), notes.end());
      break;
    case ExportFormat::kC3d:
      base::write_file_atomically(out, c3d_bytes(even_markers(markers(), movement, outcome.notes),
                                                 movement.rate_hz(), movement.events));
      if (movement.events.size() > kMostC3dEvents)
        outcome.notes.push_back(fmt::format(
            "C3D holds {} events in one parameter: {} of {} contacts are left out, those after "
            "{:.1f} s.",
            kMostC3dEvents, movement.events.size() - kMostC3dEvents, movement.events.size(),
            movement.events[kMostC3dEvents - 1].time_s));
      break;
    case ExportFormat::kCsv:
      base::write_file_atomically(out, movement_csv(markers(), movement));
      break;
    case ExportFormat::kMotionBids:
      write_motion_bids(markers(), movement, options.bids, out);
      break;
    case ExportFormat::kNpz:
      base::write_file_atomically(out, npz_bytes(movement));
      break;
  }
  return outcome;
}

}  // namespace securepose::formats
