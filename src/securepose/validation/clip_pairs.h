#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "securepose/validation/covered_clip.h"
#include "securepose/validation/drawn_faces.h"

namespace securepose::validation {

/// A result and the faces drawn in the same recording.
struct ClipPair {
  CoveredClip covered;
  DrawnClip drawn;
};

/// Finds out which faces belong to which result. One result and one clip belong together. Of
/// several, a clip belongs to the result whose source is an original named as the clip (compared by
/// its SHA-256), or else to the one whose pseudonymous id or folder is named as the clip. Endings
/// of names do not matter. Where no name tells, it is the only clip with the result's picture size
/// and number of frames. Drawn clips without a result are left out.
/// @param originals  recordings, or folders of them; may be empty
/// @throws base::Error(kInput) for a result without faces, for two results of one clip, for faces
/// drawn on pictures of another size or in frames that the result does not have, and for a result
/// whose picture size nothing tells
std::vector<ClipPair> pair_clips(std::vector<CoveredClip> covered, std::vector<DrawnClip> drawn,
                                 const std::vector<std::string>& originals);

/// True if two names are those of one clip; their endings do not matter.
bool same_clip_name(const std::string& a, const std::string& b);

/// Sees to it that faces can be compared with what is covered, and takes the picture's size from
/// the faces if nothing else tells it.
/// @throws base::Error(kInput) if they were drawn on pictures of another size or in frames that are
/// not there
void require_fit(ClipPair& pair);

}  // namespace securepose::validation
