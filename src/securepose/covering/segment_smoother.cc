#include "securepose/covering/segment_smoother.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "securepose/base/median.h"
#include "securepose/covering/head_smoother.h"
#include "securepose/observation/anatomy.h"

namespace securepose::covering {
namespace {

using geometry::distance_px;
using geometry::norm_px;
using geometry::Point;
using observation::HeadEvidence;
using observation::HeadSource;

/// Spectral density of the head's acceleration in (head heights / s^2)^2 s: peaks of about 4 m/s^2
/// that last some 0.3 s, as in walking, bending and turning.
constexpr double kAccelerationDensity = 120;
/// Size and tilt change slowly: relative change per second, and tilt in radians, as densities.
constexpr double kSizeDensity = 0.5;
constexpr double kTiltDensity = 30;
constexpr double kTiltSigma = 0.25;
/// A head turns from the front to the side in about 0.3 s; its width by its height changes by 0.2.
constexpr double kWidthDensity = 10;
constexpr double kWidthSigma = 0.06;
/// A head that moves is smeared over its way during the exposure (1/50 s indoors), and networks
/// place it anywhere on it: half of that is a standard deviation.
constexpr double kMotionBlur_s = 0.01;
/// Evidence counts as disagreeing by no more than this many standard deviations, for lone far
/// readings are mistakes; over this time before and after.
constexpr double kMostDisagreement = 4;
constexpr double kDisagreementWindow_s = 0.07;
/// Where no face confirms what the body says, its errors last, too: bodies are told wrongly in the
/// same way from frame to frame (an arm before the head, a back that bends).
constexpr double kWithoutFace = 1.3;
/// Standard deviation, in head heights, of the centre of a head that could not be placed, over this
/// time before and after: such errors last, and averaging over frames does not lessen them. It is
/// more than the head's that makes a doubtful moment (see doubt.cc), so the upper body is covered.
constexpr double kUnplacedSigma = 0.55;
constexpr double kUnplacedWindow_s = 0.2;

using Readings = std::vector<std::vector<Reading>>;

/// What was read in each frame of a segment.
struct SegmentReadings {
  explicit SegmentReadings(std::size_t count)
      : x(count), y(count), log_height(count), width(count), up_x(count), up_y(count) {}

  /// @param center  where the evidence puts it, the camera's way taken away
  void add(std::size_t i, const HeadEvidence& e, Point center) {
    x[i].push_back({center.x_px, e.center_sigma_px});
    y[i].push_back({center.y_px, e.center_sigma_px});
    log_height[i].push_back({std::log(e.height_px), e.height_sigma_px / e.height_px});
    if (e.width_by_height) width[i].push_back({*e.width_by_height, kWidthSigma});
    if (e.up) {
      up_x[i].push_back({e.up->x_px, kTiltSigma});
      up_y[i].push_back({e.up->y_px, kTiltSigma});
    }
    heights_px.push_back(e.height_px);
  }

