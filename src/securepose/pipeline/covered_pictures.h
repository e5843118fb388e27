#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/check/check.h"
#include "securepose/covering/regions.h"
#include "securepose/geometry/box.h"
#include "securepose/report/report_data.h"

namespace securepose::pipeline {

/// Which frames of the finished video the report shows.
struct PicturesWanted {
  std::vector<base::FrameIndex> contact_sheet;  ///< ascending
  /// One per doubtful moment, in the order of the moments.
  std::vector<base::FrameIndex> doubtful;
  /// Where the check still sees a face: these places are filled in the picture, as the report holds
  /// no face. By frame, pixels of the video.
  std::map<base::FrameIndex, std::vector<geometry::Box>> hidden_px = {};
  /// Where to look in the pictures of doubtful moments: these places get a frame.
  std::map<base::FrameIndex, std::vector<geometry::Box>> marked_px = {};
};

/// The frames in the middles of equal parts of the clip and of the doubtful moments.
PicturesWanted wanted_pictures(std::size_t frames, std::size_t contact_sheet,
                               const std::vector<covering::DoubtfulMoment>& doubtful,
                               const std::vector<check::Leak>& remaining);

/// Small JPEG pictures by frame.
using CoveredPictures = std::map<base::FrameIndex, report::CoveredPicture>;

/// One of them.
/// @throws base::Error(kEnvironment) if it can't be encoded
report::CoveredPicture covered_picture(const cv::Mat& rgb, base::FrameIndex frame,
                                       base::Timestamp time,
                                       const std::vector<geometry::Box>& hidden_px,
                                       const std::vector<geometry::Box>& marked_px);

/// Fills boxes, grown so that they hold the whole face, in place.
void hide_boxes(const std::vector<geometry::Box>& boxes, cv::Mat& rgb);

/// Positions of `count` frames in the middles of equal parts of a clip; fewer if it is shorter.
std::vector<std::size_t> evenly_spread(std::size_t frames, std::size_t count);

}  // namespace securepose::pipeline
