#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/deidentification/changed_mask.h"
#include "securepose/deidentification/cover_edges.h"
#include "securepose/deidentification/cover_watch.h"

namespace securepose::deidentification {

/// A place that was covered before and after, but not in between.
struct CoverGap {
  base::FrameIndex first_frame = 0;      ///< first uncovered
  base::FrameIndex last_frame = 0;       ///< last uncovered
  std::vector<geometry::Box> places_px;  ///< one for each frame in between
  /// The cover was there for some time before and after, as on a head that is followed; around a
  /// gap of a few frames a moment is enough. Covers of moments come and go on false detections;
  /// what lay there must then be seen to be a head.
  bool steady = false;
};

/// Finds covers that blink: nobody's head goes away for a moment, so a cover that ends and begins
/// again near by shortly after has left a head open. Knows nothing of faces, so it also finds heads
/// that no detector sees. Keeps a few seconds of masks.
class CoverGapFinder {
 public:
  /// Takes the next frame; frames come in order without gaps.
  /// @return what began or ended between the frame before and this one
  std::vector<CoverChange> add(base::FrameIndex frame, base::Timestamp time, ChangedMask mask);
  /// Begins anew, as at a hard cut.
  void cut();
  /// All gaps so far; ends the shot.
  std::vector<CoverGap> gaps();
  /// Covers that ended or began too near the picture's edge; ends the shot.
  std::vector<OpenPassage> passages() { return edges_.passages(); }

 private:
  struct Kept {
    base::FrameIndex frame;
    base::Timestamp time;
    ChangedMask mask;
  };
  struct Ended {
    CoverChange cover;
    geometry::Point speed_px_per_frame;  ///< before it ended
  };
  struct Found {
    CoverGap gap;
    CoverChange ended;
    CoverChange begun;
    bool short_gap = false;
    bool steady_before = false;
    std::optional<bool> steady_after;  ///< not known before some frames have passed
  };

  std::optional<double> cost_of(const Ended& ended, const CoverChange& begun) const;
  void look_back(const CoverChange& begun);
  /// How fast a whole cover moved before it ended.
  geometry::Point speed_px_per_frame(const CoverChange& ended) const;
  bool open_between(const CoverChange& ended, const CoverChange& begun, CoverGap& gap) const;
  bool steady_before(const CoverChange& ended, bool short_gap) const;
  bool steady_after(const CoverChange& begun, bool short_gap) const;
  bool long_enough(base::FrameIndex first, base::FrameIndex last, bool short_gap) const;
  bool stays_covered(const geometry::Box& place_px, base::FrameIndex first,
                     base::FrameIndex last) const;
  void settle(bool at_end);
  const Kept* kept(base::FrameIndex frame) const;
  double seconds_between(base::FrameIndex from, base::FrameIndex to) const;

  CoverWatch watch_;
  CoverEdges edges_;
  std::deque<Kept> kept_;
  std::vector<Ended> ended_;
  std::vector<Found> found_;
  base::FrameIndex shot_first_ = 0;
};

}  // namespace securepose::deidentification
