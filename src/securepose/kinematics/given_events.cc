#include "securepose/kinematics/given_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "securepose/base/error.h"

namespace securepose::kinematics {

namespace {

std::size_t pass_at(const std::vector<PassGeometry>& passes, base::Timestamp time) {
  std::size_t nearest = 0;
  double least_s = -1;
  for (std::size_t p = 0; p < passes.size(); ++p) {
    const WalkingPass& pass = passes[p].pass;
    const double outside_s =
        std::max({0.0, (pass.start - time).seconds(), (time - pass.end).seconds()});
    if (least_s >= 0 && outside_s >= least_s) continue;
    least_s = outside_s;
    nearest = p;
  }
  return nearest;
}

}  // namespace

std::vector<GaitEvent> place_given_events(const std::vector<GivenEvent>& given,
                                          const LandmarkTracks& tracks,
                                          const LandmarkSeries& series,
                                          const std::vector<PassGeometry>& passes) {
  std::vector<GaitEvent> events;
  if (given.empty() || series.samples.empty()) return events;
  const double frame_s = tracks.median_interval_s();
  for (const GivenEvent& one : given) {
    const base::Timestamp time = series.clock.movement_time(one.time);
    const double track_s = (time - tracks.origin).seconds();
    if (track_s < -frame_s || track_s > tracks.time_s.back() + frame_s)
      throw base::Error(base::ErrorKind::kInput,
                        fmt::format("An event at {:.3f} s lies outside of the recording, which "
                                    "runs from {:.3f} to {:.3f} s. Correct the events' file.",
                                    one.time.seconds(), series.samples.front().time.seconds(),
                                    series.samples.back().time.seconds()));
    const auto above = std::lower_bound(tracks.time_s.begin(), tracks.time_s.end(), track_s);
    auto i = static_cast<std::size_t>(above - tracks.time_s.begin());
    if (i == tracks.size()) --i;
    if (i > 0 && track_s - tracks.time_s[i - 1] < tracks.time_s[i] - track_s) --i;
    events.push_back({.side = one.side,
                      .kind = one.kind,
                      .time = time,
                      .frame = series.samples[i].frame,
                      .certainty = one.certainty,
                      .pass = pass_at(passes, time)});
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const GaitEvent& a, const GaitEvent& b) { return a.time < b.time; });
  for (std::size_t i = 1; i < events.size(); ++i)
    if (events[i].time == events[i - 1].time && events[i].side == events[i - 1].side &&
        events[i].kind == events[i - 1].kind)
      throw base::Error(base::ErrorKind::kInput,
                        fmt::format("The same event stands twice at {:.3f} s. Remove one from the "
                                    "events' file.",
                                    series.clock.presentation_time(events[i].time).seconds()));
  return events;
}

}  // namespace securepose::kinematics
