#include "securepose/identity/limb_movement.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "securepose/base/median.h"

namespace securepose::identity {
namespace {

using geometry::Point;
using pose::BlazePose;

constexpr double kStep_s = 0.25;
/// A landmark that BlazePose holds to be seen (MediaPipe's default).
constexpr double kVisible = 0.5;
/// Standing height over the distance from the shoulders to the hips (Winter 2009, figure 4.1).
constexpr double kStatureOfTorso = 1 / (0.818 - 0.530);
constexpr std::array<BlazePose, 6> kLimbs = {BlazePose::kLeftWrist, BlazePose::kRightWrist,
                                             BlazePose::kLeftKnee,  BlazePose::kRightKnee,
                                             BlazePose::kLeftAnkle, BlazePose::kRightAnkle};

Point middle(const pose::PoseLandmarks& body, BlazePose a, BlazePose b) {
  return 0.5 * (body[a].point + body[b].point);
}

double height_px(const pose::PoseLandmarks& body) {
  return kStatureOfTorso *
         geometry::distance_px(middle(body, BlazePose::kLeftShoulder, BlazePose::kRightShoulder),
                               middle(body, BlazePose::kLeftHip, BlazePose::kRightHip));
}

// Mean places of the limbs from the mid-hip over one step.
struct Step {
  long number = 0;
  std::array<Point, kLimbs.size()> sum;
  std::array<int, kLimbs.size()> count{};

  void add(const pose::PoseLandmarks& body) {
    const Point hip = middle(body, BlazePose::kLeftHip, BlazePose::kRightHip);
    for (std::size_t k = 0; k < kLimbs.size(); ++k) {
      if (body[kLimbs[k]].visibility < kVisible) continue;
      sum[k] = sum[k] + (body[kLimbs[k]].point - hip);
      ++count[k];
    }
  }
};

std::vector<Step> steps_of(const std::vector<TimedBody>& bodies) {
  std::vector<Step> steps;
  for (const TimedBody& body : bodies) {
    const long number = std::lround(std::floor(body.time_s / kStep_s));
    if (steps.empty() || steps.back().number != number) steps.push_back({number, {}, {}});
    steps.back().add(*body.landmarks);
  }
  return steps;
}

}  // namespace

std::optional<double> limb_speed_heights_s(const std::vector<TimedBody>& bodies) {
  std::vector<double> heights_px;
  heights_px.reserve(bodies.size());
  for (const TimedBody& body : bodies) heights_px.push_back(height_px(*body.landmarks));
  if (heights_px.empty()) return std::nullopt;
  const double median_px = base::upper_median(std::move(heights_px));
  if (median_px <= 0) return std::nullopt;
  const std::vector<Step> steps = steps_of(bodies);
  double way_px = 0;
  int ways = 0;
  for (std::size_t s = 1; s < steps.size(); ++s) {
    if (steps[s].number != steps[s - 1].number + 1) continue;
    for (std::size_t k = 0; k < kLimbs.size(); ++k) {
      if (steps[s].count[k] == 0 || steps[s - 1].count[k] == 0) continue;
      way_px += geometry::distance_px((1.0 / steps[s].count[k]) * steps[s].sum[k],
                                      (1.0 / steps[s - 1].count[k]) * steps[s - 1].sum[k]);
      ++ways;
    }
  }
  if (ways == 0) return std::nullopt;
  return way_px / ways / kStep_s / median_px;
}

}  // namespace securepose::identity
