#pragma once

#include <map>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "securepose/pipeline/people_timeline.h"

namespace securepose::pipeline {

/// A small picture of a person, with covered faces.
struct PersonThumbnail {
  base::Timestamp time;
  cv::Mat rgb;  ///< CV_8UC3, upright, kThumbnailHeight_px high
};

inline constexpr int kThumbnailHeight_px = 96;

using PersonThumbnails = std::map<base::PersonId, std::vector<PersonThumbnail>>;

/// Draws a lane for each person over time: thumbnails where there is room, bars for what is seen
/// (the paler, the less certain), hatched where the person is hidden, a thin line where a cover is
/// only held.
/// @return PNG
/// @throws base::Error(kEnvironment) if it can't be encoded
std::string people_picture(const PeopleTimeline& timeline, const PersonThumbnails& thumbnails);

/// Round distances between marks of a time axis: at most `most` of them.
double time_step_s(double duration_s, int most);

}  // namespace securepose::pipeline
