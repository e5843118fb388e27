#pragma once

#include <filesystem>
#include <string>

#include "securepose/formats/markers.h"
#include "securepose/formats/stored_movement.h"

namespace securepose::formats {

/// Letters and digits only, as BIDS wants its labels.
struct BidsLabels {
  std::string subject = "01";
  std::string task = "movement";
};

/// Writes a BIDS data set (1.10, Motion extension) with one recording into an empty or new folder:
/// dataset_description.json, README, participants.tsv, and in sub-<label>/motion the points,
/// angles and presentation times (`_tracksys-video_motion.tsv`, `_channels.tsv`, `_motion.json`,
/// `_channels.json`) and contacts (`_events.tsv`). The file of scans and with it all dates is left
/// out.
/// @throws base::Error(kUsage) for a label that BIDS does not allow; kEnvironment if a file can't
/// be written.
void write_motion_bids(const MarkerTable& markers, const StoredMovement& movement,
                       const BidsLabels& labels, const std::filesystem::path& folder);

}  // namespace securepose::formats
