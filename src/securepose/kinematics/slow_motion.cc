#include "securepose/kinematics/slow_motion.h"

#include <fmt/format.h>

#include <cmath>

namespace securepose::kinematics {
namespace {

/// Pictures are left out now and then; up to this a recording plays at the speed of its capture.
constexpr double kNormal = 1.1;
/// Slow motion is captured at twice the played rate at least (60 played at 30).
constexpr double kLeastSlowMotion = 1.8;
/// In the dark, phones record fewer pictures than they state: 30 become 24 to 15, sometimes 10.
/// Below the slowest rate that films are played at, a smaller factor than this may be that.
constexpr double kSureFactor = 2.95;
constexpr double kSlowestFilm_fps = 22;
/// Time lapses are captured at a few pictures a second; a higher rate that is below the played one
/// is a number that was written without meaning.
constexpr double kFastestTimeLapse_fps = 15;
/// Both rates are nominal: 120 / 29.97 is 4.
constexpr double kRounding = 0.02;

double rounded_factor(double factor) {
  const double whole = std::round(factor);
  if (whole >= 1 && std::abs(factor - whole) <= kRounding * whole) return whole;
  return factor;
}

bool is_believable(double capture_fps, double played_fps) {
  const double factor = capture_fps / played_fps;
  if (factor > kLargestSlowMotion * (1 + kRounding) ||
      factor < 1 / (kLargestSlowMotion * (1 + kRounding)))
    return false;
  if (factor < 1) return factor <= 1 / kLeastSlowMotion && capture_fps <= kFastestTimeLapse_fps;
  return factor >= kSureFactor || (factor >= kLeastSlowMotion && played_fps >= kSlowestFilm_fps);
}

std::string rates_text(double capture_fps, double played_fps) {
  return fmt::format(
      "The file says that it was captured at {:.4g} pictures a second; it plays at {:.4g}",
      capture_fps, played_fps);
}

std::string believed_text(double capture_fps, double played_fps, double factor) {
  return fmt::format(
      "{}, so it is {}. Movement is measured in its own time (movement_time_s), which runs {:.3g} "
      "times {} than the video's (time_s). If that is wrong, give --slow-motion off or the right "
      "factor.",
      rates_text(capture_fps, played_fps), factor > 1 ? "slow motion" : "a time lapse",
      factor > 1 ? factor : 1 / factor, factor > 1 ? "faster" : "slower");
}

std::string doubted_text(double capture_fps, double played_fps) {
  if (!(capture_fps > 0))
    return fmt::format(
        "The file says that it was captured at {:.4g} pictures a second, which can't be. It was "
        "taken for normal speed; if it is slow motion, give --slow-motion with its factor.",
        capture_fps);
  const double factor = capture_fps / played_fps;
  return fmt::format(
      "{}, which {}. It was taken for normal speed; if the movement is slowed down or sped up in "
      "the "
      "video, give --slow-motion with its factor ({:.3g}, if the file is right).",
      rates_text(capture_fps, played_fps),
      factor > 1 && factor < kLargestSlowMotion ? "darkness brings about as well as slow motion"
                                                : "is no rate that cameras have",
      rounded_factor(factor));
}

}  // namespace

std::string_view name_of(SlowMotion::Source source) {
  switch (source) {
    case SlowMotion::Source::kUser:
      return "user";
    case SlowMotion::Source::kCaptureRate:
      return "capture_rate";
    case SlowMotion::Source::kNothing:
      break;
  }
  return "nothing";
}

SlowMotion slow_motion_of(const SlowMotionRequest& request, std::optional<double> capture_fps,
                          std::optional<double> interval_s) {
  SlowMotion result;
  result.capture_fps = capture_fps;
  if (request.kind != SlowMotionRequest::Kind::kAuto) {
    result.source = SlowMotion::Source::kUser;
    if (request.kind == SlowMotionRequest::Kind::kFactor) result.factor = request.factor;
    return result;
  }
  if (!capture_fps || !interval_s || *interval_s <= 0) return result;
  const double played_fps = 1 / *interval_s;
  const double factor = *capture_fps / played_fps;
  if (factor <= kNormal && factor >= 1 / kNormal) return result;
  if (!(*capture_fps > 0) || !is_believable(*capture_fps, played_fps)) {
    result.warning = doubted_text(*capture_fps, played_fps);
    return result;
  }
  result.source = SlowMotion::Source::kCaptureRate;
  result.factor = factor > 1 ? rounded_factor(factor) : 1 / rounded_factor(1 / factor);
  result.warning = believed_text(*capture_fps, played_fps, result.factor);
  return result;
}

}  // namespace securepose::kinematics
