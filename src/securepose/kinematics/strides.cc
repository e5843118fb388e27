#include "securepose/kinematics/strides.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "securepose/kinematics/foot_motion.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

constexpr double kLongestStride_s = 4;
/// Part of stance in which the heel of a healthy foot lies still.
constexpr double kRestFrom = 0.1, kRestTo = 0.3;
constexpr double kUsualStance_s = 0.6;
/// Legs in the picture differ by distance; by more than this it is a mistake of the landmarks.
constexpr double kLargestDepthRatio = 0.08;

/// Seconds since the tracks' first sample.
double track_time_s(const LandmarkTracks& tracks, base::Timestamp time) {
  return (time - tracks.origin).seconds();
}

/// Reads positions along the progression in body heights, at any time, in the floor's frame.
class FloorRuler {
 public:
  FloorRuler(const LandmarkTracks& tracks, const PassGeometry& pass, double floor_velocity)
      : tracks_(tracks), pass_(pass), floor_velocity_(floor_velocity), centre_px_(centre_px()) {}

  std::optional<double> hips(double time_s) const { return along(L::kMidHip, 1, time_s); }

  /// Where the heel rests after a contact at `contact_s`.
  std::optional<double> heel_rest(Side side, double contact_s, double stance_s) const {
    const bool left = side == Side::kLeft;
    const L heel = left ? L::kLeftHeel : L::kRightHeel;
    const L ankle = left ? L::kLeftAnkle : L::kRightAnkle;
    constexpr int kReadings = 5;
    double sum = 0, count = 0;
    for (int k = 0; k < kReadings; ++k) {
      const double share = kRestFrom + (kRestTo - kRestFrom) * k / (kReadings - 1);
      const double time_s = contact_s + share * stance_s;
      auto place = along(heel, depth_ratio(side), time_s);
      if (!place && !heel_seen(heel)) place = along(ankle, depth_ratio(side), time_s);
      if (!place) continue;
      sum += *place;
      count += 1;
    }
    if (count == 0) return std::nullopt;
    return sum / count;
  }

 private:
  /// The camera's axis: the middle of the picture, or of the way if the size is not known.
  double centre_px() const {
    if (tracks_.width_px) return *tracks_.width_px / 2;
    std::optional<double> least, most;
    for (std::size_t i = pass_.pass.first_sample; i <= pass_.pass.last_sample; ++i)
      if (const auto hip = tracks_.at(L::kMidHip, i)) {
        least = std::min(least.value_or(hip->x_px), hip->x_px);
        most = std::max(most.value_or(hip->x_px), hip->x_px);
      }
    return least ? (*least + *most) / 2 : 0;
  }

  bool heel_seen(L heel) const {
    return tracks_[heel].ever_known(pass_.pass.first_sample, pass_.pass.last_sample);
  }

  /// How much larger one side appears than the hips.
  double depth_ratio(Side side) const {
    const auto& leg_px = side == Side::kLeft ? pass_.size.left_leg_px : pass_.size.right_leg_px;
    if (!leg_px || !pass_.size.left_leg_px || !pass_.size.right_leg_px) return 1;
    const double ratio = *leg_px / pass_.size.leg_px;
    return std::abs(ratio - 1) <= kLargestDepthRatio ? ratio : 1;
  }

  std::optional<double> along(L landmark, double ratio, double time_s) const {
    const auto& t = tracks_.time_s;
    const auto above = std::lower_bound(t.begin(), t.end(), time_s);
    if (above == t.end()) return std::nullopt;
    const auto j = static_cast<std::size_t>(above - t.begin());
    const std::size_t i = j > 0 && *above > time_s ? j - 1 : j;
    const auto a = tracks_.at(landmark, i), b = tracks_.at(landmark, j);
    if (!a || !b) return std::nullopt;
    const double share = i == j ? 0 : (time_s - t[i]) / (t[j] - t[i]);
    const double x_px = a->x_px + share * (b->x_px - a->x_px);
    const double level_px = centre_px_ + (x_px - centre_px_) / ratio;
    return progression_sign(pass_) * level_px / pass_.size.height_px - floor_velocity_ * time_s;
  }

  const LandmarkTracks& tracks_;
  const PassGeometry& pass_;
  double floor_velocity_;
  double centre_px_;
};

/// Contacts of one pass by side and kind, in the order of time.
struct PassEvents {
  std::array<std::array<std::vector<const GaitEvent*>, 2>, 2> of;  ///< [side][kind]

  const std::vector<const GaitEvent*>& list(Side side, GaitEventKind kind) const {
    return of[side == Side::kLeft ? 0 : 1][kind == GaitEventKind::kInitialContact ? 0 : 1];
  }
  /// The first event strictly between two times.
  const GaitEvent* between(Side side, GaitEventKind kind, base::Timestamp from,
                           base::Timestamp to) const {
    const GaitEvent* event = after(side, kind, from);
    return event != nullptr && event->time < to ? event : nullptr;
  }
  /// The first event after a time.
  const GaitEvent* after(Side side, GaitEventKind kind, base::Timestamp from) const {
    const auto& events = list(side, kind);
    const auto at = std::upper_bound(
        events.begin(), events.end(), from,
        [](base::Timestamp time, const GaitEvent* event) { return time < event->time; });
    return at == events.end() ? nullptr : *at;
  }
};

