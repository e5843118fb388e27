#pragma once

#include <vector>

#include "securepose/base/ids.h"
#include "securepose/pairing/changed_mask.h"

namespace securepose::check {

/// A cover, or a head's share of one, that was there in one frame and not in the next, or the other
/// way round.
struct CoverChange {
  bool begun = false;          ///< false: ended
  base::FrameIndex frame = 0;  ///< the first frame that is different
  geometry::Box place_px;      ///< where it lay in its last, or lies in its first frame
  geometry::Box area_px;       ///< the whole covered area that it is, or is a piece of
  bool whole = true;           ///< false: a piece of a larger area, the rest of which goes on
};

/// Whether two covered areas, of one frame and the next, may be the same cover.
bool same_cover(const geometry::Box& a, const geometry::Box& b);

/// The nearest of the areas that may be this cover in the next frame; nullptr if there is none.
const geometry::Box* nearest_cover(const std::vector<geometry::Box>& areas,
                                   const geometry::Box& place_px);

/// Follows covered areas from frame to frame, by their cells and not as wholes: where two covers
/// have grown together and one of them ends, the other goes on, and the end is seen all the same. A
/// cover that moves far in one frame neither ends nor begins.
class CoverWatch {
 public:
  /// Takes the next frame; frames come in order without gaps.
  /// @return what began or ended between the frame before and this one
  std::vector<CoverChange> add(base::FrameIndex frame, const pairing::ChangedMask& mask);

  /// Begins anew, as at a hard cut or after frames that were left out.
  void cut();

 private:
  cv::Mat cells_;
  std::vector<geometry::Box> areas_px_;
};

}  // namespace securepose::check
