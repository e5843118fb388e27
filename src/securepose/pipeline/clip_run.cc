#include "securepose/pipeline/clip_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"
#include "securepose/deidentification/leak_cover.h"
#include "securepose/formats/movement_files.h"
#include "securepose/formats/poses_csv.h"
#include "securepose/identity/patient.h"
#include "securepose/pipeline/analysis.h"
#include "securepose/pipeline/clip_report.h"
#include "securepose/pipeline/finished_video.h"
#include "securepose/pipeline/person_series.h"
#include "securepose/pipeline/program_identity.h"
#include "securepose/pipeline/regions_json.h"
#include "securepose/pipeline/rendering.h"
#include "securepose/pipeline/run_record.h"
#include "securepose/pipeline/work_folder.h"
#include "securepose/report/report.h"

namespace securepose::pipeline {
namespace {

constexpr std::size_t kContactSheetPictures = 12;
/// Below this, a choice of the patient by the program is said to be doubtful.
constexpr double kClearPatient = 0.6;

/// Everything that observations depend on.
std::string analysis_key(const SourceVideo& source, const RunOptions& options,
                         const RunEnvironment& environment) {
  std::string key = fmt::format(
      "input {}\nprogram {}\npose {}\nthreads {}\n", source.sha256, program_identity().build_sha256,
      static_cast<int>(options.perception.pose), options.perception.network.threads);
  for (const auto& network : environment.networks) key += "network " + network.sha256 + "\n";
  return key;
}

/// Everything but fill and regions that the finished video's pixels depend on.
std::string segment_key(const SourceVideo& source, const RunOptions& options) {
  return fmt::format("input {}\nprogram {}\ncrf {}\nthreads {}\n", source.sha256,
                     program_identity().build_sha256, options.encode.crf, options.encode.threads);
}

/// One video's way through the stages. Each stage leaves its result in a member for the next.
class ClipRun {
 public:
  ClipRun(const SourceVideo& source, const RunOptions& options, const RunEnvironment& environment,
          const base::Cancellation& cancellation, const Listener& listener, WorkFolder& work)
      : source_(source),
        options_(options),
        environment_(environment),
        cancellation_(cancellation),
        listener_(listener),
        work_(work) {
    record_.source = source;
    record_.networks = environment.networks;
    record_.parameters = options.parameters;
  }

  ClipOutcome run() {
    warn_of_options();
    stage("analyze", Stage::kAnalyze, [this] { analyze_frames(); });
    stage("track", Stage::kTrack, [this] { find_people(); });
    stage("cover", Stage::kCover, [this] { plan_regions(); });
    work_.clear_staged();
    stage("measure", Stage::kMeasure, [this] { measure_movement(); });
    stage("render", Stage::kRender, [this] { render_video(); });
    stage("check", Stage::kCheck, [this] { check_video(); });
    stage("report", Stage::kReport, [this] { write_report(); });
    source_.throw_if_changed();
    base::write_file_atomically(staged("run.json"), run_json(record_));
    work_.publish(/*whole_result=*/true);
    return outcome();
  }

 private:
  template <class Work>
  void stage(const char* name, Stage which, Work work) {
    cancellation_.throw_if_requested();
    Progress started;
    started.stage = which;
    listener_.progress(started);
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    record_.stage_times_s.emplace_back(name, taken.count());
    listener_.note(fmt::format("{}: {:.2f} s", name, taken.count()));
  }

  void warn(const std::string& sentence) {
    record_.warnings.push_back(sentence);
    listener_.warn(sentence);
  }

  std::filesystem::path staged(const char* name) const { return work_.staged_folder() / name; }

  void warn_of_options() {
    if (is_reversible(options_.fill.kind))
      warn(fmt::format(
          "The fill \"{}\" can be reversed: blurred faces were restored well enough to identify "
          "95.9 % of people (arXiv 2506.12344). Use soft or solid for anything that leaves the "
          "clinic.",
          name_of(options_.fill.kind)));
    if (options_.audio != media::AudioMode::kNone && source_.info.has_audio)
      warn(options_.audio == media::AudioMode::kKeep
               ? "The sound is kept: voices and what is said identify people."
               : "The sound is disguised only: what is said, and with effort the voices, still "
                 "identify people.");
  }

