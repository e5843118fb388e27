#include "securepose/pipeline/pose_people.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace securepose::pipeline {
namespace {

using kinematics::BodyLandmark;

/// Hidden limbs have a low visibility in BlazePose although they are placed well.
constexpr double kLeastScore = 0.2;

/// COCO's points are the first 17 of HALPE_26.
std::optional<std::size_t> coco_index(BodyLandmark landmark) {
  static const auto kIndices = [] {
    std::array<std::optional<std::size_t>, kinematics::kBodyLandmarks> indices{};
    for (std::size_t k = 0; k < size_of(kinematics::KeypointSet::kCoco17); ++k)
      indices[index_of(*landmark_of(kinematics::KeypointSet::kCoco17, k))] = k;
    return indices;
  }();
  return kIndices[index_of(landmark)];
}

detection::PersonDetection body_of(const formats::PosePerson& person, bool blazepose) {
  detection::PersonDetection body;
  body.score = 1;
  constexpr double kBig = std::numeric_limits<double>::infinity();
  body.box_px = {kBig, kBig, -kBig, -kBig};
  for (const formats::PosePoint& point : person) {
    const auto [x_px, y_px] = point.point_px;
    body.box_px = geometry::hull(body.box_px, {x_px, y_px, x_px, y_px});
    if (const auto k = coco_index(point.landmark))
      body.keypoints[*k] = {point.point_px,
                            blazepose ? std::max(point.confidence, kLeastScore) : point.confidence};
  }
  return body;
}

/// Where each frame stands in PoseRecording::seen.
std::vector<std::optional<std::size_t>> positions(const formats::PoseRecording& poses) {
  std::vector<std::optional<std::size_t>> at((poses.frames + poses.stride - 1) / poses.stride);
  for (std::size_t k = 0; k < poses.seen.size(); ++k) at[poses.seen[k].frame / poses.stride] = k;
  return at;
}

double time_s(const formats::PoseRecording& poses, std::size_t frame) {
  return poses.time_s(frame * poses.stride);
}

std::string span_of(const formats::PoseRecording& poses, const tracking::TrackedBody& body) {
  return fmt::format("{:.1f} to {:.1f} s", time_s(poses, body.places.front().frame),
                     time_s(poses, body.places.back().frame));
}

}  // namespace

PosePeople people_of_poses(const formats::PoseRecording& poses) {
  const bool blazepose = poses.keypoint_set == kinematics::KeypointSet::kBlazePose33;
  tracking::PointTracker tracker;
  std::vector<detection::PersonDetection> bodies;
  const auto at = positions(poses);
  for (std::size_t frame = 0; frame < at.size(); ++frame) {
    bodies.clear();
    if (at[frame])
      for (const formats::PosePerson& person : poses.seen[*at[frame]].people)
        bodies.push_back(body_of(person, blazepose));
    tracker.add_frame(time_s(poses, frame), bodies);
  }
  return {tracker.people()};
}

kinematics::LandmarkSeries series_of_person(const formats::PoseRecording& poses,
                                            const PosePeople& people, std::size_t person) {
  const auto at = positions(poses);
  std::vector<formats::PoseDetection> detections;
  for (const auto& place : people.bodies[person].places)
    detections.push_back({*at[place.frame], place.body});
  return formats::series_of(poses, detections);
}

std::vector<std::string> notes_about(const formats::PoseRecording& poses, const PosePeople& people,
                                     std::size_t person) {
  std::vector<std::string> notes;
  const tracking::TrackedBody& measured = people.bodies[person];
  if (measured.returns.size() > 1) {
    constexpr std::size_t kNamed = 5;
    std::string times;
    for (std::size_t k = 1; k < std::min(measured.returns.size(), kNamed + 1); ++k)
      times += fmt::format("{}{:.1f} s", k == 1 ? "" : ", ", time_s(poses, measured.returns[k]));
    if (measured.returns.size() > kNamed + 1) times += ", ...";
    notes.push_back(fmt::format(
        "The person is away and comes back (at {}). The stretches were taken for one person's and "
        "measured together: they are never in the picture at once, and their thighs, shanks and "
        "trunk have the same length within 10 %.",
        times));
  }
  std::size_t seen_longer = 0, contested = 0;
  constexpr double kWorthNaming = 0.1;  // of the measured person's frames
  std::string named;
  for (std::size_t k = 0; k < people.bodies.size(); ++k) {
    if (k == person) continue;
    contested += people.bodies[k].contested;
    const auto least = kWorthNaming * static_cast<double>(measured.places.size());
    if (static_cast<double>(people.bodies[k].places.size()) < least) continue;
    ++seen_longer;
    constexpr std::size_t kNamed = 3;
    if (seen_longer <= kNamed)
      named += fmt::format("{}person {} from {}", named.empty() ? "" : ", ", k + 1,
                           span_of(poses, people.bodies[k]));
  }
  if (seen_longer > 0)
    notes.push_back(fmt::format(
        "Person {} of {} was measured, from {}. Others are in these poses and were not: {}{}. "
        "--person measures another.",
        person + 1, people.bodies.size(), span_of(poses, measured), named,
        seen_longer > 3 ? ", ..." : ""));
  if (contested > 0)
    notes.push_back(
        fmt::format("{} could be either of two people of one size and {} counted for neither.",
                    contested == 1 ? "One stretch" : fmt::format("{} stretches", contested),
                    contested == 1 ? "was" : "were"));
  return notes;
}

}  // namespace securepose::pipeline
