#pragma once

#include <optional>
#include <string>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/geometry/box.h"
#include "securepose/geometry/ellipse.h"

namespace securepose::covering {

/// One covered place in one frame.
struct Region {
  std::optional<base::PersonId> person;  ///< nothing: a face that belongs to nobody, or a drawn box
  geometry::Ellipse ellipse;
  std::vector<std::string> evidence;  ///< "pose", "face", "interpolated", "held", "drawn", ...
  double certainty = 0;               ///< 0 to 1
  /// Drawn by hand: exactly this box is covered, and the ellipse is the one around it.
  std::optional<geometry::Box> box_px = std::nullopt;

  geometry::Box bounds_px() const { return box_px ? *box_px : ellipse.bounds(); }
  bool contains(geometry::Point p) const {
    return box_px ? box_px->contains(p) : ellipse.contains(p);
  }
};

struct FrameRegions {
  base::FrameIndex frame = 0;
  base::Timestamp time;
  /// The picture could not be read, or nothing is known of it: all of it is covered.
  bool cover_everything = false;
  std::vector<Region> regions;
};

/// A stretch in which the program is not sure, for a person to look at.
struct DoubtfulMoment {
  base::Timestamp start;
  base::Timestamp end;
  base::FrameIndex first_frame = 0;
  base::FrameIndex last_frame = 0;
  std::optional<base::PersonId> person;
  std::string reason;  ///< a sentence for the user
  /// Where to look, in the middle frame (see middle_frame()); nothing: all of the picture.
  std::optional<geometry::Box> place_px = std::nullopt;

  /// The frame of which a picture is shown.
  base::FrameIndex middle_frame() const { return (first_frame + last_frame) / 2; }
};

struct CoverPlan {
  std::vector<FrameRegions> frames;  ///< every frame of the clip, index == position
  std::vector<DoubtfulMoment> doubtful;
};

}  // namespace securepose::covering
