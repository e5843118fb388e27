#include "securepose/kinematics/stride_angles.h"

#include <algorithm>
#include <array>
#include <string>

#include "securepose/kinematics/gait_cycle.h"

namespace securepose::kinematics {

namespace {

using R = AngleReading;

/// End of the knee's loading peak: laboratories look at the first quarter of the stride, in which
/// loading response (to 12 %) and the beginning of mid-stance lie.
constexpr double kLoadingEnds = 0.25;
/// The sole lies on the floor from 7 to 10 % on, in slow walkers later.
constexpr double kFirstRockerEnds = 0.2;
/// The foot points down most just after it left the floor, by mid-swing it does no more.
constexpr double kThirdRockerEndsOfSwing = 0.5;
/// A peak may lie in what was not seen.
constexpr double kLeastKnown = 0.9;

struct Extreme {
  double value = 0;
  base::Timestamp time;
};

struct Extremes {
  Extreme least;
  Extreme most;
};

/// One joint's column over one stride.
class Curve {
 public:
  Curve(const AngleTable& angles, const AngleColumn& column) : angles_(angles), column_(column) {}

  std::optional<double> at(base::Timestamp time) const { return angle_at(angles_, column_, time); }

  /// Of the samples between two times, both included.
  std::optional<Extremes> between(base::Timestamp from, base::Timestamp to) const {
    std::optional<Extremes> found;
    double known = 0, all = 0;
    const auto begin = std::lower_bound(angles_.times.begin(), angles_.times.end(), from);
    for (auto at = begin; at != angles_.times.end() && *at <= to; ++at) {
      all += 1;
      const auto& value = column_.values_deg[static_cast<std::size_t>(at - angles_.times.begin())];
      if (!value) continue;
      known += 1;
      if (!found) found = Extremes{{*value, *at}, {*value, *at}};
      if (*value < found->least.value) found->least = {*value, *at};
      if (*value > found->most.value) found->most = {*value, *at};
    }
    if (all == 0 || known < kLeastKnown * all) return std::nullopt;
    return found;
  }

 private:
  const AngleTable& angles_;
  const AngleColumn& column_;
};

base::Timestamp share_between(base::Timestamp from, base::Timestamp to, double share) {
  return base::Timestamp::from_seconds(from.seconds() + share * (to - from).seconds());
}

/// Takes down the readings of one stride.
class StrideReader {
 public:
  explicit StrideReader(const Stride& stride) : stride_(stride), values_(angle_readings().size()) {}

  void hip(const Curve& curve) {
    whole(curve, R::kHipAtContact, R::kHipRange);
    if (const auto all = curve.between(stride_.start, stride_.end))
      set(R::kHipLeast, all->least.value);
    swing_peak(curve, R::kHipSwingPeak);
  }

  void knee(const Curve& curve) {
    whole(curve, R::kKneeAtContact, R::kKneeRange);
    swing_peak(curve, R::kKneeSwingPeak);
    if (!stride_.final_contact) return;
    const auto loading = curve.between(
        stride_.start,
        std::min(*stride_.final_contact, share_between(stride_.start, stride_.end, kLoadingEnds)));
    if (!loading) return;
    set(R::kKneeLoadingPeak, loading->most.value);
    if (const auto rest = curve.between(loading->most.time, *stride_.final_contact))
      set(R::kKneeStanceLeast, rest->least.value);
  }

  void ankle(const Curve& curve) {
    whole(curve, R::kAnkleAtContact, R::kAnkleRange);
    swing_peak(curve, R::kAnkleSwingPeak);
    const auto first =
        curve.between(stride_.start, share_between(stride_.start, stride_.end, kFirstRockerEnds));
    if (!first) return;
    set(R::kAnkleFirstRocker, first->least.value);
    if (!stride_.final_contact) return;
    const auto second = curve.between(first->least.time, *stride_.final_contact);
    if (!second) return;
    set(R::kAnkleSecondRocker, second->most.value);
    const auto third =
        curve.between(second->most.time,
                      share_between(*stride_.final_contact, stride_.end, kThirdRockerEndsOfSwing));
    if (third) set(R::kAnkleThirdRocker, third->least.value);
  }

  std::vector<std::optional<double>> take() { return std::move(values_); }

 private:
  void set(R reading, std::optional<double> value) {
    values_[static_cast<std::size_t>(reading)] = value;
  }

  void whole(const Curve& curve, R at_contact, R range) {
    set(at_contact, curve.at(stride_.start));
    if (const auto all = curve.between(stride_.start, stride_.end))
      set(range, all->most.value - all->least.value);
  }

  void swing_peak(const Curve& curve, R reading) {
    if (!stride_.final_contact) return;
    if (const auto swing = curve.between(*stride_.final_contact, stride_.end))
      set(reading, swing->most.value);
  }

  const Stride& stride_;
  std::vector<std::optional<double>> values_;
};

}  // namespace

const std::vector<AngleReadingInfo>& angle_readings() {
  static const std::vector<AngleReadingInfo> readings = {
      {R::kHipAtContact, "hip_flexion", "at_contact"},
      {R::kHipLeast, "hip_flexion", "least"},
      {R::kHipSwingPeak, "hip_flexion", "swing_peak"},
      {R::kHipRange, "hip_flexion", "range"},
      {R::kKneeAtContact, "knee_flexion", "at_contact"},
      {R::kKneeLoadingPeak, "knee_flexion", "loading_peak"},
      {R::kKneeStanceLeast, "knee_flexion", "stance_least"},
      {R::kKneeSwingPeak, "knee_flexion", "swing_peak"},
      {R::kKneeRange, "knee_flexion", "range"},
      {R::kAnkleAtContact, "ankle_dorsiflexion", "at_contact"},
      {R::kAnkleFirstRocker, "ankle_dorsiflexion", "first_rocker_least"},
      {R::kAnkleSecondRocker, "ankle_dorsiflexion", "second_rocker_peak"},
      {R::kAnkleThirdRocker, "ankle_dorsiflexion", "third_rocker_least"},
      {R::kAnkleSwingPeak, "ankle_dorsiflexion", "swing_peak"},
      {R::kAnkleRange, "ankle_dorsiflexion", "range"}};
  return readings;
}

std::vector<std::optional<double>> stride_angles(const AngleTable& angles, const Stride& stride) {
  StrideReader reader(stride);
  const std::string side(name_of(stride.side));
  if (const AngleColumn* column = angles.find(side + "_hip_flexion_deg"))
    reader.hip({angles, *column});
  if (const AngleColumn* column = angles.find(side + "_knee_flexion_deg"))
    reader.knee({angles, *column});
  if (const AngleColumn* column = angles.find(side + "_ankle_dorsiflexion_deg"))
    reader.ankle({angles, *column});
  return reader.take();
}

}  // namespace securepose::kinematics
