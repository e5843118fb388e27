#include "securepose/kinematics/gait_event.h"
#include "securepose/kinematics/task.h"
#include "securepose/kinematics/walking_pass.h"

namespace securepose::kinematics {

std::string_view name_of(Side side) { return side == Side::kLeft ? "left" : "right"; }

std::string_view name_of(GaitEventKind kind) {
  return kind == GaitEventKind::kInitialContact ? "initial_contact" : "final_contact";
}

std::string_view name_of(ViewKind view) {
  switch (view) {
    case ViewKind::kSagittalLeft:
      return "sagittal_left";
    case ViewKind::kSagittalRight:
      return "sagittal_right";
    case ViewKind::kFrontalTowards:
      return "frontal_towards";
    case ViewKind::kFrontalAway:
      return "frontal_away";
    case ViewKind::kOblique:
      return "oblique";
    case ViewKind::kUnknown:
      break;
  }
  return "unknown";
}

std::string_view name_of(Activity activity) {
  switch (activity) {
    case Activity::kWalking:
      return "walking";
    case Activity::kRunning:
      return "running";
    case Activity::kStanding:
      return "standing";
    case Activity::kSitting:
      return "sitting";
    case Activity::kOther:
      break;
  }
  return "other";
}

std::string_view name_of(Task task) {
  switch (task) {
    case Task::kSitToStand:
      return "sit-to-stand";
    case Task::kBalance:
      return "balance";
    case Task::kRhythm:
      return "rhythm";
    case Task::kRangeOfMotion:
      return "rom";
    case Task::kGait:
      break;
  }
  return "gait";
}

}  // namespace securepose::kinematics
