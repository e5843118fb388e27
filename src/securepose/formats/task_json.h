#pragma once

#include <nlohmann/json.hpp>
#include <optional>

#include "securepose/kinematics/gait_profile.h"
#include "securepose/kinematics/movement_clock.h"
#include "securepose/kinematics/task.h"

namespace securepose::formats {

// Parts of gait.json; keys: docs/kinematics.md.

/// What the task measured; null for gait, whose results stand beside it.
nlohmann::ordered_json task_json(const kinematics::TaskResult& result,
                                 const kinematics::MovementClock& clock);

/// Gait variable and profile scores; null without reference bands.
nlohmann::ordered_json gait_profile_json(const std::optional<kinematics::GaitProfile>& profile);

}  // namespace securepose::formats
