#pragma once

#include <optional>
#include <string>

#include "securepose/kinematics/landmark_tracks.h"

namespace securepose::kinematics {

/// Samples first..last, both included.
struct SampleRange {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// A person's size in the picture over a stretch of time.
struct BodySize {
  double leg_px = 0;    ///< hip to knee to ankle, mean of both sides
  double trunk_px = 0;  ///< mid-shoulder to mid-hip
  std::optional<double> left_leg_px;
  std::optional<double> right_leg_px;
  double height_px = 0;  ///< stature
  std::string source;    ///< which lengths the stature comes from, a phrase
};

/// Stature in pixels from the lengths of shanks, thighs and trunk, and of neck and head where the
/// ears are seen, divided by their share of the stature (constants.h). `percentile` of each length
/// over the range: 50 where limbs move in the plane of the picture, more where they point out of it
/// and look shorter at times.
/// Where only the legs or only the trunk (with the head) are in the picture, from those alone, the
/// other by its usual share. Nothing if neither a leg nor the trunk is ever seen whole.
std::optional<BodySize> body_size(const LandmarkTracks& tracks, SampleRange range,
                                  double percentile);

/// Value below which `percentile` percent of `values` lie, by linear interpolation; `values` must
/// not be empty and lose their order.
double percentile_of(std::vector<double>& values, double percentile);

}  // namespace securepose::kinematics
