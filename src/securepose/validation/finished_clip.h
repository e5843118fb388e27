#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/validation/clip_pairs.h"
#include "securepose/validation/drawn_faces.h"

namespace securepose::validation {

/// True for a file that is no regions.json, so a video of any program.
bool is_finished_video(const std::filesystem::path& name);

struct FinishedPair {
  ClipPair pair;
  std::vector<std::string> notes;  ///< sentences for the user
};

/// A finished video of any program, its original and the faces drawn on the original. What is
/// covered is what differs from the original (pairing::ChangedMask), in the frames with
/// drawn faces; a place that one of several frames that show the same one leaves open is open. Its
/// frames may be fewer, more or of another size (pairing::pair_frames()).
/// @param originals  recordings, or folders of them: the only one, or else the one with which the
/// finished video's name begins
/// @param only  the only result that is validated: the only drawn clip is its own then, whatever
/// its name
/// @throws base::Error(kInput) if it is not known whose version it is, if it is no version of that
/// one, or if no drawn faces are the original's
FinishedPair read_finished_video(const std::filesystem::path& finished,
                                 const std::vector<std::string>& originals,
                                 const std::vector<DrawnClip>& drawn, bool only,
                                 const base::Cancellation& cancellation);

}  // namespace securepose::validation
