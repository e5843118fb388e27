#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <opencv2/core/types.hpp>
#include <optional>

#include "securepose/geometry/box.h"
#include "securepose/media/turns.h"

namespace securepose::pairing {

/// How a finished video shows its original's pictures.
struct FinishedPlacement {
  int turn_deg = 0;        ///< by how much it is turned clockwise against the original
  cv::Size original_px;    ///< the original's pictures, turned so
  cv::Size finished_px;    ///< the finished pictures
  cv::Rect2d of_original;  ///< where in the finished picture the whole original one lies

  /// The same pixels: of the same size, but for the row or column that makes an odd size even.
  bool same_pixels() const;
  /// Of a finished picture what shows the original one, as large as that. What the finished picture
  /// does not hold is black. Shares the pixels where they are the same.
  cv::Mat original_sized(const cv::Mat& finished) const;
  /// An original picture, turned, as it looks after having been scaled to the finished one's size
  /// and back: fine detail goes, so that only what else was changed differs. Shares the pixels
  /// where nothing was scaled.
  cv::Mat as_finished(const cv::Mat& original) const;
  /// A place in a picture of the original's size in the finished one's pixels.
  geometry::Box in_finished(const geometry::Box& place_px) const;
};

/// Finds out by the first pictures that show anything how a finished video shows its original:
/// turned or not; of the same size, scaled, padded or cut to a codec's blocks, or with bars.
/// @param turn_deg  the turn, if it is known
/// @param turns  how the parts of the original are turned in the finished video
/// @throws base::Error(kInput) if one can't be read, or if no placement shows the same pictures
FinishedPlacement finished_placement(const std::filesystem::path& original,
                                     const std::filesystem::path& deidentified,
                                     std::optional<int> turn_deg, const media::Turns& turns = {});

}  // namespace securepose::pairing
