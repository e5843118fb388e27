#pragma once

#include <filesystem>

#include "securepose/formats/markers.h"
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
  BidsLabels bids;
};

/// Writes a result in another form. A file appears complete or not at all. Nothing in it names the
/// recording, a path or a date; a file's own name stands in TRC and MOT, whose format wants it.
/// @throws base::Error as markers_of() and write_motion_bids() do; kEnvironment if it can't be
/// written.
void export_movement(const StoredMovement& movement, ExportFormat format,
                     const ExportOptions& options, const std::filesystem::path& out);

}  // namespace securepose::formats
