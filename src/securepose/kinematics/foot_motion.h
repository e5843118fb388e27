#pragma once

#include <optional>
#include <vector>

#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// A point's path on the dense grid: position in body heights (typical of the pass), velocity and
/// acceleration in body heights of that moment, so that distance from the camera does not matter.
struct DensePath {
  std::vector<double> x, y;    ///< x along the progression (frontal: to the right), y upwards
  std::vector<double> vx, vy;  ///< relative to the floor
  std::vector<double> ax, ay;

  double speed(std::size_t i) const;
};

/// One foot and the hips over a stretch without a gap, on an even grid of kStep_s, so that events
/// can be placed between pictures.
struct FootMotion {
  static constexpr double kStep_s = 0.005;

  double start_s = 0;  ///< time of the first grid point, in the tracks' time
  DensePath heel;      ///< the ankle where a set has no heels
  DensePath toe;       ///< the ankle where a set has no toes
  std::vector<double> hip_x;
  /// From mid-hip to ankle, in body heights; empty where the ankle was not seen throughout.
  std::vector<double> leg_length;
  /// The person's size in the picture against its typical size in the pass; not 1 from front and
  /// back only, where the distance from the camera changes.
  std::vector<double> relative_size;
  /// Below this speed against the floor a part of the foot is at rest; body heights per second.
  double rest_speed = 0;
  bool whole_foot = true;  ///< heel and toe are both seen
  double seen_share = 1;   ///< of the samples, apart from filled ones

  std::size_t size() const { return hip_x.size(); }
  double time_s(double index) const { return start_s + kStep_s * index; }
};

/// Speed at which a foot counts as at rest: 0.5 m/s (Ghoussayni et al. 2004, Gait Posture
/// 20:266-272) for an adult of 1.75 m, in body heights per second. Slow walkers put their feet down
/// slowly: not above kRestShareOfSpeed of the walking speed, which is the same at 1.25 m/s, nor
/// below what the landmarks' jitter comes to.
inline constexpr double kRestSpeed = 0.5 / 1.75;
inline constexpr double kRestShareOfSpeed = 0.4;
inline constexpr double kLeastRestSpeed = 0.1;

/// All gap-free stretches of one foot in a pass, those shorter than 0.3 s left out. Bridged gaps
/// count as seen here: they place no point, but keep a stride together.
/// @param floor_velocity  of the floor in the picture along the progression, body heights per
/// second
std::vector<FootMotion> foot_motions(const LandmarkTracks& tracks, const PassGeometry& pass,
                                     Side side, double floor_velocity);

/// Grid position at which a path comes to rest between two indices: from the last time at which it
/// is faster than twice `rest_speed` on, the first at which it is slower than that speed. Jitter of
/// a resting foot does not delay it. Nothing if it is never fast or stays fast.
std::optional<double> comes_to_rest(const DensePath& path, double rest_speed, std::size_t from,
                                    std::size_t to);

/// +1 or -1: the direction of x in DensePath for a pass.
int progression_sign(const PassGeometry& pass);

}  // namespace securepose::kinematics
