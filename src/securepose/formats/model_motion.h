#pragma once

#include <string>
#include <vector>

#include "securepose/formats/stored_movement.h"

namespace securepose::formats {

/// OpenSim's models that a motion can be written for; the names and signs of others are mostly one
/// of these. They differ at the knee, whose flexion gait2392 counts below zero, and gait2392 has no
/// arms.
enum class OpenSimModel {
  kRajagopal,  ///< Rajagopal et al. 2016
  kGait2392,   ///< Delp et al. 1990; also gait2354
};

/// A stretch of movement in a model's coordinates, without a gap.
struct ModelMotion {
  std::vector<std::string> coordinates;
  std::vector<double> time_s;
  /// One row for each time, one value for each coordinate: degrees, metres for pelvis_tx and _ty.
  std::vector<std::vector<double>> rows;
};

struct ModelMotions {
  std::vector<ModelMotion> parts;  ///< at least one, in the order of time
  std::vector<std::string> notes;  ///< what was interpolated and what was left out
};

/// The movement in the coordinates of a model. Hips are measured against the vertical, so the
/// pelvis is held upright (pelvis_tilt and pelvis_list 0) and the trunk's lean stands in
/// lumbar_extension; pelvis_rotation is 0 for a person who faces to the right of the picture, 180
/// to the left. With a scale, pelvis_tx and pelvis_ty put the middle of the unscaled model's hips
/// where the person's is. Gaps of up to StoredMovement::longest_filled_gap_s are interpolated; a
/// longer one in an angle of a leg, or a turn, ends a part and begins the next. An angle of a leg
/// that is known less than half of the time, and any other coordinate with a gap in it, is left
/// out.
/// @throws base::Error(kInput) if no hip, knee or ankle is ever known twice in a row.
ModelMotions model_motions(const StoredMovement& movement, OpenSimModel model);

/// One part as OpenSim's motion file. It holds no NaN, at which OpenSim's Storage would stop.
/// @param name  of the file itself, without a folder: it stands in the first line
std::string mot_text(const ModelMotion& motion, const std::string& name);

}  // namespace securepose::formats
