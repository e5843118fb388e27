#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "securepose/check/check.h"
#include "securepose/covering/kept_covers.h"
#include "securepose/inference/model_manifest.h"
#include "securepose/kinematics/gait_profile.h"
#include "securepose/report/report_data.h"
#include "securepose/result/source_video.h"

namespace securepose::result {

/// Names of the two files that a result keeps for corrections.
inline constexpr std::string_view kObservationsFile = "observations.journal";
inline constexpr std::string_view kRenderingFile = "rendering.json";

/// What a correction needs to know of a result beside the observations: how it was made, and what
/// the covered video that lies beside it shows. Names no file, folder or person; holds no picture.
struct RenderingRecord {
  SourceVideo source;  ///< without file and time
  std::vector<inference::ModelEntry> networks;
  nlohmann::ordered_json parameters;
  std::vector<std::string> notes;
  std::vector<kinematics::NormalBand> normal_bands;

  std::string look_sha256;             ///< of the video, see look_sha256() in clip_video.h
  covering::FrameCovers check_covers;  ///< added by all checks so far
  std::optional<report::FaceCheckFigures> face_check;
  std::vector<std::string> face_check_findings;
  std::vector<check::Leak> remaining_leaks;
};

/// The text of rendering.json; numbers are exact.
std::string rendering_json(const RenderingRecord& record);

/// @throws base::Error(kInput) if the folder has no such file, or if it is damaged or altered: a
/// frame number, place, size or kind that can't be.
RenderingRecord read_rendering(const std::filesystem::path& folder);

/// @param frames  of the observations beside it
/// @throws base::Error(kInput) if the record tells of frames beyond them
void require_frames(const std::filesystem::path& folder, const RenderingRecord& record,
                    std::int64_t frames);

}  // namespace securepose::result
