#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "securepose/check/check.h"
#include "securepose/covering/cover_plan.h"
#include "securepose/covering/cover_shares.h"
#include "securepose/covering/regions.h"
#include "securepose/identity/patient.h"
#include "securepose/inference/model_manifest.h"
#include "securepose/kinematics/slow_motion.h"
#include "securepose/report/report_data.h"
#include "securepose/result/source_video.h"
#include "securepose/result/stage_figures.h"
#include "securepose/tracking/identity_edit.h"

namespace securepose::result {

/// The patient of a clip, and who said so.
struct ChosenPatient {
  identity::PatientSuggestion suggestion;
  bool chosen_by_user = false;
};

/// Who is covered, and how far that is so.
struct CoverRecord {
  covering::CoverWho asked = covering::CoverWho::kEveryone;
  /// The patient, if only bystanders are covered and it is clear who the patient is.
  std::optional<base::PersonId> left_open;
  /// If only bystanders were to be covered.
  std::optional<covering::CoverShares> shares;
};

/// One check of the finished result.
struct Check {
  std::string name;
  bool passed = false;
  std::vector<std::string> findings;  ///< sentences
};

/// Name of the check by networks that placed no region; nothing counts as verified without it.
inline constexpr std::string_view kFaceCheck = "faces";

/// All that run.json tells. Neither it nor anything in it names a file, a folder or a person.
struct RunRecord {
  SourceVideo source;
  std::int64_t frames = 0;
  double duration_s = 0;
  int upright_turn_deg = 0;
  kinematics::SlowMotion slow_motion;
  std::vector<inference::ModelEntry> networks;
  nlohmann::ordered_json parameters;
  std::vector<StageFigures> stages;
  tracking::People people;
  std::vector<tracking::AppliedEdit> edits;  ///< corrections by the user
  std::optional<ChosenPatient> patient;
  CoverRecord cover;
  /// What a person has to say before the result is as it was asked for; sentences.
  std::vector<std::string> questions;
  std::vector<Check> checks;
  std::optional<report::FaceCheckFigures> face_check;  ///< the look for faces by itself
  std::vector<check::Leak> remaining_leaks;            ///< what it still saw in the end
  std::vector<covering::DoubtfulMoment> doubtful;
  std::vector<std::string> warnings;  ///< what the user has to know
  std::vector<std::string> notes;     ///< what else was noticed

  /// Why a person has to look at the result; empty if it is verified: every check passed, the one
  /// for faces among them, no moment is doubtful and nothing is asked.
  std::vector<std::string> review_reasons() const;
};

/// The text of run.json.
std::string run_json(const RunRecord& record);

}  // namespace securepose::result
