#include "securepose/kinematics/gait_events.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "securepose/kinematics/contact_timing.h"
#include "securepose/kinematics/detected_contact.h"
#include "securepose/kinematics/floor_velocity.h"
#include "securepose/kinematics/foot_motion.h"
#include "securepose/kinematics/frontal_contacts.h"
#include "securepose/kinematics/turning_points.h"

namespace securepose::kinematics {

namespace {

/// Least swing of a foot against the hips between foremost and rearmost place, in body heights (9
/// cm for a child of 1.2 m: shuffling in place is less), and as a share of the pass's own range.
constexpr double kLeastSwing = 0.08;
constexpr double kLeastSwingShare = 0.35;
/// A swing that is cut off by the beginning or end of the recording: five times the jitter of
/// smoothed landmarks (2 px in a person of 500 px), and enough to tell a foremost place some 50 ms
/// after it.
constexpr double kLeastEnd = 0.01;
constexpr double kLeastEndShare = 0.03;
/// Spread of the methods at which an event is half certain.
constexpr double kHalfCertainSpread_s = 0.08;
/// Running: heel or toe are at rest for less than this share of a stride (walking: 0.55 and more).
constexpr double kRunningShare = 0.5;
/// Nobody runs slower than this, in body heights per second (1.4 m/s for an adult): people change
/// over at a Froude number of about 0.5 (Alexander 1989), 2 m/s for an adult and 1.6 m/s for a
/// child.
constexpr double kSlowestRun = 0.8;
/// Without heels and toes the speed alone tells (2.3 m/s for an adult).
constexpr double kFastestWalk = 1.3;

struct Cycle {
  const FootMotion* motion = nullptr;
  std::vector<TurningPoint> extremes;  ///< maxima: foremost, minima: rearmost
};

double range_of(std::vector<double> values) {
  if (values.empty()) return 0;
  std::vector<double> copy = values;
  return percentile_of(values, 95) - percentile_of(copy, 5);
}

Cycle cycle_of(const FootMotion& motion) {
  std::vector<double> ahead(motion.size());
  for (std::size_t i = 0; i < ahead.size(); ++i)
    ahead[i] = (motion.heel.x[i] + motion.toe.x[i]) / 2 - motion.hip_x[i];
  const double range = range_of(ahead);
  const double least = std::max(kLeastSwing, kLeastSwingShare * range);
  return {&motion, turning_points(ahead, least, std::max(kLeastEnd, kLeastEndShare * range))};
}

/// Mean share of whole strides in which the foot is at rest; nothing without a whole stride.
std::optional<double> contact_share(const std::vector<Cycle>& cycles) {
  double sum = 0, count = 0;
  for (const Cycle& cycle : cycles)
    for (std::size_t k = 0; k + 2 < cycle.extremes.size(); ++k) {
      sum += share_at_rest(*cycle.motion, cycle.extremes[k].index, cycle.extremes[k + 2].index);
      count += 1;
    }
  if (count == 0) return std::nullopt;
  return sum / count;
}

bool runs(const std::vector<Cycle>& cycles, double floor_velocity) {
  double way = 0, lasts_s = 0;
  bool whole_feet = true;
  for (const Cycle& cycle : cycles) {
    way += cycle.motion->hip_x.back() - cycle.motion->hip_x.front();
    lasts_s += FootMotion::kStep_s * static_cast<double>(cycle.motion->size() - 1);
    whole_feet = whole_feet && cycle.motion->whole_foot;
  }
  if (lasts_s <= 0) return false;
  const double speed = way / lasts_s - floor_velocity;
  if (!whole_feet) return speed > kFastestWalk;
  const auto share = contact_share(cycles);
  return speed > kSlowestRun && share && *share < kRunningShare;
}

double certainty_of(const ContactTiming& timing, const FootMotion& motion) {
  const double ratio = timing.spread_s / kHalfCertainSpread_s;
  const double agreement = timing.methods > 1 ? 1 / (1 + ratio * ratio) : 0.5;
  return agreement * motion.seen_share * (motion.whole_foot ? 1 : 0.7);
}

/// Median time from one foremost or rearmost place to the next; an adult's where there are too few.
double stride_of(const Cycle& cycle) {
  constexpr double kUsualStride_s = 1.1;
  std::vector<double> strides_s;
  for (std::size_t k = 0; k + 2 < cycle.extremes.size(); ++k)
    strides_s.push_back(FootMotion::kStep_s *
                        static_cast<double>(cycle.extremes[k + 2].index - cycle.extremes[k].index));
  return strides_s.empty() ? kUsualStride_s : percentile_of(strides_s, 50);
}

/// Contacts of one foot from its extremes; a stance in which the foot never rests is none.
void add_contacts(const Cycle& cycle, Side side, bool running,
                  std::vector<DetectedContact>& found) {
  const FootMotion& motion = *cycle.motion;
  const double stride_s = stride_of(cycle);
  for (std::size_t k = 0; k < cycle.extremes.size(); ++k) {
    const TurningPoint& extreme = cycle.extremes[k];
    const bool is_last = k + 1 == cycle.extremes.size();
    if (extreme.is_maximum) {
      const std::size_t until = is_last ? motion.size() - 1 : cycle.extremes[k + 1].index;
      if (!is_last && share_at_rest(motion, extreme.index, until) < 0.1) continue;
      const ContactTiming timing = initial_contact(motion, extreme.index, until, running);
      found.push_back({side, GaitEventKind::kInitialContact, motion.time_s(timing.index),
                       certainty_of(timing, motion)});
    } else {
      const bool after_contact = k > 0;
      if (after_contact && share_at_rest(motion, cycle.extremes[k - 1].index, extreme.index) < 0.1)
        continue;
      const ContactTiming timing = final_contact(motion, extreme.index, running, stride_s);
      found.push_back({side, GaitEventKind::kFinalContact, motion.time_s(timing.index),
                       certainty_of(timing, motion)});
    }
  }
}

/// Velocity of the floor in the picture; 0 for a camera that stands.
double moving_floor(const LandmarkTracks& tracks, const PassGeometry& pass) {
  return pass.on_the_spot || pass.moving_camera ? floor_velocity(tracks, pass) : 0;
}

std::vector<DetectedContact> side_view_contacts(const LandmarkTracks& tracks, PassGeometry& pass) {
  const double floor = moving_floor(tracks, pass);
  const std::array motions = {foot_motions(tracks, pass, Side::kLeft, floor),
                              foot_motions(tracks, pass, Side::kRight, floor)};
  std::array<std::vector<Cycle>, 2> cycles;
  std::vector<Cycle> both;
  for (std::size_t s = 0; s < 2; ++s)
    for (const FootMotion& motion : motions[s]) {
      cycles[s].push_back(cycle_of(motion));
      both.push_back(cycles[s].back());
    }
  const bool running = runs(both, floor);
  if (running) pass.pass.activity = Activity::kRunning;
  std::vector<DetectedContact> found;
  for (std::size_t s = 0; s < 2; ++s)
    for (const Cycle& cycle : cycles[s])
      add_contacts(cycle, s == 0 ? Side::kLeft : Side::kRight, running, found);
  return found;
}

/// Place in the order of a walking stride; running has the final contact of the same foot first.
int place_in_order(const DetectedContact& c, bool running) {
  const bool left = c.side == Side::kLeft;
  const bool initial = c.kind == GaitEventKind::kInitialContact;
  if (running) return initial ? (left ? 2 : 0) : (left ? 3 : 1);
  return initial ? (left ? 2 : 0) : (left ? 1 : 3);
}

/// Halves the certainty of events next to a break of the order.
void check_order(std::vector<DetectedContact>& contacts, bool running) {
  std::vector<bool> doubtful(contacts.size(), false);
  for (std::size_t i = 0; i + 1 < contacts.size(); ++i) {
    const int expected = (place_in_order(contacts[i], running) + 1) % 4;
    if (place_in_order(contacts[i + 1], running) != expected) doubtful[i] = doubtful[i + 1] = true;
  }
  for (std::size_t i = 0; i < contacts.size(); ++i)
    if (doubtful[i]) contacts[i].certainty /= 2;
}

base::FrameIndex nearest_frame(const LandmarkTracks& tracks, const LandmarkSeries& series,
                               double time_s) {
  const auto above = std::lower_bound(tracks.time_s.begin(), tracks.time_s.end(), time_s);
  auto i = static_cast<std::size_t>(above - tracks.time_s.begin());
  if (i == tracks.size()) --i;
  if (i > 0 && time_s - tracks.time_s[i - 1] < tracks.time_s[i] - time_s) --i;
  return series.samples[i].frame;
}

}  // namespace

std::vector<GaitEvent> gait_events(const LandmarkTracks& tracks, const LandmarkSeries& series,
                                   std::vector<PassGeometry>& passes) {
  std::vector<GaitEvent> events;
  for (std::size_t p = 0; p < passes.size(); ++p) {
    PassGeometry& pass = passes[p];
    if (pass.pass.activity != Activity::kWalking) continue;
    const ViewKind view = pass.pass.view;
    std::vector<DetectedContact> contacts;
    if (view == ViewKind::kFrontalTowards || view == ViewKind::kFrontalAway)
      contacts = frontal_contacts(tracks, pass);
    else if (view != ViewKind::kUnknown)
      contacts = side_view_contacts(tracks, pass);
    std::stable_sort(
        contacts.begin(), contacts.end(),
        [](const DetectedContact& a, const DetectedContact& b) { return a.time_s < b.time_s; });
    check_order(contacts, pass.pass.activity == Activity::kRunning);
    for (const DetectedContact& c : contacts)
      events.push_back({.side = c.side,
                        .kind = c.kind,
                        .time = tracks.time_at(c.time_s),
                        .frame = nearest_frame(tracks, series, c.time_s),
                        .certainty = c.certainty,
                        .pass = p});
  }
  return events;
}

}  // namespace securepose::kinematics
