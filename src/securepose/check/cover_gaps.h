#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/check/cover_edges.h"
#include "securepose/check/cover_watch.h"
#include "securepose/pairing/changed_mask.h"

namespace securepose::check {

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
  std::vector<CoverChange> add(base::FrameIndex frame, base::Timestamp time,
                               pairing::ChangedMask mask);
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
    pairing::ChangedMask mask;
  };
  struct Ended {
    CoverChange cover;
    geometry::Point speed_px_per_frame;  ///< before it ended
    bool steady = false;                 ///< around a gap of more than a moment
    bool brief = false;                  ///< around one of a few frames
  };
  /// Waits until the frames that follow tell how it moves and how long it lasts.
  struct Begun {
    CoverChange cover;
    std::vector<Ended> ended;  ///< before it, near enough in time
  };
  /// An ended and a begun cover that may be the same.
  struct Pair {
    CoverGap gap;
    CoverChange ended;
    CoverChange begun;
    double cost = 0;
  };

  std::optional<double> cost_of(const Ended& ended, const Begun& begun,
                                geometry::Point speed_px_per_frame) const;
  void look_back(const Begun& begun);
  /// How fast a whole cover moves before its end (step -1) or after its beginning (step 1).
  geometry::Point speed_px_per_frame(const CoverChange& change, base::FrameIndex shown,
                                     int step) const;
  bool open_between(const CoverChange& ended, const CoverChange& begun, CoverGap& gap) const;
  /// True if the cover is there for some time from its last frame back (step -1) or from its first
  /// on (step 1).
  bool lasts(const CoverChange& change, base::FrameIndex shown, int step, bool short_gap) const;
  bool long_enough(base::FrameIndex first, base::FrameIndex last, bool short_gap) const;
  bool too_late(const CoverChange& ended, base::FrameIndex frame) const;
  void settle(bool at_end);
  void choose_pairs();
  const Kept* kept(base::FrameIndex frame) const;
  double seconds_between(base::FrameIndex from, base::FrameIndex to) const;

  CoverWatch watch_;
  CoverEdges edges_;
  std::deque<Kept> kept_;
  std::vector<Ended> ended_;
  std::vector<Begun> begun_;
  std::vector<Pair> pairs_;
  std::vector<CoverGap> gaps_;
};

}  // namespace securepose::check
