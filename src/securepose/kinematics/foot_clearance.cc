#include "securepose/kinematics/foot_clearance.h"

#include <algorithm>
#include <vector>

#include "securepose/kinematics/foot_motion.h"

namespace securepose::kinematics {

namespace {

constexpr double kRestFrom = 0.2, kRestTo = 0.5;

/// Where the resting toe is in the picture, and when.
struct Level {
  double time_s = 0;
  double y_px = 0;
};

std::optional<Level> level_in_stance(const LandmarkTracks& tracks, const LandmarkTrack& toe,
                                     double contact_s, double stance_s) {
  std::vector<double> heights_px;
  const double from_s = contact_s + kRestFrom * stance_s, to_s = contact_s + kRestTo * stance_s;
  const auto begin = std::lower_bound(tracks.time_s.begin(), tracks.time_s.end(), from_s);
  for (auto at = begin; at != tracks.time_s.end() && *at <= to_s; ++at) {
    const auto i = static_cast<std::size_t>(at - tracks.time_s.begin());
    if (toe.known(i)) heights_px.push_back(toe.y_px[i]);
  }
  if (heights_px.empty()) return std::nullopt;
  return Level{(from_s + to_s) / 2, percentile_of(heights_px, 50)};
}

}  // namespace

std::optional<double> foot_clearance_heights(const LandmarkTracks& tracks, const PassGeometry& pass,
                                             const Stride& stride) {
  const ViewKind view = pass.pass.view;
  const bool side_view = view == ViewKind::kSagittalLeft || view == ViewKind::kSagittalRight;
  if (!side_view || !stride.final_contact || pass.size.height_px <= 0) return std::nullopt;
  const LandmarkTrack& toe =
      tracks[stride.side == Side::kLeft ? BodyLandmark::kLeftBigToe : BodyLandmark::kRightBigToe];
  const auto second = [&](base::Timestamp time) { return (time - tracks.origin).seconds(); };
  const double start_s = second(stride.start), lift_s = second(*stride.final_contact);
  const double end_s = second(stride.end), stance_s = lift_s - start_s;
  const auto before = level_in_stance(tracks, toe, start_s, stance_s);
  if (!before) return std::nullopt;
  const Level after = level_in_stance(tracks, toe, end_s, stance_s)
                          .value_or(Level{before->time_s + 1, before->y_px});
  std::optional<std::size_t> fastest;
  double most = 0, known = 0, all = 0;
  const auto& times = tracks.time_s;
  const auto after_lift = std::upper_bound(times.begin(), times.end(), lift_s) - times.begin();
  for (std::size_t i = std::max<std::size_t>(1, static_cast<std::size_t>(after_lift));
       i + 1 < tracks.size() && times[i] < end_s; ++i) {
    all += 1;
    if (!toe.known(i - 1) || !toe.known(i) || !toe.known(i + 1)) continue;
    known += 1;
    const double forward_px_s = progression_sign(pass) * (toe.x_px[i + 1] - toe.x_px[i - 1]) /
                                (tracks.time_s[i + 1] - tracks.time_s[i - 1]);
    if (forward_px_s <= most) continue;
    most = forward_px_s;
    fastest = i;
  }
  constexpr double kLeastKnown = 0.8;
  if (!fastest || known < kLeastKnown * all) return std::nullopt;
  const double share = (tracks.time_s[*fastest] - before->time_s) / (after.time_s - before->time_s);
  const double floor_px = before->y_px + share * (after.y_px - before->y_px);
  return (floor_px - toe.y_px[*fastest]) / pass.size.height_px;
}

}  // namespace securepose::kinematics
