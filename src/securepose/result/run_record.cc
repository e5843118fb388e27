#include "securepose/result/run_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "securepose/base/counted.h"
#include "securepose/base/program_identity.h"
#include "securepose/result/edit_list.h"

namespace securepose::result {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) { return std::round(value * 1e6) / 1e6; }

double to_milliseconds(double seconds) { return std::round(seconds * 1e3) / 1e3; }

Json person_or_null(const std::optional<base::PersonId>& person) {
  return person ? Json(person->value) : Json(nullptr);
}

Json input_json(const RunRecord& record) {
  const media::VideoInfo& info = record.source.info;
  return {{"id", record.source.id()},
          {"sha256", record.source.sha256},
          {"bytes", record.source.bytes},
          {"container", info.container},
          {"codec", info.codec},
          {"width_px", info.width_px},
          {"height_px", info.height_px},
          {"frames", record.frames},
          {"duration_s", rounded(record.duration_s)},
          {"rotation_deg", info.rotation_deg},
          {"mirrored", info.mirrored},
          {"interlaced", info.interlaced},
          {"high_dynamic_range", info.high_dynamic_range},
          {"upright_turn_deg", record.upright_turn_deg}};
}

Json slow_motion_json(const kinematics::SlowMotion& slow) {
  return {{"factor", rounded(slow.factor)},
          {"told_by", slow.source == kinematics::SlowMotion::Source::kNothing
                          ? Json(nullptr)
                          : Json(name_of(slow.source))},
          {"capture_fps", slow.capture_fps ? Json(rounded(*slow.capture_fps)) : Json(nullptr)}};
}

Json networks_json(const std::vector<inference::ModelEntry>& networks) {
  Json list = Json::array();
  for (const auto& entry : networks) {
    list.push_back({{"id", entry.id},
                    {"version", entry.version},
                    {"sha256", entry.sha256},
                    {"licence", entry.licence}});
  }
  return list;
}

Json people_json(const tracking::People& people) {
  Json list = Json::array();
  for (const tracking::Person& person : people.people) {
    Json entry = {{"person", person.id.value},
                  {"certainty", rounded(person.certainty)},
                  {"has_body", person.has_body},
                  {"frames_seen", person.samples.size()}};
    if (!person.samples.empty()) {
      entry["first_frame"] = person.samples.front().frame;
      entry["last_frame"] = person.samples.back().frame;
    }
    list.push_back(std::move(entry));
  }
  return list;
}

Json patient_json(const std::optional<ChosenPatient>& patient) {
  if (!patient) return nullptr;
  const identity::PatientSuggestion& suggestion = patient->suggestion;
  return {{"person", suggestion.person.value},
          {"chosen_by", patient->chosen_by_user ? "user" : "program"},
          {"certainty", rounded(suggestion.certainty)},
          {"reasons", suggestion.reasons},
          {"runner_up", person_or_null(suggestion.runner_up)}};
}

Json share_or_null(std::optional<double> share) {
  return share ? Json(rounded(*share)) : Json(nullptr);
}

Json cover_json(const CoverRecord& cover) {
  Json json = {
      {"asked", cover.asked == covering::CoverWho::kBystanders ? "bystanders" : "everyone"},
      {"left_open", person_or_null(cover.left_open)}};
  if (cover.shares) {
    json["patient_open_share"] = share_or_null(cover.shares->patient_open_share());
    json["others_covered_share"] = share_or_null(cover.shares->others_covered_share());
  }
  return json;
}

Json box_or_null(const std::optional<geometry::Box>& box) {
  if (!box) return nullptr;
  const auto px = [](double value) { return std::round(value * 10) / 10; };
  return {px(box->x1_px), px(box->y1_px), px(box->x2_px), px(box->y2_px)};
}

