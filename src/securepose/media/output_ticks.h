#pragma once

#include <cstdint>

#include "securepose/media/video_reader.h"

namespace securepose::media {

/// How ticks of a source become ticks of an MP4 track, whose time base is always 1/timescale.
struct OutputTicks {
  std::uint32_t timescale = 1;  ///< output ticks per second
  std::int64_t num = 1;         ///< one source tick is num/den output ticks
  std::int64_t den = 1;

  /// Rounded to nearest; exact unless the source's tick is finer than a microsecond.
  std::int64_t from_source(std::int64_t source_ticks) const;
};

/// What has to be told in the ticks, in ticks of the source.
struct TickDemands {
  std::int64_t first_time = 0;        ///< of the first picture, may be negative
  std::int64_t longest_interval = 0;  ///< between two pictures
};

/// Chooses the timescale: the source's own wherever it makes sense, a whole multiple of it where
/// the source's tick is coarse, a microsecond where it is finer than that, and a millisecond where
/// the demands would otherwise overflow MP4's 32-bit fields (pauses of many hours).
OutputTicks output_ticks_for(Rational source_time_base, const TickDemands& demands);

}  // namespace securepose::media
