#include "securepose/pipeline/clip_run.h"

#include <fmt/format.h>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"
#include "securepose/base/program_identity.h"
#include "securepose/media/sound_check.h"
#include "securepose/pipeline/analysis.h"
#include "securepose/pipeline/clip_middle.h"
#include "securepose/pipeline/clip_video.h"
#include "securepose/result/edit_list.h"
#include "securepose/result/regions_json.h"
#include "securepose/result/work_folder.h"

namespace securepose::pipeline {
namespace {

using result::SourceVideo;
using result::WorkFolder;

/// Everything that observations depend on.
std::string analysis_key(const SourceVideo& source, const RunOptions& options,
                         const RunEnvironment& environment) {
  std::string key = fmt::format(
      "input {}\nturn {}\nprogram {}\npose {}\nprecision {}\n", source.sha256, source.turn_deg,
      base::program_identity().build_sha256, static_cast<int>(options.perception.pose),
      inference::name_of(options.perception.face_precision));
  for (const auto& network : environment.networks) key += "network " + network.sha256 + "\n";
  return key;
}

void analyze_frames(ClipWork& work, const RunEnvironment& environment) {
  const SourceVideo& source = work.record.source;
  const result::ObservationJournal journal =
      analyze({source.file, work.folder.journal_file(),
               analysis_key(source, work.options, environment), kFramesPerChunk, source.turn_deg},
              environment.make_perceiver, work.cancellation, work.listener);
  work.clip = journal.load();
  work.part_turns_deg = journal.head().part_turns_deg;
  work.record.notes = journal.notes();
  for (const std::string& note : work.record.notes) work.listener.note(note);
  warn_of_observations(work);
}

// The observations stay with the result, so that identities can be corrected later.
void keep_observations(const ClipWork& work) {
  const auto kept = work.folder.staged_folder() / result::kObservationsFile;
  std::error_code error;
  std::filesystem::create_hard_link(work.folder.journal_file(), kept, error);
  if (error) std::filesystem::copy_file(work.folder.journal_file(), kept);
}

void write_report(ClipWork& work) {
  base::write_file_atomically(
      work.staged("regions.json"),
      result::regions_json(work.plan, work.clip.width_px, work.clip.height_px));
  keep_observations(work);
  write_result(work, work.plan, rendering_of(work));
}

// One video's way through the stages.
ClipOutcome go_through(ClipWork& work, WorkFolder& folder, const RunEnvironment& environment) {
  warn_of_options(work);
  if (work.options.audio != media::AudioMode::kNone)
    for (const std::string& sentence : media::sound_left_out(work.record.source.file))
      work.warn(sentence);
  work.stage("analyze", Stage::kAnalyze, [&] { analyze_frames(work, environment); });
  work.stage("track", Stage::kTrack, [&] { find_people(work); });
  work.stage("cover", Stage::kCover, [&] { plan_regions(work); });
  folder.clear_staged();
  work.stage("measure", Stage::kMeasure, [&] { measure_movement(work); });
  work.stage("render", Stage::kRender, [&] { render_video(work); });
  work.stage("check", Stage::kCheck,
             [&] { check_video(work, environment.check_faces, std::nullopt); });
  work.stage("report", Stage::kReport, [&] { write_report(work); });
  work.record.source.throw_if_changed();
  base::write_file_atomically(work.staged("run.json"), result::run_json(work.record));
  folder.publish(/*whole_result=*/true);
  return outcome_of(work.record);
}

// Whether what the run has stored so far is worth to be kept for the next one.
bool is_resumable(base::ErrorKind kind, const WorkFolder& work) {
  return kind != base::ErrorKind::kInput && std::filesystem::exists(work.journal_file());
}

}  // namespace

void refuse_existing_result(const std::filesystem::path& out, bool force) {
  // A run that was stopped while it put its files in place goes on; a correction is completed.
  if (!WorkFolder::holds_stopped_run(out)) WorkFolder::finish_publishing(out);
  if (!force && result::holds_result(out) && !WorkFolder::was_publishing(out))
    throw base::Error::about_file(base::ErrorKind::kInput, out,
                                  "the folder holds a result already, which was kept",
                                  "Choose another --out, or replace it with --force.");
}

ClipOutcome run_clip(const SourceVideo& source, const std::filesystem::path& out,
                     const RunOptions& options, const RunEnvironment& environment,
                     const base::Cancellation& cancellation, const Listener& listener) {
  refuse_existing_result(out, options.force);
  WorkFolder folder(out);
  try {
    ClipWork work(options, cancellation, listener, folder);
    work.record.source = source;
    work.record.networks = networks_of_run(environment);
    work.record.parameters = options.parameters;
    if (std::filesystem::exists(out / result::kEditsFile))
      listener.warn(
          "The corrections of the result that is replaced are dropped: numbers of people may mean "
          "others now.");
    return go_through(work, folder, environment);
  } catch (const base::Error& error) {
    if (!is_resumable(error.kind(), folder)) folder.discard();
    throw;
  }
}

}  // namespace securepose::pipeline
