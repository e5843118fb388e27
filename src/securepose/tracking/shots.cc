#include "securepose/tracking/shots.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "securepose/observation/scene_jump.h"
#include "securepose/tracking/appearance.h"
#include "securepose/tracking/detection.h"

namespace securepose::tracking {
namespace {

using observation::FrameObservations;
using observation::PersonObservation;
using observation::SceneJump;

// Limits for "stands where he stood, as he stood" between two pictures around a change.
constexpr double kSamePointDistance = 0.1;  // body sizes
constexpr double kSameBoxIou = 0.6;
constexpr double kSameAppearance = 0.45;

struct Change {
  base::FrameIndex frame = 0;
  double histogram_distance = 0;
};

bool same_stance(const PersonObservation& a, const PersonObservation& b,
                 const TrackingOptions& options) {
  const auto apart = appearance_distance(a.appearance, b.appearance);
  if (apart && *apart > kSameAppearance) return false;
  const FrameTransform as_recorded;
  const auto points = point_distance(make_detection(a, as_recorded, options),
                                     make_detection(b, as_recorded, options), 4);
  if (points) return *points < kSamePointDistance;
  return geometry::iou(a.box_px, b.box_px) > kSameBoxIou;
}

// Share of people before who are there after, too; 0 if there is nobody to tell by.
double people_kept(const FrameObservations& before, const FrameObservations& after,
                   const TrackingOptions& options) {
  const auto counts = std::max(before.people.size(), after.people.size());
  if (counts == 0) return 0;
  std::vector<bool> used(after.people.size(), false);
  std::size_t kept = 0;
  for (const PersonObservation& person : before.people) {
    for (std::size_t k = 0; k < after.people.size(); ++k) {
      if (used[k] || !same_stance(person, after.people[k], options)) continue;
      used[k] = true;
      ++kept;
      break;
    }
  }
  return static_cast<double>(kept) / static_cast<double>(counts);
}

// Whether a run of changes close to each other is a cut, and where.
void judge_run(const observation::ClipObservations& clip, const std::vector<Change>& run,
               const TrackingOptions& options, std::vector<base::FrameIndex>& cuts) {
  const auto& before = clip.frames[static_cast<std::size_t>(run.front().frame - 1)];
  const auto last = static_cast<std::size_t>(run.back().frame);
  // A flash's end may change the picture less than its beginning: look a little further.
  for (std::size_t k = last; k < clip.frames.size(); ++k) {
    if ((clip.frames[k].time - clip.frames[last].time).seconds() > options.cuts.min_shot_s) break;
    if (people_kept(before, clip.frames[k], options) >= options.cuts.max_people_kept) return;
  }
  const bool anybody = !before.people.empty() || !clip.frames[last].people.empty();
  // Two changes back and forth with nobody to tell by: a flash.
  if (!anybody && run.size() > 1) return;
  const auto strongest = std::max_element(run.begin(), run.end(), [](const auto& a, const auto& b) {
    return a.histogram_distance < b.histogram_distance;
  });
  cuts.push_back(strongest->frame);
}

}  // namespace

std::vector<base::FrameIndex> find_cuts(const observation::ClipObservations& clip,
                                        const CameraPath& camera, const TrackingOptions& options) {
  std::vector<base::FrameIndex> cuts;
  std::vector<Change> run;
  double last_s = 0;
  const auto end_run = [&] {
    if (!run.empty()) judge_run(clip, run, options, cuts);
    run.clear();
  };
  for (std::size_t k = 1; k < clip.frames.size(); ++k) {
    const FrameObservations& frame = clip.frames[k];
    if (!frame.readable || !frame.change || camera.swings(frame.frame)) continue;
    if (frame.camera && frame.camera->state == detection::CameraState::kMoved) continue;
    // Spares the medians around nearly all frames.
    if (frame.change->residual < options.cuts.jump.min_residual) continue;
    const SceneJump jump = observation::judge_jump(
        *frame.change, observation::usual_change(clip, k, options.cuts.median_window_s),
        options.cuts.jump);
    if (jump == SceneJump::kNone) continue;
    const double time_s = frame.time.seconds();
    if (jump == SceneJump::kOtherViewInColours) {
      end_run();
      if (people_kept(clip.frames[k - 1], frame, options) < options.cuts.max_people_kept) {
        cuts.push_back(static_cast<base::FrameIndex>(k));
      }
      continue;
    }
    if (time_s - last_s > options.cuts.min_shot_s) end_run();
    run.push_back({static_cast<base::FrameIndex>(k), frame.change->histogram_distance});
    last_s = time_s;
  }
  end_run();
  return cuts;
}

}  // namespace securepose::tracking
