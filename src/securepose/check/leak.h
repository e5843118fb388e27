#pragma once

#include <string_view>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/geometry/box.h"
#include "securepose/geometry/ellipse.h"

namespace securepose::check {

enum class LeakKind {
  kOpenFace,  ///< a face detector sees a face on unchanged pixels
  kGap,       ///< a cover goes away for a moment and comes back
  kOpenHead,  ///< a person's head, seen from any side, where a cover ends or begins
  kLegible,   ///< a face that still shows where the finished video differs
  kEdge,      ///< a cover ends or begins while half a head is in the picture
};

/// As it is written in results: "open_face", "gap", ...
std::string_view name_of(LeakKind kind);

/// A stretch in which a face, or a head, seems to lie open.
struct Leak {
  LeakKind kind = LeakKind::kOpenFace;
  base::FrameIndex first_frame = 0;
  base::FrameIndex last_frame = 0;
  base::Timestamp start;
  base::Timestamp end;
  double score = 0;  ///< 0 to 1, the surest detection; 1 for a gap
  struct Place {
    base::FrameIndex frame = 0;
    geometry::Box box_px;
  };
  std::vector<Place> places;  ///< ordered by frame
};

/// What is covered of a place at which a leak of this kind was seen: the whole head.
geometry::Ellipse cover_of(LeakKind kind, const geometry::Box& place_px);

}  // namespace securepose::check
