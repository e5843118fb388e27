#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/formats/pose_json.h"
#include "securepose/kinematics/body_landmark.h"

namespace securepose::formats {

/// Which order of points a recording has. Of two sets with as many points the usual one (BODY_25,
/// COCO-17), unless the other makes the bones of head, arms, legs and feet clearly shorter: in a
/// wrong order they run across the body. Nothing if no known set has as many.
/// @param people  some of the recording's people, each with the same number of points
std::optional<kinematics::KeypointSet> point_order_of(const std::vector<RawPose>& people);

/// The known sets by their numbers of points, for messages: "15 (MPI-15), 17 (COCO-17), ...".
std::string known_numbers_of_points();

/// Whether any known set has so many points.
bool known_number_of_points(std::size_t points);

}  // namespace securepose::formats
