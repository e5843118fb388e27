#pragma once

#include <deque>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/deidentification/changed_mask.h"

namespace securepose::deidentification {

/// A place that was covered before and after, but not in between.
struct CoverGap {
  base::FrameIndex first_frame = 0;      ///< first uncovered
  base::FrameIndex last_frame = 0;       ///< last uncovered
  std::vector<geometry::Box> places_px;  ///< one for each frame in between
};

/// Finds covers that blink: nobody's head goes away for a moment, so a cover that ends and begins
/// again near by shortly after has left a head open. Knows nothing of faces, so it also finds heads
/// that no detector sees. Keeps a few seconds of masks.
class CoverGapFinder {
 public:
  /// Takes the next frame; frames come in order without gaps.
  void add(base::FrameIndex frame, base::Timestamp time, ChangedMask mask);
  /// Begins anew, as at a hard cut.
  void cut();
  std::vector<CoverGap> gaps() const { return gaps_; }

 private:
  struct Kept {
    base::FrameIndex frame;
    base::Timestamp time;
    ChangedMask mask;
    std::vector<geometry::Box> areas;
  };

  void look_back(const geometry::Box& begun);
  bool continued_from(const geometry::Box& area, const Kept& before) const;
  bool open_between(const geometry::Box& from, const geometry::Box& to, std::size_t from_index,
                    CoverGap& gap) const;

  std::deque<Kept> kept_;
  std::vector<CoverGap> gaps_;
};

}  // namespace securepose::deidentification