  void analyze_frames() {
    const ObservationJournal journal =
        analyze({source_.file, work_.journal_file(), analysis_key(source_, options_, environment_)},
                environment_.make_perceiver, cancellation_, listener_);
    clip_ = journal.load();
    record_.frames = journal.frames();
    record_.upright_turn_deg = clip_.upright_turn_deg;
    record_.notes = journal.notes();
    for (const std::string& note : record_.notes) listener_.note(note);
    if (clip_.upright_turn_deg != 0)
      warn(fmt::format(
          "The recording is not upright: people stand upright after a clockwise turn of {} "
          "degrees. They are covered and measured all the same; the covered video keeps the "
          "recording's orientation.",
          clip_.upright_turn_deg));
    const auto unreadable = std::count_if(clip_.frames.begin(), clip_.frames.end(),
                                          [](const auto& frame) { return !frame.readable; });
    if (unreadable > 0)
      warn(fmt::format("{} of {} frames could not be decoded and are covered as a whole.",
                       unreadable, record_.frames));
  }

  void find_people() {
    record_.people = tracking::associate(clip_, options_.tracking);
    if (options_.patient) {
      ChosenPatient& patient = record_.patient.emplace();
      patient.suggestion.person =
          identity::chosen_patient(*options_.patient, clip_, record_.people);
      patient.suggestion.certainty = 1;
      patient.suggestion.reasons = {"Chosen by the user."};
      patient.chosen_by_user = true;
    } else if (auto suggestion = identity::suggest_patient(clip_, record_.people)) {
      record_.patient = ChosenPatient{std::move(*suggestion), false};
    }
    if (!record_.patient)
      warn("No patient was found: nobody in this video shows a body, so nothing is measured.");
    else if (record_.patient->suggestion.certainty < kClearPatient)
      warn(
          fmt::format("It is not clear who the patient is; person {} was measured. Use --patient "
                      "to say who it is.",
                      record_.patient->suggestion.person.value));
  }

  void plan_regions() {
    deidentification::CoverOptions cover = options_.cover;
    if (record_.patient) cover.patient = record_.patient->suggestion.person;
    if (cover.who == deidentification::CoverWho::kBystanders && !cover.patient) {
      warn("Everyone is covered, because it is not known who the patient is.");
      cover.who = deidentification::CoverWho::kEveryone;
    }
    plan_ = deidentification::plan_cover(clip_, record_.people, cover);
    for (std::size_t i = 0; i < clip_.frames.size(); ++i) {
      if (!clip_.frames[i].readable) plan_.frames.at(i).cover_everything = true;
    }
    record_.doubtful = plan_.doubtful;
    const base::Timestamp start = plan_.frames.empty() ? base::Timestamp{} : plan_.frames[0].time;
    record_.duration_s = (end_of(plan_) - start).seconds();
  }

  // Before the faces are covered, as everything that is measured.
  void measure_movement() {
    std::vector<kinematics::LandmarkSeries> poses;
    std::vector<base::PersonId> ids;
    for (const tracking::Person& person : record_.people.people) {
      if (!person.has_body) continue;
      auto result =
          kinematics::measure(person_series(clip_, record_.people, person), options_.movement);
      ids.push_back(person.id);
      poses.push_back(result.clean);
      if (record_.patient && record_.patient->suggestion.person == person.id)
        movement_ = std::move(result);
      cancellation_.throw_if_requested();
    }
    if (movement_.clean.samples.empty())
      movement_ = kinematics::measure(series_of_nobody(clip_), options_.movement);
    std::vector<formats::PersonPoses> rows;
    for (std::size_t i = 0; i < ids.size(); ++i) rows.push_back({ids[i], &poses[i]});
    formats::write_poses_csv(rows, staged("poses.csv"));
    formats::write_movement_files(movement_, work_.staged_folder());
  }

  void render_video() {
    // Again after the second look, when only the pieces that changed are made anew.
    const SegmentLook look{segment_key(source_, options_), options_.fill,
                           track_colours(clip_, record_.people)};
    const std::vector<Segment> segments =
        render({source_.file, work_.segment_folder(), look, options_.encode}, clip_, plan_,
               cancellation_, listener_);
    std::vector<std::filesystem::path> files;
    files.reserve(segments.size());
    for (const Segment& segment : segments) files.push_back(segment.file);
    media::join_segments(files, source_.info, source_.file, options_.audio,
                         staged("deidentified.mp4"));
  }

