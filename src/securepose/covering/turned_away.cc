#include "securepose/covering/turned_away.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace securepose::covering {
namespace {

using pose::BlazePose;

/// A head turns from behind to profile in no less than this (peak head speed of about 300 deg/s in
/// fast gaze shifts, Guitton & Volle 1987).
constexpr double kMargin_s = 0.3;
/// The nose lies this much further from the camera than the ears when the face is wholly hidden.
constexpr double kNoseBehindEars_m = 0.05;
/// Any face detection of at least this score vetoes.
constexpr double kFaceVeto = 0.05;

}  // namespace

bool seen_from_behind(const pose::PoseLandmarks& landmarks) {
  const auto world_z_m = [&](BlazePose which) {
    return landmarks.world[static_cast<std::size_t>(which)].z_m;
  };
  const double ears_z_m = (world_z_m(BlazePose::kLeftEar) + world_z_m(BlazePose::kRightEar)) / 2;
  const bool nose_behind = world_z_m(BlazePose::kNose) > ears_z_m + kNoseBehindEars_m;
  // Seen from behind, a person's left lies on the picture's left.
  const bool shoulders_swapped = landmarks[BlazePose::kLeftShoulder].point.x_px <
                                 landmarks[BlazePose::kRightShoulder].point.x_px;
  const bool ears_swapped =
      landmarks[BlazePose::kLeftEar].point.x_px < landmarks[BlazePose::kRightEar].point.x_px;
  return nose_behind && shoulders_swapped && ears_swapped;
}

std::set<base::FrameIndex> frames_turned_away(const observation::ClipObservations& clip,
                                              const tracking::Person& person) {
  struct View {
    base::FrameIndex frame;
    base::Timestamp time;
    bool behind;
  };
  std::vector<View> views;
  for (const tracking::PersonSample& sample : person.samples) {
    const auto& frame = clip.frames.at(static_cast<std::size_t>(sample.frame));
    const bool face_seen =
        std::any_of(sample.face_indices.begin(), sample.face_indices.end(),
                    [&](std::size_t i) { return frame.faces.at(i).detection.score >= kFaceVeto; });
    const auto& landmarks =
        sample.person_index ? frame.people.at(*sample.person_index).landmarks : std::nullopt;
    views.push_back({sample.frame, frame.time,
                     !face_seen && landmarks.has_value() && seen_from_behind(*landmarks)});
  }
  std::set<base::FrameIndex> away;
  std::size_t from = 0;
  for (std::size_t i = 0; i < views.size(); ++i) {
    while ((views[i].time - views[from].time).seconds() > kMargin_s) ++from;
    bool all_behind = true;
    for (std::size_t k = from;
         k < views.size() && (views[k].time - views[i].time).seconds() <= kMargin_s; ++k) {
      all_behind = all_behind && views[k].behind;
    }
    if (all_behind) away.insert(views[i].frame);
  }
  return away;
}

}  // namespace securepose::covering
