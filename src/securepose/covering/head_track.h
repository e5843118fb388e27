#pragma once

#include <cstdint>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/geometry/ellipse.h"
#include "securepose/tracking/camera_path.h"
#include "securepose/tracking/people.h"

namespace securepose::covering {

/// What a head's place in one frame rests on.
struct HeadBasis {
  bool face = false;
  bool landmarks = false;
  bool body = false;
  bool interpolated = false;  ///< between evidence before and after
  bool held = false;          ///< before the first or after the last evidence
};

/// Where a head is in one frame, after all evidence of past and future.
struct HeadState {
  geometry::Point center;
  double center_sigma_px = 0;
  double height_px = 0;  ///< vertex to chin
  double height_sigma_px = 0;
  double width_by_height = 192.0 / 226.0;  ///< as the head is turned; the side view is the widest
  geometry::Point up{0, -1};               ///< unit vector from chin to vertex
  HeadBasis basis;
  double certainty = 0;
};

/// One head, frame by frame without gaps, within one shot.
struct HeadTrack {
  base::PersonId person;
  base::FrameIndex first_frame = 0;
  std::vector<HeadState> states;
  bool handed_over = false;  ///< another track goes on with this head, see handovers.h
  bool glimpse = false;      ///< see HeadSegment
};

/// Follows a person's head. A track begins before the first evidence and ends after the last by the
/// time in which the person could have turned or entered; it never reaches across a cut. Where a
/// person is unseen for long and reappears elsewhere, there are two tracks.
///
/// @param shots  first frames of all shots, 0 included, ascending
std::vector<HeadTrack> follow_head(const observation::ClipObservations& clip,
                                   const tracking::CameraPath& camera,
                                   const tracking::Person& person,
                                   const std::vector<base::FrameIndex>& shots);

/// Whether a head is so near the picture's edge that it may be entering or leaving.
bool near_edge(const HeadState& head, const observation::ClipObservations& clip);

/// Standard deviations of the centre by which the ellipse is larger than the head.
inline constexpr double kCoveredSigmas = 1.25;

/// A head is lost when its centre's standard deviation exceeds this share of its height.
inline constexpr double kLostSigma = 0.5;

/// Whether a head can't be placed: the upper body is covered instead, and the moment is doubtful.
/// Covers of all others are no longer than 2.5 times the head's height.
inline bool is_lost(const HeadState& head) {
  return head.center_sigma_px > kLostSigma * head.height_px;
}

/// The ellipse that holds the whole head, hair included, at the upper end of the uncertainty.
geometry::Ellipse head_ellipse(const HeadState& head);

}  // namespace securepose::covering