  void look_for_open_faces() {
    if (!environment_.check_faces) return;
    std::optional<base::PersonId> spared;
    if (options_.cover.who == deidentification::CoverWho::kBystanders && record_.patient)
      spared = record_.patient->suggestion.person;
    SecondLookResult look = second_look(
        {source_.file, staged("deidentified.mp4"), spared}, environment_.check_faces, clip_,
        record_.people, plan_, [this] { render_video(); }, cancellation_, listener_);
    face_check_ = report::CheckResult{look.frames_compared,
                                      static_cast<std::int64_t>(look.covered_leaks),
                                      static_cast<std::int64_t>(look.remaining.size()),
                                      {"CenterFace", "BlazeFace"}};
    const auto doubts = deidentification::doubts_of(look.remaining);
    record_.doubtful.insert(record_.doubtful.end(), doubts.begin(), doubts.end());
    record_.checks.push_back(
        {std::string(kFaceCheck), look.remaining.empty(), std::move(look.sentences)});
    remaining_leaks_ = std::move(look.remaining);
  }

  void check_video() {
    look_for_open_faces();
    wanted_ = wanted_pictures(clip_.frames.size(), kContactSheetPictures, record_.doubtful,
                              remaining_leaks_);
    FinishedVideo finished = inspect_finished_video(staged("deidentified.mp4"), clip_,
                                                    options_.audio != media::AudioMode::kNone,
                                                    wanted_, cancellation_, listener_);
    pictures_ = std::move(finished.pictures);
    if (!finished.faults.empty())
      throw base::Error(base::ErrorKind::kEnvironment,
                        "The finished video is not sound and was not kept: " +
                            fmt::format("{}", fmt::join(finished.faults, " ")) +
                            " Run again, and report it if it comes back.");
    record_.checks.push_back({"finished_video", true, {}});
  }

  void write_report() {
    base::write_file_atomically(staged("regions.json"),
                                regions_json(plan_, clip_.width_px, clip_.height_px));
    const report::ReportData data =
        report_data({record_, options_, plan_, movement_, wanted_, pictures_, face_check_});
    base::write_file_atomically(staged("report.html"), report::render_report(data));
  }

  ClipOutcome outcome() const {
    ClipOutcome result;
    result.frames = record_.frames;
    result.people = static_cast<std::int64_t>(record_.people.people.size());
    result.doubtful_moments = static_cast<std::int64_t>(record_.doubtful.size());
    result.review_reasons = record_.review_reasons();
    result.warnings = record_.warnings;
    return result;
  }

  const SourceVideo& source_;
  const RunOptions& options_;
  const RunEnvironment& environment_;
  const base::Cancellation& cancellation_;
  const Listener& listener_;
  WorkFolder& work_;
  RunRecord record_;
  tracking::ClipObservations clip_;
  deidentification::CoverPlan plan_;
  kinematics::MovementResult movement_;
  PicturesWanted wanted_;
  CoveredPictures pictures_;
  std::vector<deidentification::Leak> remaining_leaks_;
  std::optional<report::CheckResult> face_check_;
};

// Whether what the run has stored so far is worth to be kept for the next one.
bool is_resumable(base::ErrorKind kind, const WorkFolder& work) {
  return kind != base::ErrorKind::kInput && std::filesystem::exists(work.journal_file());
}

}  // namespace

void refuse_existing_result(const std::filesystem::path& out, bool force) {
  if (!force && holds_result(out) && !WorkFolder::was_publishing(out))
    throw base::Error::about_file(base::ErrorKind::kInput, out,
                                  "the folder holds a result already, which was kept",
                                  "Choose another --out, or replace it with --force.");
}

ClipOutcome run_clip(const SourceVideo& source, const std::filesystem::path& out,
                     const RunOptions& options, const RunEnvironment& environment,
                     const base::Cancellation& cancellation, const Listener& listener) {
  refuse_existing_result(out, options.force);
  WorkFolder work(out);
  try {
    return ClipRun(source, options, environment, cancellation, listener, work).run();
  } catch (const base::Error& error) {
    if (!is_resumable(error.kind(), work)) work.discard();
    throw;
  }
}

}  // namespace securepose::pipeline
