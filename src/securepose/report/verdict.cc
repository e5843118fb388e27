#include "securepose/report/verdict.h"

#include <fmt/format.h>

#include "securepose/report/html.h"

namespace securepose::report {
namespace {

std::vector<std::string> reasons_against(const ReportData& data) {
  const Deidentification& cover = data.deidentification;
  if (!cover.review_reasons.empty()) return cover.review_reasons;
  std::vector<std::string> reasons;
  if (!cover.doubtful.empty()) {
    const auto doubtful = static_cast<std::int64_t>(cover.doubtful.size());
    reasons.push_back(fmt::format(
        "{} to be looked at by a person.",
        counted(doubtful, "moment is doubtful and has", "moments are doubtful and have")));
  }
  if (!cover.check) {
    reasons.emplace_back("The finished video was not searched for faces by an independent check.");
  } else {
    if (cover.check->faces_left > 0) {
      reasons.push_back(fmt::format(
          "The check of the finished video still found {}.",
          counted(cover.check->faces_left, "possible face uncovered", "possible faces uncovered")));
    }
    if (cover.check->frames_checked < data.run.frames) {
      reasons.push_back(fmt::format("The check looked at {} of {} frames only.",
                                    count(cover.check->frames_checked), count(data.run.frames)));
    }
  }
  for (const FileCheck& check : cover.file_checks)
    if (!check.passed) reasons.push_back(fmt::format("The check \"{}\" failed.", check.name));
  return reasons;
}

}  // namespace

Verdict judge(const ReportData& data) {
  const Deidentification& cover = data.deidentification;
  if (!cover.done) {
    return {VerdictKind::kNothingCovered,
            {"Movement was measured only. No de-identified video was made in this run."}};
  }
  Verdict verdict{VerdictKind::kNeedsReview, reasons_against(data)};
  if (!verdict.reasons.empty()) return verdict;
  verdict.kind = VerdictKind::kVerified;
  verdict.reasons.push_back(fmt::format(
      "Networks that placed no cover searched all {} of the finished video and found no uncovered "
      "face. No moment is doubtful.",
      counted(cover.check->frames_checked, "frame", "frames")));
  if (cover.check->faces_mended > 0) {
    verdict.reasons.push_back(fmt::format(
        "{} found by a first check, covered, and checked again.",
        counted(cover.check->faces_mended, "uncovered face was", "uncovered faces were")));
  }
  return verdict;
}

}  // namespace securepose::report
