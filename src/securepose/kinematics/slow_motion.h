#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace securepose::kinematics {

/// The largest factor that is taken, and the inverse of the least: 960 pictures a second, the most
/// that phones capture, played at 24.
inline constexpr double kLargestSlowMotion = 40;

/// What the user says of a recording's speed.
struct SlowMotionRequest {
  enum class Kind {
    kAuto,    ///< as the recording tells
    kOff,     ///< normal speed, whatever it tells
    kFactor,  ///< `factor`
  };
  Kind kind = Kind::kAuto;
  double factor = 1;  ///< capture rate / played rate, up to kLargestSlowMotion
};

/// How much slower a recording plays than the movement was.
struct SlowMotion {
  enum class Source { kNothing, kUser, kCaptureRate };
  double factor = 1;  ///< of the MovementClock
  Source source = Source::kNothing;
  std::optional<double> capture_fps;   ///< as the recording states it, believed or not
  std::optional<std::string> warning;  ///< what the user has to know, a sentence or two
};
std::string_view name_of(SlowMotion::Source source);  ///< "nothing", "user", "capture_rate"

/// @param capture_fps  as the recording states it: any number
/// @param interval_s  median time between two pictures as they are played
SlowMotion slow_motion_of(const SlowMotionRequest& request, std::optional<double> capture_fps,
                          std::optional<double> interval_s);

}  // namespace securepose::kinematics
