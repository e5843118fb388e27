#include "securepose/media/output_ticks.h"

#include <stdexcept>

#include "securepose/media/ffmpeg_handles.h"

extern "C" {
#include <libavutil/mathematics.h>
}

namespace securepose::media {

std::int64_t OutputTicks::from_source(std::int64_t source_ticks) const {
  return av_rescale(source_ticks, num, den);
}

OutputTicks output_ticks_for(Rational source_time_base) {
  // Sound and edit lists are placed in movie ticks too, so these are never coarser than 1 ms.
  constexpr std::int64_t kCoarsest_hz = 1000;
  // Finer ones overflow the 32-bit durations of MP4 within a long pause.
  constexpr std::int64_t kFinest_hz = 1'000'000;
  const auto [num, den] = source_time_base;
  if (num <= 0 || den <= 0) throw std::invalid_argument("a time base must be positive");
  if (den > kFinest_hz) return {static_cast<std::uint32_t>(kFinest_hz), num * kFinest_hz, den};
  std::int64_t factor = 1;
  while (den * factor < kCoarsest_hz) ++factor;
  return {static_cast<std::uint32_t>(den * factor), num * factor, 1};
}

}  // namespace securepose::media
