#include "securepose/pipeline/clip_report.h"

#include <cstdint>
#include <utility>

#include "securepose/base/median.h"
#include "securepose/base/program_identity.h"
#include "securepose/report/cover_facts.h"
#include "securepose/report/movement_facts.h"
#include "securepose/result/edit_list.h"

namespace securepose::pipeline {
namespace {

std::string text_of(const nlohmann::ordered_json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

report::RunFacts run_facts(const result::RunRecord& record, base::Timestamp duration) {
  report::RunFacts facts;
  facts.program_version = base::program_identity().version;
  facts.input_id = record.source.id();
  facts.width_px = record.source.info.width_px;
  facts.height_px = record.source.info.height_px;
  facts.frames = record.frames;
  facts.duration = duration;
  facts.codec = record.source.info.codec;
  facts.codec_written = "h264";
  for (const auto& [name, value] : record.parameters.items()) {
    if (!value.is_null()) facts.options.push_back({name, text_of(value)});
  }
  for (const inference::ModelEntry& entry : record.networks)
    facts.networks.push_back({entry.id, entry.purpose, entry.version, entry.sha256, entry.licence});
  return facts;
}

// The plan's own and those that the look for open faces left.
std::vector<report::DoubtfulMoment> doubtful_moments(const ReportSources& sources) {
  std::vector<report::DoubtfulMoment> moments;
  for (const covering::DoubtfulMoment& moment : sources.record.doubtful) {
    moments.push_back({moment.start, moment.end, moment.first_frame, moment.last_frame,
                       moment.person, moment.reason, std::nullopt});
    const std::size_t position = moments.size() - 1;
    if (position >= sources.wanted.doubtful.size()) continue;
    const auto picture = sources.pictures.find(sources.wanted.doubtful[position]);
    if (picture != sources.pictures.end()) moments.back().picture = picture->second;
  }
  return moments;
}

std::vector<report::CoveredPicture> contact_sheet(const ReportSources& sources) {
  std::vector<report::CoveredPicture> sheet;
  for (const base::FrameIndex frame : sources.wanted.contact_sheet) {
    const auto picture = sources.pictures.find(frame);
    if (picture != sources.pictures.end()) sheet.push_back(picture->second);
  }
  return sheet;
}

report::Patient patient_facts(const result::ChosenPatient& chosen) {
  report::Patient patient;
  patient.person = chosen.suggestion.person;
  patient.chosen_by_user = chosen.chosen_by_user;
  patient.certainty = chosen.suggestion.certainty;
  patient.reasons = chosen.suggestion.reasons;
  patient.runner_up = chosen.suggestion.runner_up;
  return patient;
}

}  // namespace

std::string name_of(covering::FillKind kind) {
  switch (kind) {
    case covering::FillKind::kSoft:
      return "soft";
    case covering::FillKind::kSolid:
      return "solid";
    case covering::FillKind::kPixelate:
      return "pixelate";
    case covering::FillKind::kBlur:
      return "blur";
  }
  return {};
}

bool is_reversible(covering::FillKind kind) {
  return kind == covering::FillKind::kPixelate || kind == covering::FillKind::kBlur;
}

base::Timestamp end_of(const covering::CoverPlan& plan) {
  if (plan.frames.empty()) return {};
  std::vector<std::int64_t> intervals_ns;
  for (std::size_t i = 1; i < plan.frames.size(); ++i)
    intervals_ns.push_back((plan.frames[i].time - plan.frames[i - 1].time).ns);
  const base::Timestamp last = plan.frames.back().time;
  if (intervals_ns.empty()) return last;
  return last + base::Timestamp{base::upper_median(std::move(intervals_ns))};
}

report::ReportData report_data(const ReportSources& sources) {
  const result::RunRecord& record = sources.record;
  const base::Timestamp end = end_of(sources.plan);
  report::ReportData data;
  data.deidentification = report::describe_cover(sources.plan, record.source.info.width_px,
                                                 record.source.info.height_px, end);
  data.deidentification.fill = name_of(sources.options.fill.kind);
  data.deidentification.fill_is_reversible = is_reversible(sources.options.fill.kind);
  data.deidentification.who = record.cover.left_open ? "bystanders" : "everyone";
  if (record.cover.shares) {
    data.deidentification.patient_open_share = record.cover.shares->patient_open_share();
    data.deidentification.others_covered_share = record.cover.shares->others_covered_share();
  }
  data.deidentification.contact_sheet = contact_sheet(sources);
  data.deidentification.check = sources.face_check;
  data.deidentification.doubtful = doubtful_moments(sources);
  data.deidentification.review_reasons = record.review_reasons();
  for (const result::Check& check : record.checks)
    data.deidentification.file_checks.push_back({check.name, check.passed, check.findings});
  const base::Timestamp start =
      sources.plan.frames.empty() ? base::Timestamp{} : sources.plan.frames.front().time;
  data.run = run_facts(record, end - start);
  if (record.patient) data.patient = patient_facts(*record.patient);
  data.movement = report::describe_movement(sources.movement);
  data.warnings = record.warnings;
  for (const tracking::AppliedEdit& edit : record.edits)
    data.notes.push_back("Corrected by hand: " + result::sentence_for(edit));
  data.notes.insert(data.notes.end(), record.notes.begin(), record.notes.end());
  return data;
}

}  // namespace securepose::pipeline
