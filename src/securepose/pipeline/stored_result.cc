#include "securepose/pipeline/stored_result.h"

#include "securepose/base/error.h"
#include "securepose/pipeline/clip_middle.h"
#include "securepose/result/edit_list.h"
#include "securepose/result/observation_journal.h"

namespace securepose::pipeline {
namespace {

using result::ObservationJournal;

namespace fs = std::filesystem;

ObservationJournal kept_observations(const fs::path& folder) {
  const fs::path file = folder / result::kObservationsFile;
  if (!fs::exists(file))
    throw base::Error::about_file(base::ErrorKind::kInput, folder,
                                  "the result has no observations.journal",
                                  "Run again with --force to make a result that can be corrected.");
  return ObservationJournal::open_finished(file);
}

}  // namespace

void require_whole_result(const fs::path& folder) {
  result::WorkFolder::finish_publishing(folder);
  if (!fs::exists(folder / result::kResultFiles.back()))
    throw base::Error::about_file(base::ErrorKind::kInput, folder, "the folder holds no result",
                                  "Name a folder that securepose run left.");
  if (result::WorkFolder::holds_stopped_run(folder))
    throw base::Error::about_file(
        base::ErrorKind::kInput, folder, "a run was stopped in this folder",
        "Give its command again to complete it, or remove the hidden folder .securepose.");
}

void restore_result(const fs::path& folder, const result::RenderingRecord& rendering,
                    ClipWork& work) {
  work.record.source = rendering.source;
  work.record.source.turn_deg = work.options.turn_deg;
  work.record.networks = rendering.networks;
  work.record.parameters = rendering.parameters;
  work.record.notes = rendering.notes;
  work.check_covers = rendering.check_covers;
  work.face_check = rendering.face_check;
  work.face_check_findings = rendering.face_check_findings;
  work.remaining_leaks = rendering.remaining_leaks;
  const ObservationJournal journal = kept_observations(folder);
  work.clip = journal.load();
  work.part_turns_deg = journal.head().part_turns_deg;
  result::require_frames(folder, rendering, static_cast<std::int64_t>(work.clip.frames.size()));
  work.edits = result::read_edits(folder);
  warn_of_options(work);
  warn_of_observations(work);
}

}  // namespace securepose::pipeline
