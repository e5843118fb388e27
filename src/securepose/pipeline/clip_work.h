#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/check/check.h"
#include "securepose/covering/kept_covers.h"
#include "securepose/covering/regions.h"
#include "securepose/kinematics/measure.h"
#include "securepose/pipeline/covered_pictures.h"
#include "securepose/pipeline/progress.h"
#include "securepose/pipeline/run_options.h"
#include "securepose/report/report_data.h"
#include "securepose/result/run_record.h"
#include "securepose/result/work_folder.h"
#include "securepose/tracking/identity_edit.h"

namespace securepose::pipeline {

/// What one clip's stages hand on to each other, in a run as in a correction of a result.
struct ClipWork {
  ClipWork(const RunOptions& run_options, const base::Cancellation& run_cancellation,
           const Listener& run_listener, const result::WorkFolder& work_folder)
      : options(run_options),
        cancellation(run_cancellation),
        listener(run_listener),
        folder(work_folder) {}

  const RunOptions& options;
  const base::Cancellation& cancellation;
  const Listener& listener;
  const result::WorkFolder& folder;

  observation::ClipObservations clip;
  std::vector<int> part_turns_deg;  ///< by which parts of the source are turned, see media::Turns
  std::vector<tracking::IdentityEdit> edits;  ///< that are to be applied
  /// Of earlier checks; they stay whatever is corrected.
  covering::FrameCovers check_covers;

  tracking::People automatic;  ///< before the edits
  covering::CoverPlan plan;
  kinematics::MovementResult movement;
  PicturesWanted wanted;
  CoveredPictures pictures;
  std::vector<check::Leak> remaining_leaks;
  std::optional<report::FaceCheckFigures> face_check;
  std::vector<std::string> face_check_findings;  ///< sentences
  result::RunRecord record;

  void warn(const std::string& sentence) {
    record.warnings.push_back(sentence);
    listener.warn(sentence);
  }

  std::filesystem::path staged(const char* name) const { return folder.staged_folder() / name; }

  /// Does a stage's work, tells of it and takes its time.
  template <class Work>
  void stage(const char* name, Stage which, Work work) {
    cancellation.throw_if_requested();
    Progress started;
    started.stage = which;
    listener.progress(started);
    const result::StageMeter meter;
    work();
    record.stages.push_back(meter.figures(name));
    listener.note(fmt::format("{}: {:.2f} s", name, record.stages.back().time_s));
  }
};

}  // namespace securepose::pipeline
