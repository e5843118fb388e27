#include "securepose/pipeline/result_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"
#include "securepose/covering/renamed_covers.h"
#include "securepose/pipeline/changed_frames.h"
#include "securepose/pipeline/clip_middle.h"
#include "securepose/pipeline/clip_video.h"
#include "securepose/pipeline/stored_result.h"
#include "securepose/result/edit_list.h"
#include "securepose/result/observation_journal.h"
#include "securepose/result/regions_json.h"

namespace securepose::pipeline {
namespace {

using result::WorkFolder;

namespace fs = std::filesystem;

/// Name of the check that the covered video shows the corrected identities.
constexpr const char* kVideoCheck = "corrections";

// The patient is meant as things stand at this place in the list.
tracking::IdentityEdit resolved(const identity::PatientChoice& choice, const ClipWork& work,
                                const std::vector<tracking::IdentityEdit>& before) {
  const auto people = tracking::apply_edits(work.clip, work.automatic, before).people;
  tracking::IdentityEdit edit;
  edit.kind = tracking::EditKind::kPatient;
  edit.person = identity::chosen_patient(choice, work.clip, people);
  return edit;
}

// Those that are stored, less the undone one, and the new ones.
std::vector<tracking::IdentityEdit> wanted_edits(const EditRequest& request, ClipWork& work) {
  std::vector<tracking::IdentityEdit> edits = work.edits;
  if (request.undo) {
    if (edits.empty())
      throw base::Error(base::ErrorKind::kUsage, "There is no correction to undo.");
    edits.pop_back();
  }
  for (const RequestedEdit& wanted : request.edits) {
    if (const auto* edit = std::get_if<tracking::IdentityEdit>(&wanted)) {
      edits.push_back(*edit);
    } else {
      if (work.automatic.people.empty())
        work.automatic = tracking::associate(work.clip, work.options.tracking);
      edits.push_back(resolved(std::get<identity::PatientChoice>(wanted), work, edits));
    }
  }
  return edits;
}

void open_original(const fs::path& original, ClipWork& work) {
  result::SourceVideo source = result::open_source_video(original, work.options.turn_deg);
  if (source.sha256 != work.record.source.sha256)
    throw base::Error::about_file(base::ErrorKind::kInput, original,
                                  "this is not the video of this result",
                                  "Name the video that the result was made from, unchanged.");
  work.record.source = std::move(source);
}

std::string stale_sentence(const ClipWork& work) {
  if (work.options.cover.who == covering::CoverWho::kBystanders)
    return "DO NOT SHARE the covered video: it shows the identities before the corrections, so "
           "somebody who should be covered may lie open in it. Make it again with `securepose "
           "track edit` and --original.";
  return "The covered video is that of the identities before the corrections. Make it again with "
         "`securepose track edit` and --original.";
}

class ResultEdit {
 public:
  ResultEdit(const EditRequest& request, const RunEnvironment& environment,
             const base::Cancellation& cancellation, const Listener& listener, WorkFolder& folder)
      : request_(request),
        environment_(environment),
        folder_(folder),
        rendering_(result::read_rendering(request.folder)),
        work_(request.options, cancellation, listener, folder) {}

  EditOutcome run() {
    restore();
    work_.stage("track", Stage::kTrack, [this] { find_people(work_); });
    work_.stage("cover", Stage::kCover, [this] { plan_regions(work_); });
    folder_.clear_staged();
    work_.stage("measure", Stage::kMeasure, [this] { measure_movement(work_); });
    if (request_.original)
      make_video();
    else
      take_video();
    base::write_file_atomically(work_.staged("run.json"), result::run_json(work_.record));
    folder_.publish(/*whole_result=*/true, kept_);
    return outcome();
  }

 private:
  void restore() {
    restore_result(request_.folder, rendering_, work_);
    if (request_.original) open_original(*request_.original, work_);
    work_.edits = wanted_edits(request_, work_);
    kept_.insert(result::kObservationsFile);
  }

  // Where the covers are as in the video that lies there, its check still holds.
  void make_video() {
    const auto changed =
        changed_frames(result::read_regions_json(request_.folder / "regions.json"), work_.plan);
    work_.stage("render", Stage::kRender, [this] { render_video(work_); });
    work_.stage("check", Stage::kCheck,
                [&] { check_video(work_, environment_.check_faces, changed); });
    work_.stage("report", Stage::kReport, [this] {
      write_regions(work_.plan);
      write_result(work_, work_.plan, rendering_of(work_));
    });
    work_.record.source.throw_if_changed();
  }

  // The video that lies there, with what its check found.
  void take_video() {
    stale_ = look_sha256(work_) != rendering_.look_sha256;
    const fs::path video = request_.folder / result::kResultFiles.front();
    work_.stage("check", Stage::kCheck, [&] { inspect_video(work_, video); });
    kept_.insert(result::kResultFiles.front());
    if (stale_) {
      // Its pictures may show somebody open, and a report is passed on.
      if (work_.options.cover.who == covering::CoverWho::kBystanders) work_.pictures.clear();
      const std::string sentence = stale_sentence(work_);
      work_.warn(sentence);
      work_.record.checks.push_back({kVideoCheck, false, {sentence}});
    }
    work_.stage("report", Stage::kReport, [this] { write_for_video(); });
  }

  void write_for_video() {
    if (!stale_) {
      write_regions(work_.plan);
      write_result(work_, work_.plan, rendering_);
      return;
    }
    const auto shown = covering::renamed_covers(
        result::read_regions_json(request_.folder / "regions.json"), work_.plan);
    write_regions(shown);
    write_result(work_, shown, rendering_);
  }

  void write_regions(const covering::CoverPlan& plan) {
    base::write_file_atomically(
        work_.staged("regions.json"),
        result::regions_json(plan, work_.clip.width_px, work_.clip.height_px));
  }

  EditOutcome outcome() const {
    EditOutcome result;
    result.clip = outcome_of(work_.record);
    result.edits = work_.record.edits;
    if (work_.record.patient) result.patient = work_.record.patient->suggestion.person;
    result.rendered = request_.original.has_value();
    result.video_is_stale = stale_;
    return result;
  }

  const EditRequest& request_;
  const RunEnvironment& environment_;
  WorkFolder& folder_;
  result::RenderingRecord rendering_;
  ClipWork work_;
  std::set<std::string_view> kept_;
  bool stale_ = false;
};

}  // namespace

EditOutcome edit_result(const EditRequest& request, const RunEnvironment& environment,
                        const base::Cancellation& cancellation, const Listener& listener) {
  require_whole_result(request.folder);
  WorkFolder folder(request.folder);
  try {
    return ResultEdit(request, environment, cancellation, listener, folder).run();
  } catch (const base::Error& error) {
    // What is being put in place, the next command completes; pieces of video save a rendering.
    const bool goes_on = error.kind() == base::ErrorKind::kInterrupted && request.original;
    if (!goes_on && !WorkFolder::was_publishing(request.folder)) folder.discard();
    throw;
  }
}

std::vector<tracking::AppliedEdit> applied_edits(const fs::path& folder,
                                                 const tracking::TrackingOptions& options) {
  require_whole_result(folder);
  const auto edits = result::read_edits(folder);
  if (edits.empty()) return {};
  const auto clip = result::ObservationJournal::load_finished(folder / result::kObservationsFile);
  return tracking::apply_edits(clip, tracking::associate(clip, options), edits).applied;
}

}  // namespace securepose::pipeline