Json face_check_json(const RunRecord& record) {
  if (!record.face_check) return nullptr;
  Json remaining = Json::array();
  for (const check::Leak& leak : record.remaining_leaks) {
    Json places = Json::array();
    for (const auto& place : leak.places)
      places.push_back({{"frame", place.frame}, {"box_px", box_or_null(place.box_px)}});
    remaining.push_back({{"kind", check::name_of(leak.kind)},
                         {"first_frame", leak.first_frame},
                         {"last_frame", leak.last_frame},
                         {"places", std::move(places)}});
  }
  return {{"networks", record.face_check->detectors},
          {"frames_compared", record.face_check->frames_checked},
          {"places_covered", record.face_check->faces_mended},
          {"remaining", std::move(remaining)}};
}

Json doubtful_json(const std::vector<covering::DoubtfulMoment>& doubtful) {
  Json list = Json::array();
  for (const auto& moment : doubtful) {
    list.push_back({{"start_s", moment.start.seconds()},
                    {"end_s", moment.end.seconds()},
                    {"first_frame", moment.first_frame},
                    {"last_frame", moment.last_frame},
                    {"person", person_or_null(moment.person)},
                    {"reason", moment.reason},
                    {"picture_frame", moment.middle_frame()},
                    {"place_px", box_or_null(moment.place_px)}});
  }
  return list;
}

Json checks_json(const std::vector<Check>& checks) {
  Json list = Json::array();
  for (const Check& check : checks) {
    list.push_back({{"check", check.name}, {"passed", check.passed}, {"findings", check.findings}});
  }
  return list;
}

Json stages_json(const RunRecord& record) {
  Json list = Json::array();
  for (const StageFigures& figures : record.stages) {
    Json networks = Json::array();
    for (const inference::NetworkWork& work : figures.networks) {
      networks.push_back({{"id", work.id},
                          {"input_shape", work.input_shape},
                          {"precision", inference::name_of(work.precision)},
                          {"runs", work.runs},
                          {"core_s", to_milliseconds(work.core_s)}});
    }
    list.push_back({{"stage", figures.stage},
                    {"time_s", to_milliseconds(figures.time_s)},
                    {"core_s", to_milliseconds(figures.core_s)},
                    {"networks", std::move(networks)}});
  }
  return list;
}

}  // namespace

std::vector<std::string> RunRecord::review_reasons() const {
  std::vector<std::string> reasons = questions;
  for (const Check& check : checks) {
    if (!check.passed) reasons.push_back(fmt::format("The check \"{}\" failed.", check.name));
  }
  const bool faces_checked = std::any_of(
      checks.begin(), checks.end(), [](const Check& check) { return check.name == kFaceCheck; });
  if (!faces_checked)
    reasons.emplace_back(
        "The finished video was not looked at for faces again, so a person has to look.");
  if (!doubtful.empty())
    reasons.push_back(base::counted(static_cast<std::int64_t>(doubtful.size()),
                                    "moment is doubtful.", "moments are doubtful."));
  return reasons;
}

std::string run_json(const RunRecord& record) {
  const std::vector<std::string> reasons = record.review_reasons();
  const Json json = {{"format", 1},
                     {"program",
                      {{"name", "securepose"},
                       {"version", base::program_identity().version},
                       {"build_sha256", base::program_identity().build_sha256}}},
                     {"state", reasons.empty() ? "verified" : "needs_review"},
                     {"review_reasons", reasons},
                     {"doubtful", doubtful_json(record.doubtful)},
                     {"checks", checks_json(record.checks)},
                     {"face_check", face_check_json(record)},
                     {"patient", patient_json(record.patient)},
                     {"cover", cover_json(record.cover)},
                     {"people", people_json(record.people)},
                     {"edits", edits_json(record.edits)},
                     {"cuts", record.people.cuts},
                     {"warnings", record.warnings},
                     {"notes", record.notes},
                     {"input", input_json(record)},
                     {"slow_motion", slow_motion_json(record.slow_motion)},
                     {"networks", networks_json(record.networks)},
                     {"parameters", record.parameters},
                     {"stages", stages_json(record)}};
  return json.dump(2) + "\n";
}

}  // namespace securepose::result
