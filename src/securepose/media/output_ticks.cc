#include "securepose/media/output_ticks.h"

#include <limits>
#include <stdexcept>

#include "securepose/media/ffmpeg_handles.h"

extern "C" {
#include <libavutil/mathematics.h>
}

namespace securepose::media {

std::int64_t OutputTicks::from_source(std::int64_t source_ticks) const {
  return av_rescale(source_ticks, num, den);
}

namespace {

// Durations are unsigned numbers of 32 bits; FFmpeg ignores composition offsets beyond 28 bits.
bool fits(const OutputTicks& ticks, const TickDemands& demands) {
  constexpr std::int64_t kEarliest = -(std::int64_t{1} << 28);
  return ticks.from_source(demands.longest_interval) <= std::numeric_limits<std::uint32_t>::max() &&
         ticks.from_source(demands.first_time) > kEarliest;
}

}  // namespace

OutputTicks output_ticks_for(Rational source_time_base, const TickDemands& demands) {
  // Sound and edit lists are placed in movie ticks too, so these are never coarser than 1 ms.
  constexpr std::int64_t kCoarsest_hz = 1000;
  constexpr std::int64_t kFinest_hz = 1'000'000;
  const auto [num, den] = source_time_base;
  if (num <= 0 || den <= 0) throw std::invalid_argument("a time base must be positive");
  OutputTicks ticks{static_cast<std::uint32_t>(kFinest_hz), num * kFinest_hz, den};
  if (den <= kFinest_hz) {
    std::int64_t factor = 1;
    while (den * factor < kCoarsest_hz) ++factor;
    ticks = {static_cast<std::uint32_t>(den * factor), num * factor, 1};
  }
  if (fits(ticks, demands)) return ticks;
  return {static_cast<std::uint32_t>(kCoarsest_hz), num * kCoarsest_hz, den};
}

}  // namespace securepose::media
