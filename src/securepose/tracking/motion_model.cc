#include "securepose/tracking/motion_model.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace securepose::tracking {
namespace {

constexpr double kSizeMemory = 0.9;  // of the exponential mean of the size, per observation

double square(double x) { return x * x; }

}  // namespace

MotionState::MotionState(geometry::Point anchor, double anchor_sd, double size_px, double time_s,
                         const MotionOptions& options)
    : anchor_(anchor),
      size_px_(size_px),
      time_s_(time_s),
      pp_(square(anchor_sd)),
      vv_(square(options.velocity_sd)) {}

MotionState MotionState::at(double time_s, const MotionOptions& options) const {
  // Looking backward the same process holds with the velocity's sign turned.
  const double dt = std::abs(time_s - time_s_);
  const double sign = time_s < time_s_ ? -1 : 1;
  const double tau = options.velocity_time_s;
  const double decay = std::exp(-dt / tau);
  const double reach = tau * (1 - decay);
  const double q_vv = square(options.velocity_sd) * (1 - square(decay));
  const double q_pv = square(options.velocity_sd) * tau * square(1 - decay);
  const double q_pp = square(options.velocity_sd * tau) *
                      std::max(0.0, 2 * dt / tau - 3 + 4 * decay - square(decay));
  MotionState next = *this;
  next.time_s_ = time_s;
  next.anchor_ = anchor_ + (sign * reach) * velocity_px_s_;
  next.velocity_px_s_ = decay * velocity_px_s_;
  next.pp_ = pp_ + 2 * sign * reach * pv_ + square(reach) * vv_ + q_pp;
  next.pv_ = decay * (pv_ + sign * reach * vv_) + sign * q_pv;
  next.vv_ = square(decay) * vv_ + q_vv;
  return next;
}

void MotionState::update(geometry::Point anchor, double anchor_sd, double size_px) {
  const double innovation_variance = pp_ + square(anchor_sd);
  const double gain_p = pp_ / innovation_variance;
  const double gain_v = pv_ / innovation_variance;
  const geometry::Point innovation = anchor - anchor_;
  anchor_ = anchor_ + gain_p * innovation;
  velocity_px_s_ = velocity_px_s_ + gain_v * innovation;
  vv_ -= gain_v * pv_;
  pv_ *= 1 - gain_p;
  pp_ *= 1 - gain_p;
  size_px_ = std::exp(kSizeMemory * std::log(size_px_) + (1 - kSizeMemory) * std::log(size_px));
}

double MotionState::distance2(geometry::Point anchor, double anchor_sd) const {
  const geometry::Point d = (1 / size_px_) * (anchor - anchor_);
  return geometry::dot(d, d) / (pp_ + square(anchor_sd));
}

double MotionState::anchor_sd() const { return std::sqrt(pp_); }

double continuation_evidence(const MotionState& earlier, const MotionState& later,
                             double picture_area_px2, const MotionOptions& options) {
  const MotionState expected = earlier.at(later.time_s_, options);
  const double size = std::sqrt(earlier.size_px_ * later.size_px_);
  const geometry::Point dp = (1 / size) * (later.anchor_ - expected.anchor_);
  const geometry::Point dv = (1 / size) * (later.velocity_px_s_ - expected.velocity_px_s_);
  // Both estimates err independently; `later` was made backward in time.
  const double pp = expected.pp_ + later.pp_;
  const double pv = expected.pv_ + later.pv_;
  const double vv = expected.vv_ + later.vv_;
  const double det = std::max(1e-12, pp * vv - pv * pv);
  const double distance2 =
      (vv * geometry::dot(dp, dp) - 2 * pv * geometry::dot(dp, dv) + pp * geometry::dot(dv, dv)) /
      det;
  const double log_same =
      -0.5 * distance2 - std::log(2 * std::numbers::pi * 2 * std::numbers::pi * det);
  const geometry::Point v = (1 / size) * later.velocity_px_s_;
  const double vv_new = square(options.velocity_sd) + later.vv_;
  const double log_new = -0.5 * geometry::dot(v, v) / vv_new -
                         std::log(2 * std::numbers::pi * vv_new) -
                         std::log(std::max(1.0, picture_area_px2 / square(size)));
  return log_same - log_new;
}

}  // namespace securepose::tracking
