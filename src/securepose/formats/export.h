#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "securepose/formats/markers.h"
#include "securepose/formats/model_motion.h"
#include "securepose/formats/motion_bids.h"
#include "securepose/formats/stored_movement.h"

namespace securepose::formats {

enum class ExportFormat {
  kOpenPose,    ///< a folder of BODY_25 JSON, one file a frame
  kTrc,         ///< OpenSim markers
  kMot,         ///< OpenSim angles
  kC3d,         ///< points and events
  kCsv,         ///< points and angles in one table
  kMotionBids,  ///< a folder: a BIDS data set
  kNpz,         ///< NumPy arrays
};

/// Whether the format is a folder, not a file.
bool is_folder(ExportFormat format);

struct ExportOptions {
  PointSpace space = PointSpace::kPicture;
  OpenSimModel model = OpenSimModel::kRajagopal;  ///< of kMot
  BidsLabels bids;
};

struct ExportOutcome {
  std::vector<std::filesystem::path> files;  ///< what was written; a folder stands for its content
  std::vector<std::string> notes;            ///< what was left out or changed, each a sentence
};

/// Writes a result in another form. kMot may need several files: walk.mot, walk_2.mot, ... A file
/// appears complete or not at all. Nothing in it names the recording, a path or a date; a file's
/// own name stands in TRC and MOT, whose format wants it.
/// @param overwrite  whether files that are there already are replaced
/// @throws base::Error as markers_of(), model_motions() and write_motion_bids() do; kInput if a
/// file is there already; kEnvironment if it can't be written.
ExportOutcome export_movement(const StoredMovement& movement, ExportFormat format,
                              const ExportOptions& options, const std::filesystem::path& out,
                              bool overwrite = false);

}  // namespace securepose::formats
