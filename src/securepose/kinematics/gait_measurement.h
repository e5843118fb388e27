#pragma once

#include <vector>

#include "securepose/kinematics/angle_table.h"
#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/gait_parameters.h"
#include "securepose/kinematics/landmark_tracks.h"
#include "securepose/kinematics/movement_options.h"
#include "securepose/kinematics/strides.h"
#include "securepose/kinematics/walking_passes.h"

namespace securepose::kinematics {

/// All that the table of gait parameters is made of.
struct GaitEvidence {
  const LandmarkTracks& tracks;
  const std::vector<PassGeometry>& passes;
  const std::vector<GaitEvent>& events;
  const AngleTable& angles;
};

/// Scale and floor of every pass under the options.
std::vector<PassScale> pass_scales(const GaitEvidence& evidence, const MovementOptions& options);

/// The table of gait parameters and the strides behind it. Definitions: docs/kinematics.md. A row
/// without a value says why.
GaitParameters measure_gait(const GaitEvidence& evidence, const MovementOptions& options);

}  // namespace securepose::kinematics
