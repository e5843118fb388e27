#include "securepose/kinematics/body_size.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "securepose/kinematics/constants.h"

namespace securepose::kinematics {

namespace {

using L = BodyLandmark;

/// The samples of a range in which the person is in the picture at all. Clinics film long and walk
/// short: what is seen is held against these, never against the whole recording.
std::vector<std::size_t> samples_with_person(const LandmarkTracks& tracks, SampleRange range) {
  std::vector<std::size_t> present;
  for (std::size_t i = range.first; i <= range.last; ++i)
    if (std::any_of(tracks.tracks.begin(), tracks.tracks.end(),
                    [i](const LandmarkTrack& track) { return track.known(i); }))
      present.push_back(i);
  return present;
}

/// Percentile of a length over samples; nothing if it was seen in less than a tenth of them.
template <class Length>
std::optional<double> typical(const std::vector<std::size_t>& samples, double percentile,
                              const Length& length) {
  std::vector<double> lengths;
  for (const std::size_t i : samples)
    if (const std::optional<double> value = length(i)) lengths.push_back(*value);
  if (lengths.empty() || lengths.size() * 10 < samples.size()) return std::nullopt;
  return percentile_of(lengths, percentile);
}

std::optional<geometry::Point> middle(const LandmarkTracks& tracks, L a, L b, std::size_t i) {
  const auto pa = tracks.at(a, i), pb = tracks.at(b, i);
  if (!pa || !pb) return std::nullopt;
  return 0.5 * (*pa + *pb);
}

std::optional<geometry::Point> ear(const LandmarkTracks& tracks, std::size_t i) {
  const auto left = tracks.at(L::kLeftEar, i), right = tracks.at(L::kRightEar, i);
  if (left && right) return 0.5 * (*left + *right);
  return left ? left : right;
}

std::optional<double> distance(const std::optional<geometry::Point>& a,
                               const std::optional<geometry::Point>& b) {
  if (!a || !b) return std::nullopt;
  return geometry::distance_px(*a, *b);
}

std::optional<double> leg_px(const LandmarkTracks& tracks, const std::vector<std::size_t>& samples,
                             double percentile, L hip, L knee, L ankle) {
  const auto thigh = typical(samples, percentile, [&](std::size_t i) {
    return distance(tracks.at(hip, i), tracks.at(knee, i));
  });
  const auto shank = typical(samples, percentile, [&](std::size_t i) {
    return distance(tracks.at(knee, i), tracks.at(ankle, i));
  });
  if (!thigh || !shank) return std::nullopt;
  return *thigh + *shank;
}

}  // namespace

double percentile_of(std::vector<double>& values, double percentile) {
  std::sort(values.begin(), values.end());
  const double at = percentile / 100 * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(at));
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

std::optional<BodySize> body_size(const LandmarkTracks& tracks, SampleRange range,
                                  double percentile) {
  BodySize size;
  const std::vector<std::size_t> samples = samples_with_person(tracks, range);
  size.left_leg_px = leg_px(tracks, samples, percentile, L::kLeftHip, L::kLeftKnee, L::kLeftAnkle);
  size.right_leg_px =
      leg_px(tracks, samples, percentile, L::kRightHip, L::kRightKnee, L::kRightAnkle);
  const auto shoulders = [&](std::size_t i) {
    return middle(tracks, L::kLeftShoulder, L::kRightShoulder, i);
  };
  auto trunk = typical(samples, percentile, [&](std::size_t i) {
    return distance(shoulders(i), tracks.at(L::kMidHip, i));
  });
  if (!trunk)
    trunk = typical(samples, percentile, [&](std::size_t i) {
      return distance(tracks.at(L::kNeck, i), tracks.at(L::kMidHip, i));
    });
  const bool legs = size.left_leg_px || size.right_leg_px;
  if (!legs && !trunk) return std::nullopt;
  if (legs) {
    const double left_px = size.left_leg_px ? *size.left_leg_px : *size.right_leg_px;
    const double right_px = size.right_leg_px ? *size.right_leg_px : *size.left_leg_px;
    size.leg_px = (left_px + right_px) / 2;
  } else {
    size.leg_px = *trunk * kLegLength / kTrunkLength;
  }
  size.trunk_px = trunk.value_or(size.leg_px * kTrunkLength / kLegLength);
  if (!trunk) {
    size.height_px = size.leg_px / kLegLength;
    size.source = "shanks and thighs";
    return size;
  }
  const auto head = typical(samples, percentile,
                            [&](std::size_t i) { return distance(shoulders(i), ear(tracks, i)); });
  double share = kTrunkLength + (legs ? kLegLength : 0);
  double chain_px = size.trunk_px + (legs ? size.leg_px : 0);
  size.source = legs ? "shanks, thighs and trunk" : "trunk";
  if (head) {
    share += kShoulderToEar;
    chain_px += *head;
    size.source += ", and shoulder to ear";
  }
  size.height_px = chain_px / share;
  return size;
}

}  // namespace securepose::kinematics
