#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "securepose/base/timestamp.h"

namespace securepose::kinematics {

enum class ViewKind {
  kSagittalLeft,    ///< the camera sees the person's left side
  kSagittalRight,   ///< the camera sees the person's right side
  kFrontalTowards,  ///< the person faces the camera
  kFrontalAway,     ///< the person turns the back to the camera
  kOblique,
  kUnknown,
};
std::string_view name_of(ViewKind view);  ///< "sagittal_left", ..., "unknown"

enum class Activity { kWalking, kRunning, kStanding, kSitting, kOther };
std::string_view name_of(Activity activity);  ///< "walking", ..., "other"

/// A stretch between turns in which the person keeps one direction.
struct WalkingPass {
  std::size_t first_sample = 0;
  std::size_t last_sample = 0;  ///< inclusive
  base::Timestamp start;
  base::Timestamp end;
  Activity activity = Activity::kOther;
  ViewKind view = ViewKind::kUnknown;
  /// Angle between the camera's axis and the person's side: 0 is sagittal, 90 frontal.
  std::optional<double> obliqueness_deg;
  /// +1: progresses (or faces, when standing) to the right of the picture, -1: to the left; 0:
  /// neither.
  int facing = 0;
};

/// A stretch in which the person turns round.
struct Turn {
  base::Timestamp start;
  base::Timestamp end;
};

}  // namespace securepose::kinematics
