#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "securepose/media/video_reader.h"

namespace securepose::media {

/// Turns the presentation times of a container into strictly increasing ones. Times that already
/// increase pass unchanged, to the tick.
class FrameClock {
 public:
  /// @param nominal_fps  only for pictures without any time
  FrameClock(Rational time_base, std::optional<double> nominal_fps);

  /// The time of the next picture in the order of presentation.
  ///  - no time: one nominal interval after the picture before;
  ///  - not later than the picture before: the smallest tick later;
  ///  - earlier by more than `kRestart_s`: the container's clock started anew, so this and all
  ///    following times are shifted to go on one interval after the picture before.
  std::int64_t advance(std::optional<std::int64_t> pts_ticks);

  /// Pictures that had no time of their own. The last few of a video with reordered pictures never
  /// have one in containers such as AVI and MPEG; these don't count.
  std::int64_t without_time() const { return any_time_ ? without_time_ : without_time_ + tail_; }
  /// Pictures whose time was moved because it was not later than the one before.
  std::int64_t moved() const { return moved_; }
  /// How often the container's clock started anew.
  std::int64_t restarts() const { return restarts_; }

  /// What was changed, each a sentence for the user.
  std::vector<std::string> notes() const;

  static constexpr double kRestart_s = 0.5;  ///< chosen by us: longer than any reordering of frames

 private:
  std::int64_t interval_ticks_ = 1;
  std::int64_t restart_ticks_ = 1;
  std::int64_t offset_ticks_ = 0;
  std::optional<std::int64_t> last_;
  std::int64_t without_time_ = 0;
  std::int64_t tail_ = 0;  ///< without a time since the last one that had one
  bool any_time_ = false;
  std::int64_t moved_ = 0;
  std::int64_t restarts_ = 0;
};

}  // namespace securepose::media
