#include "securepose/pipeline/clip_middle.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "securepose/base/counted.h"
#include "securepose/covering/cover_plan.h"
#include "securepose/formats/movement_files.h"
#include "securepose/formats/poses_csv.h"
#include "securepose/identity/patient.h"
#include "securepose/pipeline/clip_report.h"
#include "securepose/pipeline/person_series.h"

namespace securepose::pipeline {
namespace {

using covering::CoverWho;
using result::ChosenPatient;

/// Below this, a choice of the patient by the program is said to be doubtful.
constexpr double kClearPatient = 0.6;
/// From this certainty on, whom the program takes for the patient by itself is left open where only
/// bystanders are to be covered. On windows of the development clips it was wrong at up to 0.90;
/// docs/people.md has the figures.
constexpr double kSureEnoughToOpen = 0.92;

ChosenPatient chosen_by_user(base::PersonId person) {
  ChosenPatient patient;
  patient.suggestion.person = person;
  patient.suggestion.certainty = 1;
  patient.suggestion.reasons = {"Chosen by the user."};
  patient.chosen_by_user = true;
  return patient;
}

std::optional<ChosenPatient> suggested(const ClipWork& work, const tracking::People& people) {
  auto suggestion = identity::suggest_patient(work.clip, people);
  if (!suggestion) return std::nullopt;
  return ChosenPatient{std::move(*suggestion), false};
}

std::optional<ChosenPatient> patient_before_edits(const ClipWork& work) {
  if (work.options.patient)
    return chosen_by_user(
        identity::chosen_patient(*work.options.patient, work.clip, work.automatic));
  return suggested(work, work.automatic);
}

// The user's word stays with the person it was said of. Without it, the program looks again, but
// never where another choice would uncover somebody.
std::optional<ChosenPatient> patient_after_edits(const ClipWork& work) {
  std::optional<ChosenPatient> before = patient_before_edits(work);
  if (work.edits.empty()) return before;
  const auto after = tracking::patient_after(
      work.record.edits, before ? std::optional(before->suggestion.person) : std::nullopt);
  if (after.person && (after.by_edit || before->chosen_by_user))
    return chosen_by_user(*after.person);
  if (work.options.cover.who != CoverWho::kBystanders) return suggested(work, work.record.people);
  if (!after.person) return std::nullopt;
  before->suggestion.person = *after.person;
  before->suggestion.runner_up = std::nullopt;  // its number may mean nobody any more
  return before;
}

std::string question_about_the_patient(const std::optional<ChosenPatient>& patient) {
  const std::string_view how =
      "Look with `securepose track show`, then say who it is with `securepose track edit "
      "--patient N --original VIDEO`, or run again with --patient.";
  if (!patient)
    return fmt::format("Everyone is covered, because it is not known who the patient is. {}", how);
  return fmt::format(
      "Everyone is covered, because it is not clear enough who the patient is: perhaps person {} "
      "(certainty {:.2f}; {} is needed to leave somebody open). {}",
      patient->suggestion.person.value, patient->suggestion.certainty, kSureEnoughToOpen, how);
}

// Nobody is left open by a guess.
void decide_who_is_open(ClipWork& work) {
  result::CoverRecord& cover = work.record.cover;
  cover = {};
  cover.asked = work.options.cover.who;
  if (cover.asked != CoverWho::kBystanders) return;
  const auto& patient = work.record.patient;
  if (patient && (patient->chosen_by_user || patient->suggestion.certainty >= kSureEnoughToOpen)) {
    cover.left_open = patient->suggestion.person;
    return;
  }
  work.record.questions.push_back(question_about_the_patient(patient));
  work.warn(work.record.questions.back());
}

// Nothing for fewer than two pictures.
std::optional<double> median_interval_s(const observation::ClipObservations& clip) {
  std::vector<double> intervals;
  for (std::size_t i = 1; i < clip.frames.size(); ++i)
    intervals.push_back((clip.frames[i].time - clip.frames[i - 1].time).seconds());
  if (intervals.empty()) return std::nullopt;
  const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
  std::nth_element(intervals.begin(), middle, intervals.end());
  return *middle;
}

// A box that meets no pixel or no frame covers nothing, which must not go unnoticed.
void warn_of_idle_boxes(ClipWork& work) {
  const geometry::Box picture_px{0, 0, static_cast<double>(work.clip.width_px),
                                 static_cast<double>(work.clip.height_px)};
  for (const covering::DrawnBox& box : work.options.cover.drawn) {
    const geometry::Box& px = box.box_px;
    const std::string name =
        fmt::format("{:g},{:g},{:g},{:g}@{:g}-{:g}", px.x1_px, px.y1_px, px.width_px(),
                    px.height_px(), box.start.seconds(), box.end.seconds());
    if (intersection(px, picture_px).empty())
      work.warn(
          fmt::format("The box {} covers nothing: it lies outside the picture, which is {} x "
                      "{} pixels.",
                      name, work.clip.width_px, work.clip.height_px));
    if (std::none_of(work.clip.frames.begin(), work.clip.frames.end(), [&](const auto& frame) {
          return frame.time >= box.start && frame.time <= box.end;
        }))
      work.warn(fmt::format("The box {} covers nothing: no frame lies in its time.", name));
  }
}

// Contacts and the task are the patient's.
kinematics::MovementOptions options_of_others(const ClipWork& work) {
  kinematics::MovementOptions options = work.options.movement;
  options.events.reset();
  options.task = {};
  return options;
}

}  // namespace

void warn_of_options(ClipWork& work) {
  const RunOptions& options = work.options;
  if (is_reversible(options.fill.kind))
    work.warn(fmt::format(
        "The fill \"{}\" can be reversed: blurred faces were restored well enough to identify "
        "95.9 % of people (arXiv 2506.12344). Use soft or solid for anything that leaves the "
        "clinic.",
        name_of(options.fill.kind)));
  if (options.audio != media::AudioMode::kNone && work.record.source.info.has_audio)
    work.warn(options.audio == media::AudioMode::kKeep
                  ? "The sound is kept: voices and what is said identify people."
                  : "The sound is disguised only: what is said, and with effort the voices, still "
                    "identify people.");
}

void warn_of_observations(ClipWork& work) {
  result::RunRecord& record = work.record;
  record.frames = static_cast<std::int64_t>(work.clip.frames.size());
  record.upright_turn_deg = work.clip.upright_turn_deg;
  record.slow_motion = kinematics::slow_motion_of(
      work.options.slow_motion, record.source.info.capture_fps, median_interval_s(work.clip));
  if (record.slow_motion.warning) work.warn(*record.slow_motion.warning);
  if (work.clip.upright_turn_deg != 0)
    work.warn(fmt::format(
        "The recording is not upright: people stand upright after a clockwise turn of {} "
        "degrees. They are covered and measured all the same; the covered video keeps the "
        "recording's orientation. For an upright one, give --rotate {}.",
        work.clip.upright_turn_deg, (record.source.turn_deg + work.clip.upright_turn_deg) % 360));
  for (std::size_t part = 0; part < work.part_turns_deg.size(); ++part) {
    if (const int turn_deg = work.part_turns_deg[part]; turn_deg != 0)
      work.warn(fmt::format(
          "Part {} of the recording lies another way than the longest one. It was turned clockwise "
          "by {} degrees, in the covered video too.",
          part + 1, turn_deg));
  }
  warn_of_idle_boxes(work);
  const auto unreadable = std::count_if(work.clip.frames.begin(), work.clip.frames.end(),
                                        [](const auto& frame) { return !frame.readable; });
  if (unreadable > 0)
    work.warn(fmt::format("{} of {} could not be decoded and {} covered as a whole.", unreadable,
                          base::counted(record.frames, "frame", "frames"),
                          base::word_for(unreadable, "is", "are")));
}

void find_people(ClipWork& work) {
  work.automatic = tracking::associate(work.clip, work.options.tracking);
  tracking::EditedPeople edited = tracking::apply_edits(work.clip, work.automatic, work.edits);
  work.record.edits = std::move(edited.applied);
  work.record.people = std::move(edited.people);
  work.record.patient = patient_after_edits(work);
  const auto& patient = work.record.patient;
  const auto bodies =
      std::count_if(work.record.people.people.begin(), work.record.people.people.end(),
                    [](const tracking::Person& person) { return person.has_body; });
  if (!patient && bodies == 0)
    work.warn("No patient was found: nobody in this video shows a body, so nothing is measured.");
  else if (!patient)
    work.warn("The patient was deleted, so nothing is measured. Use --patient to say who it is.");
  else if (patient->suggestion.certainty < kClearPatient)
    work.warn(fmt::format(
        fmt::runtime(bodies > 1
                         ? "It is not clear who the patient is; person {} was measured. Use "
                           "--patient to say who it is."
                         : "Person {} was measured: nobody else shows a body, but it is not sure "
                           "that this is the patient. Use --patient to say so."),
        patient->suggestion.person.value));
}

void plan_regions(ClipWork& work) {
  decide_who_is_open(work);
  const std::optional<base::PersonId> spared = work.record.cover.left_open;
  covering::CoverOptions cover = work.options.cover;
  cover.who = spared ? CoverWho::kBystanders : CoverWho::kEveryone;
  cover.patient = spared;
  work.plan = covering::plan_cover(work.clip, work.record.people, cover);
  for (std::size_t i = 0; i < work.clip.frames.size(); ++i) {
    if (!work.clip.frames[i].readable) work.plan.frames.at(i).cover_everything = true;
  }
  if (!work.record.edits.empty()) {
    covering::CoverOptions everyone = work.options.cover;
    everyone.who = CoverWho::kEveryone;
    covering::keep_covers(covering::plan_cover(work.clip, work.automatic, everyone),
                          work.record.edits, spared, work.plan);
  }
  covering::add_covers(work.check_covers, work.plan);
  work.record.doubtful = work.plan.doubtful;
  const base::Timestamp start =
      work.plan.frames.empty() ? base::Timestamp{} : work.plan.frames[0].time;
  work.record.duration_s = (end_of(work.plan) - start).seconds();
}

void measure_movement(ClipWork& work) {
  const result::RunRecord& record = work.record;
  const kinematics::MovementClock clock{record.slow_motion.factor};
  std::vector<formats::PersonPoses> poses;
  for (const tracking::Person& person : record.people.people) {
    if (!person.has_body) continue;
    const bool patient = record.patient && record.patient->suggestion.person == person.id;
    auto series = person_series(work.clip, record.people, person);
    series.clock = clock;
    if (!patient) series = while_present(std::move(series), person);
    auto result =
        kinematics::measure(series, patient ? work.options.movement : options_of_others(work));
    poses.push_back(formats::poses_of(person.id, result.clean));
    if (patient) work.movement = std::move(result);
    work.cancellation.throw_if_requested();
  }
  if (work.movement.clean.samples.empty()) {
    kinematics::LandmarkSeries nobody = series_of_nobody(work.clip);
    nobody.clock = clock;
    work.movement = kinematics::measure(nobody, work.options.movement);
  }
  formats::write_poses_csv(poses, work.staged("poses.csv"), clock);
  formats::write_movement_files(work.movement, work.folder.staged_folder());
}

}  // namespace securepose::pipeline
