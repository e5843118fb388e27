#pragma once

#include <vector>

#include "securepose/base/ids.h"
#include "securepose/geometry/box.h"
#include "securepose/geometry/point.h"
#include "securepose/observation/observations.h"

namespace securepose::tracking {

/// Where the camera looked over a clip, from its motion between frames: what stays where it is in
/// the room moves by this path in the picture. In pixels of the clip that it is
/// made of, as recorded or upright.
///
/// Where a swing is too fast to be followed from one frame to the next, the camera is taken to go
/// on as in the frames around, and the path is uncertain there. Elsewhere what is not known is
/// taken for a camera at rest: a flash does not move it.
class CameraPath {
 public:
  /// A camera that stands still.
  CameraPath() = default;
  explicit CameraPath(const observation::ClipObservations& clip);

  /// How far the background of a frame lies from where it lay in the first.
  geometry::Point offset_px(base::FrameIndex frame) const;
  /// The same of all frames.
  std::vector<geometry::Point> offsets_px() const;
  /// How far the background moved since the frame before.
  geometry::Point step_px(base::FrameIndex frame) const;
  /// Whether the camera moves fast in the frame, whether or not it can be told how fast.
  bool swings(base::FrameIndex frame) const;

  /// Where something that stands still in the room, and lies at a place of one frame, lies in
  /// another.
  geometry::Point carried(geometry::Point place, base::FrameIndex from, base::FrameIndex to) const;
  geometry::Box carried(const geometry::Box& place, base::FrameIndex from,
                        base::FrameIndex to) const;
  /// Standard deviation of such a place in each coordinate, as far as the camera makes it; 0 while
  /// the camera is at rest.
  double sigma_px(base::FrameIndex from, base::FrameIndex to) const;

 private:
  struct Step {
    geometry::Point offset_px;  ///< from the first frame
    double variance_px2 = 0;    ///< sum since the first frame
    bool swings = false;
  };
  const Step& at(base::FrameIndex frame) const;

  std::vector<Step> steps_;
};

}  // namespace securepose::tracking
