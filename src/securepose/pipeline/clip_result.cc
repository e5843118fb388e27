#include "securepose/pipeline/clip_result.h"

#include "securepose/base/atomic_file.h"
#include "securepose/pipeline/clip_report.h"
#include "securepose/pipeline/clip_video.h"
#include "securepose/report/report.h"
#include "securepose/result/edit_list.h"

namespace securepose::pipeline {

using result::RenderingRecord;

ClipOutcome outcome_of(const result::RunRecord& record) {
  ClipOutcome result;
  result.frames = record.frames;
  result.people = static_cast<std::int64_t>(record.people.people.size());
  result.doubtful_moments = static_cast<std::int64_t>(record.doubtful.size());
  result.review_reasons = record.review_reasons();
  result.warnings = record.warnings;
  result.stages = record.stages;
  return result;
}

RenderingRecord rendering_of(const ClipWork& work) {
  RenderingRecord rendering;
  rendering.source = work.record.source;
  rendering.networks = work.record.networks;
  rendering.parameters = work.record.parameters;
  rendering.notes = work.record.notes;
  rendering.normal_bands = work.options.movement.normal_bands;
  rendering.look_sha256 = look_sha256(work);
  rendering.check_covers = work.check_covers;
  rendering.face_check = work.face_check;
  rendering.face_check_findings = work.face_check_findings;
  rendering.remaining_leaks = work.remaining_leaks;
  return rendering;
}

void write_result(ClipWork& work, const covering::CoverPlan& shown,
                  const RenderingRecord& rendering) {
  if (work.record.cover.asked == covering::CoverWho::kBystanders)
    work.record.cover.shares =
        covering::cover_shares(work.clip, work.record.people, work.record.cover.left_open, shown);
  const report::ReportData data = report_data({work.record, work.options, shown, work.movement,
                                               work.wanted, work.pictures, work.face_check});
  base::write_file_atomically(work.staged("report.html"), report::render_report(data));
  base::write_file_atomically(work.folder.staged_folder() / result::kRenderingFile,
                              result::rendering_json(rendering));
  if (!work.record.edits.empty())
    base::write_file_atomically(work.folder.staged_folder() / result::kEditsFile,
                                result::edits_file_text(work.record.edits));
}

}  // namespace securepose::pipeline
