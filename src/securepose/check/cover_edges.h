#pragma once

#include <deque>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/check/cover_watch.h"
#include "securepose/check/edge_passage.h"
#include "securepose/pairing/changed_mask.h"

namespace securepose::check {

/// A cover that ended, or began, while the head under it was still, or already, in the picture.
struct OpenPassage {
  base::FrameIndex first_frame = 0;
  std::vector<geometry::Box> places_px;  ///< one for each frame from the first on
};

/// Watches covers go over the picture's edge: one that goes out has to stay until the head is gone,
/// and one that comes in has to be there from the head's first share on. Knows nothing of faces, so
/// it also finds half heads, in which no detector sees anything.
class CoverEdges {
 public:
  /// Takes the next frame with what changed between the frame before and this one.
  void add(base::FrameIndex frame, base::Timestamp time, const pairing::ChangedMask& mask,
           const std::vector<CoverChange>& changes);
  /// Begins anew, as at a hard cut.
  void cut();

  /// True if a cover that just ended went out over the edge and hardly anything of its head can be
  /// left in the picture. Ask before the next frame.
  bool went_out(const CoverChange& ended) const;
  /// The same of a cover that began a few frames ago: true if it came in over the edge.
  bool came_in(const CoverChange& begun) const;

  /// All so far; ends the shot.
  std::vector<OpenPassage> passages();

 private:
  struct Kept {
    base::FrameIndex frame;
    base::Timestamp time;
    pairing::ChangedMask mask;
  };
  struct Leaving {
    EdgePassage passage;
    base::Timestamp since;
    OpenPassage open;
  };

  std::vector<geometry::Box> path(std::size_t from, const geometry::Box& place_px, int step) const;
  std::optional<EdgePassage> passage_out(const CoverChange& ended) const;
  std::optional<EdgePassage> passage_in(std::size_t first, const CoverChange& begun) const;
  std::optional<std::size_t> kept_at(base::FrameIndex frame) const;
  void follow_out();
  void look_back(const CoverChange& begun);
  void settle(bool at_end);

  std::deque<Kept> kept_;
  std::vector<Leaving> leaving_;
  std::vector<CoverChange> begun_;
  std::vector<OpenPassage> found_;
};

}  // namespace securepose::check
