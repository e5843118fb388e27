#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "securepose/check/check.h"
#include "securepose/check/cover_bites.h"
#include "securepose/check/cover_gaps.h"
#include "securepose/check/face_watch.h"
#include "securepose/check/legible_faces.h"
#include "securepose/check/open_heads.h"
#include "securepose/check/original_facts.h"
#include "securepose/pairing/paired_frames.h"

namespace securepose::check {

/// Compares the frames of a finished video with those of its original one after the other, and
/// tells after the last one what lies open.
class Comparison {
 public:
  /// @param facts  of the original, complete
  /// @param upright_turn_deg  clockwise turn of the finished video after which people stand upright
  Comparison(OriginalFacts& facts, CheckDetectors& detectors, int upright_turn_deg)
      : facts_(facts),
        detectors_(detectors),
        upright_turn_deg_(upright_turn_deg),
        faces_(facts),
        legible_(detectors),
        heads_(detectors) {}

  /// Takes the next frame; frames may be left out, and nothing is told across them.
  void add(const pairing::PairedFrame& frame);

  CheckResult finish(OriginalPictures& pictures);

 private:
  void add_gaps(const std::vector<CoverGap>& gaps, std::vector<Leak>& leaks,
                double told_larger) const;
  void add_passages(std::vector<Leak>& leaks);
  void add_stretches(LeakKind kind, const std::vector<OpenFace>& open,
                     std::vector<Leak>& leaks) const;
  std::vector<OpenFace> as_shown(const std::vector<OpenFace>& in_original) const;
  base::Timestamp time_of(base::FrameIndex frame) const;
  Leak leak_of(LeakKind kind, base::FrameIndex first, base::FrameIndex last) const;

  OriginalFacts& facts_;
  CheckDetectors& detectors_;
  int upright_turn_deg_;
  cv::Size recorded_px_;
  FaceWatch faces_;
  LegibleFaces legible_;
  CoverGapFinder gaps_;
  CoverBites bites_;
  OpenHeads heads_;
  std::vector<std::pair<base::FrameIndex, base::Timestamp>> times_;
  /// Which of its frames show a frame of the original; most often one.
  std::multimap<base::FrameIndex, base::FrameIndex> shown_by_original_;
  std::optional<base::FrameIndex> last_original_;
  std::int64_t unchanged_ = 0;
  std::int64_t changed_all_over_ = 0;
};

}  // namespace securepose::check
