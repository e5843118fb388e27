#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/identity/patient_choice.h"
#include "securepose/pipeline/clip_result.h"
#include "securepose/pipeline/progress.h"
#include "securepose/pipeline/run_options.h"

namespace securepose::pipeline {

/// One correction as the user asks for it: an edit, or a word on who the patient is.
using RequestedEdit = std::variant<tracking::IdentityEdit, identity::PatientChoice>;

struct EditRequest {
  std::filesystem::path folder;
  /// Of the run that left the result; see RenderingRecord::parameters.
  RunOptions options;
  bool undo = false;                 ///< takes the last correction away, before `edits`
  std::vector<RequestedEdit> edits;  ///< applied after those that are there, in order
  /// The source video: covers and checks it again. Without it the covered video stays as it is.
  std::optional<std::filesystem::path> original;
};

struct EditOutcome {
  ClipOutcome clip;
  std::vector<tracking::AppliedEdit> edits;  ///< all that hold now
  std::optional<base::PersonId> patient;
  bool rendered = false;        ///< the covered video was made again
  bool video_is_stale = false;  ///< the covered video shows the identities before the corrections
};

/// Corrects who is who in a result, without running a network on the source again: everything that
/// was made of identities is made anew from the kept observations and put in place together. The
/// covered video is left alone unless `original` is given; regions.json always tells what the video
/// covers, with the numbers of the corrected people.
/// @throws base::Error: kUsage if an edit can't be applied, or there is nothing to undo; kInput if
/// the folder holds no result with observations, a run was stopped in it, or `original` is another
/// video; otherwise as run_clip(). Nothing has changed then.
EditOutcome edit_result(const EditRequest& request, const RunEnvironment& environment,
                        const base::Cancellation& cancellation, const Listener& listener);

/// The corrections that hold, in order, with the numbers that splits gave.
/// @throws base::Error as edit_result() does.
std::vector<tracking::AppliedEdit> applied_edits(const std::filesystem::path& folder,
                                                 const tracking::TrackingOptions& options);

}  // namespace securepose::pipeline
