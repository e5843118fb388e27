#pragma once

#include <vector>

#include "securepose/check/check.h"
#include "securepose/covering/regions.h"
#include "securepose/tracking/camera_path.h"

namespace securepose::pipeline {

/// Covers what the check found, a little longer and wider than it was seen, with the evidence
/// "check". Never across a cut.
/// @param camera  moves what is held or lies between
/// @param cuts  first frames of all shots but the first, ascending
/// @return the frames whose regions changed, as ranges, ascending and apart
std::vector<check::FrameRange> cover_leaks(const std::vector<check::Leak>& leaks,
                                           const std::vector<base::FrameIndex>& cuts,
                                           covering::CoverPlan& plan,
                                           const tracking::CameraPath& camera = {});

/// What is left after the last round, as moments for a person to look at. A leak at the region of
/// somebody is that person's.
std::vector<covering::DoubtfulMoment> doubts_of(const std::vector<check::Leak>& leaks,
                                                const covering::CoverPlan& plan);

}  // namespace securepose::pipeline
