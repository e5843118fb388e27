#pragma once

#include <optional>
#include <vector>

#include "securepose/geometry/box.h"

namespace securepose::check {

/// How a cover goes over the edge of the picture. What lies outside can't be seen, so its size is
/// told from the frames before, and from how high or wide it still is along the edge.
class EdgePassage {
 public:
  /// @param path_px  where the cover lay in consecutive frames; the last lies at the edge. To look
  ///                 at how a cover came in, turn its first frames round.
  /// @return nothing if the last place is clear of the edge, or if the cover does not move
  static std::optional<EdgePassage> of(const std::vector<geometry::Box>& path_px, double width_px,
                                       double height_px);

  /// Share of the cover's size across the edge that is still in the picture, so many frames after
  /// the last of the path if it goes on as it went; 0 to 1.
  double shown_after(int frames) const;

  /// The same share of a cover at this place.
  double shown_by(const geometry::Box& place_px) const;

  /// Where the whole of it lies then, also outside the picture.
  geometry::Box place_after(int frames) const;

 private:
  enum class Edge { kLeft, kTop, kRight, kBottom };
  static std::optional<EdgePassage> over(Edge edge, const std::vector<geometry::Box>& path_px,
                                         double width_px, double height_px);

  double shown_px(const geometry::Box& box) const;

  Edge edge_ = Edge::kLeft;
  geometry::Box whole_px_;  ///< in the last frame of the path
  geometry::Point picture_px_;
  double last_shown_px_ = 0;  ///< across the edge, in the last frame of the path
  double size_px_ = 0;        ///< across the edge
  double step_px_ = 0;        ///< outward, from frame to frame
};

/// A head of which less than this share of its width, or height, shows at the edge is gone. Half
/// of a head has half of a face.
inline constexpr double kGoneShare = 0.3;

}  // namespace securepose::check
