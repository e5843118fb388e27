#include "securepose/identity/person_traits.h"

#include "securepose/base/median.h"
#include "securepose/identity/limb_movement.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

namespace securepose::identity {
namespace {

using geometry::Point;
using pose::BlazePose;

/// Positions are averaged over this before the way is measured, so that jitter is no way.
constexpr double kStep_s = 0.5;
/// A landmark that BlazePose holds to be seen (MediaPipe's default).
constexpr double kVisible = 0.5;
/// A face that CenterFace is sure of.
constexpr double kClearFace = 0.5;
/// The background's shift is believed above this certainty of the phase correlation.
constexpr double kShiftCertainty = 0.3;

double median(const std::vector<double>& values) {
  return values.empty() ? 0 : base::upper_median(values);
}

/// How far the background has moved since the first frame, per frame.
std::vector<Point> camera_way(const observation::ClipObservations& clip) {
  std::vector<Point> way;
  Point sum;
  for (const auto& frame : clip.frames) {
    if (frame.change && frame.change->shift_certainty > kShiftCertainty) {
      sum = sum + Point{frame.change->shift_x_px, frame.change->shift_y_px};
    }
    way.push_back(sum);
  }
  return way;
}

bool whole_body(const pose::PoseLandmarks& landmarks) {
  for (const BlazePose which : {BlazePose::kNose, BlazePose::kLeftHip, BlazePose::kRightHip}) {
    if (landmarks[which].visibility < kVisible) return false;
  }
  return std::max(landmarks[BlazePose::kLeftAnkle].visibility,
                  landmarks[BlazePose::kRightAnkle].visibility) >= kVisible;
}

struct Place {
  double time_s;
  Point at;
};

/// Length of the way through places averaged over steps of kStep_s.
double way_px(const std::vector<Place>& places) {
  double length_px = 0;
  std::optional<Point> before;
  for (std::size_t i = 0; i < places.size();) {
    const double step_start_s = places[i].time_s;
    Point sum;
    int count = 0;
    for (; i < places.size() && places[i].time_s - step_start_s < kStep_s; ++i, ++count) {
      sum = sum + places[i].at;
    }
    const Point mean = (1.0 / count) * sum;
    if (before) length_px += distance_px(*before, mean);
    before = mean;
  }
  return length_px;
}

}  // namespace

PersonTraits traits_of(const observation::ClipObservations& clip, const tracking::Person& person) {
  PersonTraits traits;
  traits.person = person.id;
  const std::vector<Point> camera = camera_way(clip);
  const Point middle{clip.width_px / 2.0, clip.height_px / 2.0};
  const double corner_px = std::max(1.0, norm_px(middle));
  std::vector<double> heights_px;
  std::vector<double> areas_px2;
  std::vector<Place> places;
  std::vector<TimedBody> bodies;
  int whole = 0;
  int facing = 0;
  double centrality = 0;
  for (const tracking::PersonSample& sample : person.samples) {
    const auto& frame = clip.frames.at(static_cast<std::size_t>(sample.frame));
    facing +=
        std::any_of(sample.face_indices.begin(), sample.face_indices.end(),
                    [&](std::size_t i) { return frame.faces.at(i).detection.score >= kClearFace; })
            ? 1
            : 0;
    if (!sample.person_index) continue;
    const auto& seen = frame.people.at(*sample.person_index);
    const Point center = seen.box_px.center();
    heights_px.push_back(seen.box_px.height_px());
    areas_px2.push_back(seen.box_px.area_px2());
    centrality += 1 - std::min(1.0, distance_px(center, middle) / corner_px);
    places.push_back(
        {frame.time.seconds(), center - camera[static_cast<std::size_t>(sample.frame)]});
    if (!seen.landmarks || !sample.landmarks_trusted) continue;
    whole += whole_body(*seen.landmarks) ? 1 : 0;
    bodies.push_back({frame.time.seconds(), &*seen.landmarks});
  }
  const auto share = [](double part, std::size_t of) {
    return of == 0 ? 0.0 : part / static_cast<double>(of);
  };
  traits.share_in_view = share(static_cast<double>(person.samples.size()), clip.frames.size());
  traits.share_whole_body = share(whole, places.size());
  traits.share_facing = share(facing, person.samples.size());
  traits.centrality = share(centrality, places.size());
  const double height_px = median(heights_px);
  traits.height_share = clip.height_px > 0 ? height_px / clip.height_px : 0;
  const double picture_px2 = static_cast<double>(clip.width_px) * clip.height_px;
  traits.area_share = picture_px2 > 0 ? median(areas_px2) / picture_px2 : 0;
  traits.path_body_heights = height_px > 0 ? way_px(places) / height_px : 0;
  traits.limb_speed_heights_s = limb_speed_heights_s(bodies).value_or(0);
  if (clip.frames.size() > 1)
    traits.limb_way_body_heights = traits.limb_speed_heights_s * traits.share_in_view *
                                   (clip.frames.back().time - clip.frames.front().time).seconds();
  return traits;
}

}  // namespace securepose::identity
