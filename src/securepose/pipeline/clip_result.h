#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "securepose/pipeline/clip_work.h"
#include "securepose/result/rendering_record.h"

namespace securepose::pipeline {

/// How one video's run, or the correction of its result, ended well.
struct ClipOutcome {
  std::int64_t frames = 0;
  std::int64_t people = 0;
  std::int64_t doubtful_moments = 0;
  std::vector<std::string> review_reasons;  ///< empty: verified
  std::vector<std::string> warnings;
  std::vector<result::StageFigures> stages;  ///< of this call; empty if it was done already
};

ClipOutcome outcome_of(const result::RunRecord& record);

/// What the video that was made from `work` shows, for rendering.json.
result::RenderingRecord rendering_of(const ClipWork& work);

/// Takes the shares of what is covered, where only bystanders were to be, and writes report.html,
/// rendering.json, and edits.json if there are any. run.json comes last, once the times of all
/// stages are known.
/// @param shown  the plan that the covered video shows
void write_result(ClipWork& work, const covering::CoverPlan& shown,
                  const result::RenderingRecord& rendering);

}  // namespace securepose::pipeline