  Readings x;
  Readings y;
  Readings log_height;
  Readings width;
  Readings up_x;
  Readings up_y;
  std::vector<double> heights_px;
};

void note_basis(const HeadEvidence& e, HeadState& state) {
  state.basis.interpolated = false;
  state.basis.face = state.basis.face || e.source == HeadSource::kFace;
  state.basis.landmarks = state.basis.landmarks || e.source == HeadSource::kLandmarks;
  state.basis.body = state.basis.body || e.source == HeadSource::kBody;
  state.certainty = std::max(state.certainty, e.certainty);
}

/// How fast the picture moves over the head's place, at most over the two steps at a frame.
Point camera_px_per_s(const std::vector<base::Timestamp>& times, const tracking::CameraPath& camera,
                      base::FrameIndex first, std::size_t i) {
  Point fastest;
  for (std::size_t at = std::max<std::size_t>(i, 1); at <= i + 1 && at < times.size(); ++at) {
    const double time_s = (times[at] - times[at - 1]).seconds();
    const Point speed = (1 / time_s) * camera.step_px(first + static_cast<base::FrameIndex>(at));
    if (norm_px(speed) > norm_px(fastest)) fastest = speed;
  }
  return fastest;
}

void place_centers(const std::vector<base::Timestamp>& times, const SegmentReadings& readings,
                   const tracking::CameraPath& camera, base::FrameIndex first,
                   std::vector<HeadState>& states) {
  const double height_px = base::upper_median(readings.heights_px);
  const MotionModel motion{.acceleration_density = kAccelerationDensity * height_px * height_px,
                           .initial_rate_sigma = 10 * height_px};
  std::vector<double> camera_variances(states.size(), 0);
  for (std::size_t i = 1; i < states.size(); ++i) {
    const base::FrameIndex frame = first + static_cast<base::FrameIndex>(i);
    const double sigma_px = camera.sigma_px(frame - 1, frame);
    camera_variances[i] = sigma_px * sigma_px;
  }
  const auto x = smooth(times, readings.x, motion, camera_variances);
  const auto y = smooth(times, readings.y, motion, camera_variances);
  for (std::size_t i = 0; i < states.size(); ++i) {
    const base::FrameIndex frame = first + static_cast<base::FrameIndex>(i);
    states[i].center = camera.carried(Point{x[i].value, y[i].value}, first, frame);
    const double speed_px_per_s =
        norm_px(Point{x[i].rate_per_s, y[i].rate_per_s} + camera_px_per_s(times, camera, first, i));
    states[i].center_sigma_px = std::max(x[i].sigma, y[i].sigma) + kMotionBlur_s * speed_px_per_s;
  }
}

void shape(const std::vector<base::Timestamp>& times, const SegmentReadings& readings,
           std::vector<HeadState>& states) {
  const MotionModel size{.acceleration_density = kSizeDensity, .initial_rate_sigma = 0.5};
  const MotionModel breadth{.acceleration_density = kWidthDensity, .initial_rate_sigma = 1};
  const MotionModel tilt{.acceleration_density = kTiltDensity, .initial_rate_sigma = 3};
  const auto log_height = smooth(times, readings.log_height, size);
  const auto width = smooth(times, readings.width, breadth);
  const auto up_x = smooth(times, readings.up_x, tilt);
  const auto up_y = smooth(times, readings.up_y, tilt);
  for (std::size_t i = 0; i < states.size(); ++i) {
    HeadState& state = states[i];
    state.height_px = std::exp(log_height[i].value);
    state.height_sigma_px = log_height[i].sigma * state.height_px;
    if (!width.empty()) {
      state.width_by_height =
          std::clamp(width[i].value + width[i].sigma, observation::anatomy::kBreadthByHeight,
                     observation::anatomy::kLengthByHeight);
    }
    if (!up_x.empty()) {
      const Point up{up_x[i].value, up_y[i].value};
      if (norm_px(up) > 0.2) state.up = (1 / norm_px(up)) * up;
    }
  }
}

/// Where the evidence of a moment disagrees by more than it claims to err, the centre is less
/// certain than the smoother takes it for: by Birge's ratio (1932) of the readings around.
void widen_where_evidence_disagrees(const HeadSegment& segment,
                                    const std::vector<base::Timestamp>& times,
                                    std::vector<HeadState>& states) {
  const base::FrameIndex first = segment.frames.front();
  std::vector<double> squares(states.size(), 0);
  std::vector<double> counts(states.size(), 0);
  for (std::size_t k = 0; k < segment.frames.size(); ++k) {
    const auto i = static_cast<std::size_t>(segment.frames[k] - first);
    for (const HeadEvidence& e : segment.evidence[k]) {
      const double off =
          std::min(kMostDisagreement, distance_px(e.center, states[i].center) / e.center_sigma_px);
      squares[i] += off * off / 2;  // two coordinates
      ++counts[i];
    }
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    double square = 0;
    double count = 0;
    const auto add = [&](std::size_t at) {
      if (std::abs((times[at] - times[i]).seconds()) > kDisagreementWindow_s) return false;
      square += squares[at];
      count += counts[at];
      return true;
    };
    for (std::size_t at = i; at < states.size() && add(at); ++at) {
    }
    for (std::size_t at = i; at > 0 && add(at - 1); --at) {
    }
    if (count > 0) states[i].center_sigma_px *= std::max(1.0, std::sqrt(square / count));
  }
}

void widen_where_no_face_shows(std::vector<HeadState>& states) {
  for (HeadState& state : states) {
    if (!state.basis.face) state.center_sigma_px *= kWithoutFace;
  }
}

/// Around frames whose evidence could not place the head, its centre may be anywhere nearby.
void widen_where_unplaced(const HeadSegment& segment, const std::vector<base::Timestamp>& times,
                          std::vector<HeadState>& states) {
  const base::FrameIndex first = segment.frames.front();
  for (std::size_t k = 0; k < segment.frames.size(); ++k) {
    const auto& evidence = segment.evidence[k];
    if (std::none_of(evidence.begin(), evidence.end(),
                     [](const HeadEvidence& e) { return e.unplaced; })) {
      continue;
    }
    const auto at = static_cast<std::size_t>(segment.frames[k] - first);
    const auto near = [&](std::size_t i) {
      return std::abs((times[i] - times[at]).seconds()) <= kUnplacedWindow_s;
    };
    const auto widen = [](HeadState& state) {
      state.center_sigma_px = std::max(state.center_sigma_px, kUnplacedSigma * state.height_px);
    };
    for (std::size_t i = at; i < states.size() && near(i); ++i) widen(states[i]);
    for (std::size_t i = at; i > 0 && near(i - 1); --i) widen(states[i - 1]);
  }
}

}  // namespace

std::vector<HeadState> smooth_segment(const observation::ClipObservations& clip,
                                      const tracking::CameraPath& camera,
                                      const HeadSegment& segment) {
  const base::FrameIndex first = segment.frames.front();
  const auto count = static_cast<std::size_t>(segment.frames.back() - first + 1);
  std::vector<base::Timestamp> times(count);
  std::vector<HeadState> states(count);
  for (std::size_t i = 0; i < count; ++i) {
    times[i] = clip.frames[static_cast<std::size_t>(first) + i].time;
    states[i].basis.interpolated = true;
  }
  SegmentReadings readings(count);
  for (std::size_t k = 0; k < segment.frames.size(); ++k) {
    const auto i = static_cast<std::size_t>(segment.frames[k] - first);
    for (const HeadEvidence& e : segment.evidence[k]) {
      readings.add(i, e, camera.carried(e.center, segment.frames[k], first));
      note_basis(e, states[i]);
    }
  }
  place_centers(times, readings, camera, first, states);
  shape(times, readings, states);
  widen_where_evidence_disagrees(segment, times, states);
  widen_where_no_face_shows(states);
  widen_where_unplaced(segment, times, states);
  return states;
}

}  // namespace securepose::covering