PassEvents events_of_pass(const std::vector<GaitEvent>& events, std::size_t pass) {
  PassEvents result;
  for (const GaitEvent& event : events) {
    if (event.pass != pass) continue;
    result
        .of[event.side == Side::kLeft ? 0 : 1][event.kind == GaitEventKind::kInitialContact ? 0 : 1]
        .push_back(&event);
  }
  return result;
}

class StrideBuilder {
 public:
  StrideBuilder(const LandmarkTracks& tracks, const PassGeometry& pass, const PassScale& scale,
                const PassEvents& events)
      : tracks_(tracks),
        scale_(scale),
        events_(events),
        ruler_(tracks, pass, scale.floor_velocity) {}

  Stride build(Side side, std::size_t pass, const GaitEvent& start, const GaitEvent& end) const {
    using Kind = GaitEventKind;
    Stride stride;
    stride.side = side;
    stride.pass = pass;
    stride.start = start.time;
    stride.end = end.time;
    stride.certainty = std::min(start.certainty, end.certainty);
    const auto note = [&](const GaitEvent* event) -> std::optional<base::Timestamp> {
      if (event == nullptr) return std::nullopt;
      stride.certainty = std::min(stride.certainty, event->certainty);
      return event->time;
    };
    const Side opposite = other(side);
    stride.final_contact = note(events_.between(side, Kind::kFinalContact, start.time, end.time));
    stride.other_final_contact =
        note(events_.between(opposite, Kind::kFinalContact, start.time, end.time));
    const GaitEvent* other_contact =
        events_.between(opposite, Kind::kInitialContact, start.time, end.time);
    stride.other_initial_contact = note(other_contact);
    stride.feet_together = comes_with(opposite, start, stride) || comes_with(opposite, end, stride);
    if (stride.feet_together) other_contact = nullptr;
    if (other_contact != nullptr) stride.step_time_s = (end.time - other_contact->time).seconds();
    if (scale_.lengths) add_lengths(side, start, end, other_contact, stride);
    return stride;
  }

 private:
  /// Whether the other foot comes down at nearly the same time as this stride's foot.
  bool comes_with(Side opposite, const GaitEvent& contact, const Stride& stride) const {
    const auto reach = base::Timestamp::from_seconds(kTogetherShare * stride.duration_s());
    return events_.between(opposite, GaitEventKind::kInitialContact, contact.time - reach,
                           contact.time + reach) != nullptr;
  }

  std::optional<double> heel_rest(Side side, const GaitEvent& contact) const {
    const GaitEvent* lift = events_.after(side, GaitEventKind::kFinalContact, contact.time);
    const double stance_s =
        lift == nullptr ? kUsualStance_s
                        : std::min(kUsualStance_s * 2, (lift->time - contact.time).seconds());
    return ruler_.heel_rest(side, track_time_s(tracks_, contact.time), stance_s);
  }

  void add_lengths(Side side, const GaitEvent& start, const GaitEvent& end,
                   const GaitEvent* other_contact, Stride& stride) const {
    const auto from = heel_rest(side, start), to = heel_rest(side, end);
    if (from && to) stride.length_heights = *to - *from;
    if (other_contact != nullptr && to)
      if (const auto middle = heel_rest(other(side), *other_contact))
        stride.step_length_heights = *to - *middle;
    const auto hips_from = ruler_.hips(track_time_s(tracks_, start.time));
    const auto hips_to = ruler_.hips(track_time_s(tracks_, end.time));
    if (hips_from && hips_to)
      stride.speed_heights_s = (*hips_to - *hips_from) / stride.duration_s();
    const auto metres = [&](const std::optional<double>& heights) -> std::optional<double> {
      if (!heights || !scale_.height_m) return std::nullopt;
      return *heights * *scale_.height_m;
    };
    stride.length_m = metres(stride.length_heights);
    stride.step_length_m = metres(stride.step_length_heights);
    stride.speed_m_s = metres(stride.speed_heights_s);
  }

  const LandmarkTracks& tracks_;
  const PassScale& scale_;
  const PassEvents& events_;
  FloorRuler ruler_;
};

void drop_double_strides(std::vector<Stride>& strides) {
  if (strides.empty()) return;
  std::vector<double> durations;
  durations.reserve(strides.size());
  for (const Stride& stride : strides) durations.push_back(stride.duration_s());
  const double longest_s = kLongestStrideShare * percentile_of(durations, 50);
  std::erase_if(strides, [&](const Stride& s) { return s.duration_s() > longest_s; });
}

}  // namespace

std::vector<Stride> strides_of(const LandmarkTracks& tracks,
                               const std::vector<PassGeometry>& passes,
                               const std::vector<PassScale>& scales,
                               const std::vector<GaitEvent>& events) {
  std::vector<Stride> strides;
  for (std::size_t p = 0; p < passes.size(); ++p) {
    const PassEvents in_pass = events_of_pass(events, p);
    const StrideBuilder builder(tracks, passes[p], scales[p], in_pass);
    for (const Side side : {Side::kLeft, Side::kRight}) {
      const auto& contacts = in_pass.list(side, GaitEventKind::kInitialContact);
      for (std::size_t k = 0; k + 1 < contacts.size(); ++k)
        if ((contacts[k + 1]->time - contacts[k]->time).seconds() <= kLongestStride_s)
          strides.push_back(builder.build(side, p, *contacts[k], *contacts[k + 1]));
    }
  }
  drop_double_strides(strides);
  std::stable_sort(strides.begin(), strides.end(),
                   [](const Stride& a, const Stride& b) { return a.start < b.start; });
  return strides;
}

}  // namespace securepose::kinematics
