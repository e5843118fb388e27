#pragma once

#include <optional>

#include "securepose/geometry/point.h"
#include "securepose/tracking/tracking_options.h"

namespace securepose::tracking {

/// Where a body is and how it moves, with its uncertainty: a Kalman filter whose velocity is an
/// Ornstein-Uhlenbeck process (Singer 1970, "Estimating optimal tracking filter performance for
/// manned maneuvering targets", with velocity in place of acceleration). x and y are independent
/// and share one covariance. Works forward and backward in time alike.
class MotionState {
 public:
  /// A body first seen at `anchor`; nothing is known of its velocity.
  MotionState(geometry::Point anchor, double anchor_sd, double size_px, double time_s,
              const MotionOptions& options);

  /// The state at another time, later or earlier.
  MotionState at(double time_s, const MotionOptions& options) const;

  /// Corrects with a place seen at the state's time.
  void update(geometry::Point anchor, double anchor_sd, double size_px);

  /// Squared Mahalanobis distance, 2 degrees of freedom, of a place seen at the state's time.
  double distance2(geometry::Point anchor, double anchor_sd) const;

  geometry::Point anchor() const { return anchor_; }
  /// Pixels per second along the direction of time.
  geometry::Point velocity_px_s() const { return velocity_px_s_; }
  double size_px() const { return size_px_; }
  double time_s() const { return time_s_; }
  /// Standard deviation of the place in sizes.
  double anchor_sd() const;

  /// Log-likelihood ratio that `later`, found by looking backward from the end of what follows,
  /// continues `earlier`, found by looking forward: against a person who appears anywhere in a
  /// picture of `picture_area_px2` with any usual velocity.
  friend double continuation_evidence(const MotionState& earlier, const MotionState& later,
                                      double picture_area_px2, const MotionOptions& options);

 private:
  geometry::Point anchor_;
  geometry::Point velocity_px_s_;
  double size_px_;
  double time_s_;
  // Covariance in units of size: place, place-velocity, velocity.
  double pp_;
  double pv_ = 0;
  double vv_;
};

}  // namespace securepose::tracking
