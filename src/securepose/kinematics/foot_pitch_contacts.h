#pragma once

#include <vector>

#include "securepose/kinematics/detected_contact.h"
#include "securepose/kinematics/foot_motion.h"

namespace securepose::kinematics {

/// Contacts of one foot that is seen from the front or back, from its pitch: how much higher the
/// toes are in the picture than the heel, in body heights of the moment.
///
/// The pitch does not need the way forward, which such a view hardly shows and the less the further
/// the person is away: toes are raised highest when the heel lands and go down from then on, and
/// they point down most steeply just after they have left the floor.
/// Initial contact: the highest pitch, some 15 ms early; where the foot lands flat or on the toes,
/// so that the pitch does not fall after its highest place, the time at which the heel comes to
/// rest (middle between 0.5 and 0.2 m/s). Final contact: median of the heel's greatest upward speed
/// (O'Connor et al. 2007, Gait Posture 25:469-474), the toes' greatest upward acceleration (De Witt
/// 2010) and the lowest pitch.
/// @param motion  with heel and toe
std::vector<DetectedContact> foot_pitch_contacts(const FootMotion& motion, Side side);

}  // namespace securepose::kinematics
