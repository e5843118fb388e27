#pragma once

#include <string_view>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"

namespace securepose::kinematics {

enum class Side { kLeft, kRight };
constexpr Side other(Side side) { return side == Side::kLeft ? Side::kRight : Side::kLeft; }
std::string_view name_of(Side side);  ///< "left", "right"

/// Contact, not "heel strike" and "toe off": children with cerebral palsy often meet the floor with
/// the toes.
enum class GaitEventKind { kInitialContact, kFinalContact };
std::string_view name_of(GaitEventKind kind);  ///< "initial_contact", "final_contact"

struct GaitEvent {
  Side side = Side::kLeft;
  GaitEventKind kind = GaitEventKind::kInitialContact;
  base::Timestamp time;        ///< of the movement; interpolated below the frame
  base::FrameIndex frame = 0;  ///< nearest frame
  double certainty = 0;        ///< 0 to 1: agreement of the methods and quality of the landmarks
  std::size_t pass = 0;        ///< position in MovementResult::passes
};

}  // namespace securepose::kinematics
