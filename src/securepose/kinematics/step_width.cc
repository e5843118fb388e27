#include "securepose/kinematics/step_width.h"

#include <algorithm>
#include <utility>

#include "securepose/kinematics/body_size.h"
#include "securepose/kinematics/constants.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

/// Where one foot stands in one stance.
struct Footfall {
  Side side = Side::kLeft;
  double time_s = 0;
  double across_heights = 0;  ///< to the right of the picture's middle
};

/// First and one past the last sample of a time.
std::pair<std::size_t, std::size_t> samples_between(const LandmarkTracks& tracks, double from_s,
                                                    double to_s) {
  const auto& t = tracks.time_s;
  return {static_cast<std::size_t>(std::lower_bound(t.begin(), t.end(), from_s) - t.begin()),
          static_cast<std::size_t>(std::upper_bound(t.begin(), t.end(), to_s) - t.begin())};
}

/// Stature in pixels around one sample, from the trunk, which keeps its length seen from the front.
std::optional<double> height_around_px(const LandmarkTracks& tracks, std::size_t middle) {
  constexpr double kHalfWindow_s = 0.25;
  std::vector<double> trunks;
  const auto [first, last] = samples_between(tracks, tracks.time_s[middle] - kHalfWindow_s,
                                             tracks.time_s[middle] + kHalfWindow_s);
  for (std::size_t i = first; i < last; ++i) {
    const auto neck = tracks.at(L::kNeck, i), hip = tracks.at(L::kMidHip, i);
    if (neck && hip) trunks.push_back(geometry::distance_px(*neck, *hip));
  }
  if (trunks.empty()) return std::nullopt;
  return percentile_of(trunks, 50) / kTrunkLength;
}

std::optional<Footfall> footfall(const LandmarkTracks& tracks, Side side, double contact_s,
                                 double lift_s) {
  const LandmarkTrack& ankle = tracks[side == Side::kLeft ? L::kLeftAnkle : L::kRightAnkle];
  const double from_s = contact_s + 0.4 * (lift_s - contact_s);
  const double to_s = contact_s + 0.6 * (lift_s - contact_s);
  double sum = 0, count = 0;
  const auto [first, last] = samples_between(tracks, from_s, to_s);
  for (std::size_t i = first; i < last; ++i) {
    if (!ankle.known(i)) continue;
    const auto height_px = height_around_px(tracks, i);
    if (!height_px) continue;
    sum += (ankle.x_px[i] - *tracks.width_px / 2) / *height_px;
    count += 1;
  }
  if (count == 0) return std::nullopt;
  return Footfall{side, (from_s + to_s) / 2, sum / count};
}

std::vector<Footfall> footfalls_of(const LandmarkTracks& tracks, std::size_t pass,
                                   const std::vector<GaitEvent>& events) {
  std::vector<Footfall> falls;
  for (std::size_t k = 0; k < events.size(); ++k) {
    const GaitEvent& contact = events[k];
    if (contact.pass != pass || contact.kind != GaitEventKind::kInitialContact) continue;
    const auto lift = std::find_if(
        events.begin() + static_cast<std::ptrdiff_t>(k), events.end(), [&](const GaitEvent& e) {
          return e.pass == pass && e.side == contact.side && e.kind == GaitEventKind::kFinalContact;
        });
    if (lift == events.end()) continue;
    const double contact_s = (contact.time - tracks.origin).seconds();
    const double lift_s = (lift->time - tracks.origin).seconds();
    constexpr double kLongestStance_s = 2;
    if (lift_s - contact_s > kLongestStance_s) continue;
    if (const auto fall = footfall(tracks, contact.side, contact_s, lift_s)) falls.push_back(*fall);
  }
  std::sort(falls.begin(), falls.end(),
            [](const Footfall& a, const Footfall& b) { return a.time_s < b.time_s; });
  return falls;
}

}  // namespace

std::vector<double> step_widths_heights(const LandmarkTracks& tracks,
                                        const std::vector<PassGeometry>& passes,
                                        const std::vector<GaitEvent>& events) {
  std::vector<double> widths;
  if (!tracks.width_px) return widths;
  for (std::size_t p = 0; p < passes.size(); ++p) {
    const ViewKind view = passes[p].pass.view;
    if (view != ViewKind::kFrontalTowards && view != ViewKind::kFrontalAway) continue;
    const std::vector<Footfall> falls = footfalls_of(tracks, p, events);
    // Seen from the front the person's left is on the right of the picture.
    const double left_sign = view == ViewKind::kFrontalTowards ? 1 : -1;
    for (std::size_t k = 1; k + 1 < falls.size(); ++k) {
      const Footfall &before = falls[k - 1], &here = falls[k], &after = falls[k + 1];
      if (before.side == here.side || after.side == here.side) continue;
      const double share = (here.time_s - before.time_s) / (after.time_s - before.time_s);
      const double line =
          before.across_heights + share * (after.across_heights - before.across_heights);
      const double outward = here.side == Side::kLeft ? left_sign : -left_sign;
      widths.push_back(outward * (here.across_heights - line));
    }
  }
  return widths;
}

}  // namespace securepose::kinematics
