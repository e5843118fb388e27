#include "securepose/media/frame_clock.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace securepose::media {
namespace {

// Used only where neither the container nor the codec tells a rate.
constexpr double kAssumedFps = 25;

std::int64_t to_ticks(double seconds, Rational time_base) {
  const double ticks =
      seconds * static_cast<double>(time_base.den) / static_cast<double>(time_base.num);
  return std::max<std::int64_t>(1, std::llround(ticks));
}

}  // namespace

FrameClock::FrameClock(Rational time_base, std::optional<double> nominal_fps)
    : interval_ticks_(to_ticks(1 / nominal_fps.value_or(kAssumedFps), time_base)),
      restart_ticks_(to_ticks(kRestart_s, time_base)) {}

std::int64_t FrameClock::advance(std::optional<std::int64_t> pts_ticks) {
  std::int64_t pts = 0;
  if (!pts_ticks) {
    ++tail_;
    pts = last_ ? *last_ + interval_ticks_ : 0;
  } else {
    any_time_ = true;
    without_time_ += std::exchange(tail_, 0);
    pts = *pts_ticks + offset_ticks_;
    if (last_ && pts <= *last_) {
      if (*last_ - pts > restart_ticks_) {
        ++restarts_;
        offset_ticks_ += *last_ + interval_ticks_ - pts;
        pts = *last_ + interval_ticks_;
      } else {
        ++moved_;
        pts = *last_ + 1;
      }
    }
  }
  last_ = pts;
  return pts;
}

std::vector<std::string> FrameClock::notes() const {
  std::vector<std::string> notes;
  if (moved_ > 0)
    notes.push_back(
        fmt::format("{} not later than the frame before; moved by the smallest step.",
                    moved_ == 1 ? "1 frame was" : fmt::format("{} frames were", moved_)));
  if (restarts_ > 0)
    notes.push_back(fmt::format(
        "The recording's clock started anew {}; the times after that go on where it stopped.",
        restarts_ == 1 ? "once" : fmt::format("{} times", restarts_)));
  if (without_time() > 0)
    notes.push_back(fmt::format(
        "{} no time in the file; the nominal frame rate was used.",
        without_time() == 1 ? "1 frame has" : fmt::format("{} frames have", without_time())));
  return notes;
}

}  // namespace securepose::media
