#pragma once

#include <cstddef>
#include <optional>

#include "securepose/kinematics/foot_motion.h"

namespace securepose::kinematics {

/// When a contact began or ended according to several methods, and all together.
struct ContactTiming {
  double index = 0;     ///< position on the FootMotion's grid
  double spread_s = 0;  ///< between the earliest and the latest method that was used
  std::size_t methods = 1;
};

/// Initial contact near the foremost place of the foot. Mean of two published methods whose errors
/// go opposite ways:
/// - coordinate (Zeni et al. 2008): the heel is furthest ahead of the hips; early, since the foot
///   still moves as fast as the body;
/// - foot velocity (Ghoussayni et al. 2004, 0.5 m/s and less for slow walkers): the part of the
/// foot that lands first, heel or
///   toe, has come to rest; late by the time in which it stops. Looking at both parts serves
///   toe-walkers as well.
/// When running, the second alone: the foot already moves back before it lands.
/// @param foremost  grid index of the foot's foremost place
/// @param until     grid index of its rearmost place after that, or the end
ContactTiming initial_contact(const FootMotion& motion, std::size_t foremost, std::size_t until,
                              bool running);

/// Final contact near the rearmost place of the foot. Median of three published methods:
/// - coordinate (Zeni et al. 2008): the toe is furthest behind the hips;
/// - the toe's greatest forward acceleration (Hreljac & Marshall 2000);
/// - the toe's greatest upward acceleration (De Witt 2010), which alone is used when running.
/// The first alone for the ankle of a foot whose toes are not seen. Peaks are looked for within a
/// tenth of the stride (0.12 to 0.4 s) on either side of the rearmost place.
ContactTiming final_contact(const FootMotion& motion, std::size_t rearmost, bool running,
                            double stride_s = 1.1);

/// Share of the grid from `from` to `to` in which heel or toe is at rest on the floor.
double share_at_rest(const FootMotion& motion, std::size_t from, std::size_t to);

}  // namespace securepose::kinematics
