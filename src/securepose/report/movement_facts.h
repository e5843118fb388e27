#pragma once

#include "securepose/kinematics/measure.h"
#include "securepose/report/movement_data.h"

namespace securepose::report {

/// Everything of the page's movement section from a measurement: curves of the joints left and
/// right, curves over the gait cycle where there are strides, events, passes, the table of
/// parameters, stick figures and the quality of the data. A measurement without a person gives the
/// reason instead.
Movement describe_movement(const kinematics::MovementResult& result);

}  // namespace securepose::report
