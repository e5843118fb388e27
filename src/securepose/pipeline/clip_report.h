#pragma once

#include <optional>
#include <string>
#include <vector>

#include "securepose/covering/regions.h"
#include "securepose/kinematics/measure.h"
#include "securepose/pipeline/covered_pictures.h"
#include "securepose/pipeline/run_options.h"
#include "securepose/report/report_data.h"
#include "securepose/result/run_record.h"

namespace securepose::pipeline {

/// What the page is made of.
struct ReportSources {
  const result::RunRecord& record;
  const RunOptions& options;
  const covering::CoverPlan& plan;
  const kinematics::MovementResult& movement;
  const PicturesWanted& wanted;
  const CoveredPictures& pictures;
  std::optional<report::FaceCheckFigures> face_check;
};

/// Gathers the page's data. Times of stages are left out, so that two runs give the same page.
report::ReportData report_data(const ReportSources& sources);

/// "soft", "solid", "pixelate", "blur".
std::string name_of(covering::FillKind kind);
/// Whether faces under this fill can be made out again.
bool is_reversible(covering::FillKind kind);

/// The end of the last frame: its time and the median time between frames.
base::Timestamp end_of(const covering::CoverPlan& plan);

}  // namespace securepose::pipeline
