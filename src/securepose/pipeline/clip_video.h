#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "securepose/pipeline/clip_work.h"

namespace securepose::pipeline {

/// Pass 2: covers and encodes what has changed since it was last made, and joins the pieces to
/// deidentified.mp4.
void render_video(ClipWork& work);

/// Looks for open faces in the finished video with other networks, covers what they find, and reads
/// the video back.
/// @param ranges  only these frames are looked at; of the others, the findings that `work` holds
/// still stand. Nothing: all frames.
/// @throws base::Error(kEnvironment) if it is not sound.
void check_video(ClipWork& work, const FaceCheck& check_faces,
                 const std::optional<std::vector<check::FrameRange>>& ranges);

/// Reads a finished video and takes the report's pictures from it.
/// @throws base::Error(kEnvironment) if it does not fit what was analysed.
void inspect_video(ClipWork& work, const std::filesystem::path& video);

/// What the video's pixels depend on: regions, colours, fill, quality, sound. The same for two
/// plans only if they give the same video.
std::string look_sha256(const ClipWork& work);

}  // namespace securepose::pipeline
