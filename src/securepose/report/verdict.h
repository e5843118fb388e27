#pragma once

#include <string>
#include <vector>

#include "securepose/report/report_data.h"

namespace securepose::report {

enum class VerdictKind { kVerified, kNeedsReview, kNothingCovered };

/// What the page says first, and why.
struct Verdict {
  VerdictKind kind = VerdictKind::kNeedsReview;
  std::vector<std::string> reasons;  ///< sentences; for kVerified what was checked
};

/// Verified only if the run has no reason against it, every check passed, the one for faces looked
/// at every frame and found nothing left, and no moment is doubtful. Anything unknown needs review.
Verdict judge(const ReportData& data);

}  // namespace securepose::report
