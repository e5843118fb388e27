#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "securepose/covering/regions.h"

namespace securepose::bench {

/// Reads the regions.json that a run wrote.
/// @param leave_out  regions with this evidence are left out ("check": as before the second look)
std::vector<covering::FrameRegions> read_regions(const std::filesystem::path& file,
                                                 const std::string& leave_out);

/// A head that is uncovered on purpose, frame by frame.
struct Seed {
  base::PersonId person;
  base::FrameIndex first = 0;
  std::vector<geometry::Ellipse> places;  ///< one a frame
  double opened = 1;                      ///< how far beyond the region the original shows again
  bool feathered = false;
  base::FrameIndex last() const { return first + static_cast<base::FrameIndex>(places.size()) - 1; }
  double head_px() const { return 2 * places.front().ry_px; }
};

/// Chooses heads at random: any person whose region rests on evidence (not one that is only held or
/// that covers a body) of the people who were seen by their body or surely by their face, any
/// stretch of 1, 2, 5 or 30 frames in which a third of the head lies in the picture. Seeds of one
/// round lie so far apart in time or place that each is a leak of its own.
std::vector<Seed> choose_seeds(const std::vector<covering::FrameRegions>& frames,
                               const geometry::Box& picture_px, int at_most, std::mt19937& random);

/// Chooses parts of covers that have grown together, at random: a part of one head of 0.6 to 0.8 of
/// its size, off its centre, where another cover touches it, for 1 or 3 frames.
std::vector<Seed> choose_parts(const std::vector<covering::FrameRegions>& frames,
                               const geometry::Box& picture_px, int at_most, std::mt19937& random);

/// Chooses faces drawn by hand at random, of those that must be covered, for 1 or 3 frames: in the
/// frames around the drawn one the face moves as the cover that lies on it.
/// @param drawn  {"frames": {"12": [{"box": [x1, y1, x2, y2], "kind": "clear"}]}}
std::vector<Seed> choose_drawn(const std::filesystem::path& drawn,
                               const std::vector<covering::FrameRegions>& frames, int at_most,
                               std::mt19937& random);

/// Shows the original again where seeds lie in this frame.
void open_seeds(const std::vector<Seed>& seeds, base::FrameIndex frame, const cv::Mat& original,
                cv::Mat& finished);

}  // namespace securepose::bench
