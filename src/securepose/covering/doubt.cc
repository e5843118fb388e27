#include "securepose/covering/doubt.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <tuple>
#include <utility>

#include "securepose/covering/head_segments.h"

namespace securepose::covering {
namespace {

/// A segment with a body but without any face or landmark for this long is worth a look.
constexpr double kBodyOnly_s = 1.0;
/// Moments of one person that are no further apart are one.
constexpr double kFollows_s = 0.5;
/// In the blur of a swing that leaves somebody behind nobody sees him for about so long.
constexpr double kSwingAway_s = 0.3;

/// Calls `add(first, last)` for each run of consecutive positions for which `is_in` holds.
void for_each_run(std::size_t count, const std::function<bool(std::size_t)>& is_in,
                  const std::function<void(std::size_t, std::size_t)>& add) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_in(i)) continue;
    const std::size_t first = i;
    while (i + 1 < count && is_in(i + 1)) ++i;
    add(first, i);
  }
}

DoubtfulMoment moment(const observation::ClipObservations& clip, std::size_t first,
                      std::size_t last, std::optional<base::PersonId> person, std::string reason) {
  return {clip.frames[first].time,
          clip.frames[last].time,
          static_cast<base::FrameIndex>(first),
          static_cast<base::FrameIndex>(last),
          person,
          std::move(reason)};
}

/// The same of a person's head, with its place in the middle frame, or where it was held last.
DoubtfulMoment head_moment(const observation::ClipObservations& clip, const HeadTrack& track,
                           std::size_t first, std::size_t last, std::string reason) {
  DoubtfulMoment result = moment(clip, first, last, track.person, std::move(reason));
  const auto middle = static_cast<std::size_t>(result.middle_frame() - track.first_frame);
  result.place_px = head_ellipse(track.states[std::min(middle, track.states.size() - 1)]).bounds();
  return result;
}

bool in_picture(const observation::ClipObservations& clip, geometry::Point p) {
  return p.x_px >= 0 && p.y_px >= 0 && p.x_px <= clip.width_px && p.y_px <= clip.height_px;
}

/// The first frame after `last`, up to `end`, in which the camera looks past the place where a head
/// was seen last; nothing if it stays in the picture.
std::optional<std::size_t> left_by_camera(const observation::ClipObservations& clip,
                                          const tracking::CameraPath& camera, geometry::Point place,
                                          std::size_t last, std::size_t end) {
  for (std::size_t f = last + 1; f <= end; ++f) {
    const auto at = [](std::size_t frame) { return static_cast<base::FrameIndex>(frame); };
    if (!in_picture(clip, camera.carried(place, at(last), at(f)))) return f;
  }
  return std::nullopt;
}

}  // namespace

void add_doubts(const observation::ClipObservations& clip, const HeadTrack& track,
                std::vector<DoubtfulMoment>& doubtful) {
  const auto offset = static_cast<std::size_t>(track.first_frame);
  const auto& states = track.states;
  for_each_run(
      states.size(),
      [&](std::size_t i) {
        return !states[i].basis.held && in_picture(clip, states[i].center) && is_lost(states[i]);
      },
      [&](std::size_t first, std::size_t last) {
        doubtful.push_back(
            head_moment(clip, track, offset + first, offset + last,
                        "The head could not be placed; more than the head is covered."));
      });
  for_each_run(
      states.size(),
      [&](std::size_t i) {
        return states[i].basis.body && !states[i].basis.face && !states[i].basis.landmarks;
      },
      [&](std::size_t first, std::size_t last) {
        const double length_s =
            (clip.frames[offset + last].time - clip.frames[offset + first].time).seconds();
        if (length_s < kBodyOnly_s) return;
        doubtful.push_back(
            head_moment(clip, track, offset + first, offset + last,
                        "Only the body was seen; the head's place follows from it."));
      });
}

void add_losses(const observation::ClipObservations& clip, const tracking::CameraPath& camera,
                const tracking::Person& person, const std::vector<HeadTrack>& tracks,
                const std::vector<base::FrameIndex>& shots, std::vector<DoubtfulMoment>& doubtful) {
  if (!is_sure_person(person)) return;
  const auto seen = [](const HeadState& state) { return !state.basis.held; };
  for (std::size_t t = 0; t < tracks.size(); ++t) {
    const HeadTrack& track = tracks[t];
    const auto last = std::find_if(track.states.rbegin(), track.states.rend(), seen);
    const auto held = last - track.states.rbegin();
    if (held < 2 || track.handed_over || track.glimpse || near_edge(*last, clip)) continue;
    auto end = static_cast<std::size_t>(track.first_frame) + track.states.size() - 1;
    const std::size_t first = end + 1 - static_cast<std::size_t>(held);
    if (t + 1 < tracks.size() &&
        shot_at(track.first_frame, shots) == shot_at(tracks[t + 1].first_frame, shots)) {
      const auto& next = tracks[t + 1];
      const auto unseen = std::find_if(next.states.begin(), next.states.end(), seen);
      const auto again =
          static_cast<std::size_t>(next.first_frame + (unseen - next.states.begin()));
      end = std::max(first, again - 1);
    }
    // Whom the camera leaves is not lost, unless it was long before.
    if (const auto left = left_by_camera(clip, camera, last->center, first - 1, end)) {
      if ((clip.frames[*left].time - clip.frames[first].time).seconds() <= kSwingAway_s) continue;
      end = *left - 1;
    }
    doubtful.push_back(head_moment(
        clip, track, first, end, "This person was lost from sight in the middle of the picture."));
  }
}

void join_doubts(std::vector<DoubtfulMoment>& doubtful) {
  std::stable_sort(doubtful.begin(), doubtful.end(), [](const auto& a, const auto& b) {
    return std::tie(a.person, a.first_frame) < std::tie(b.person, b.first_frame);
  });
  std::vector<DoubtfulMoment> joined;
  base::FrameIndex longest = 0;  // of the moments that the last one is made of
  for (DoubtfulMoment& next : doubtful) {
    const base::FrameIndex length = next.last_frame - next.first_frame;
    if (joined.empty() || !next.person || joined.back().person != next.person ||
        (next.start - joined.back().end).seconds() > kFollows_s) {
      joined.push_back(std::move(next));
      longest = length;
      continue;
    }
    DoubtfulMoment& whole = joined.back();
    if (length > longest) {
      longest = length;
      whole.reason = std::move(next.reason);
      whole.place_px = next.place_px;
    }
    if (next.last_frame > whole.last_frame) {
      whole.last_frame = next.last_frame;
      whole.end = next.end;
    }
  }
  doubtful = std::move(joined);
}

void add_unreadable_stretches(const observation::ClipObservations& clip,
                              std::vector<DoubtfulMoment>& doubtful) {
  for_each_run(
      clip.frames.size(), [&](std::size_t i) { return !clip.frames[i].readable; },
      [&](std::size_t first, std::size_t last) {
        doubtful.push_back(moment(clip, first, last, std::nullopt,
                                  "The pictures could not be read; they are fully covered."));
      });
}

}  // namespace securepose::covering
