#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "securepose/validation/coverage.h"

namespace securepose::validation {

/// A share in percent with the bounds of its 95 % interval (Wilson 1927, JASA 22:209-212).
struct Share {
  double percent = 0;
  double low_percent = 0;
  double high_percent = 0;
};

/// `count` of `all`; nothing if `all` is 0.
std::optional<Share> share_of(int count, int all);

/// How well faces are covered; each face in each frame counts once.
struct FaceFigures {
  int faces = 0;
  int covered = 0;  ///< 90 % or more of the ellipse
  int missed = 0;   ///< less than half of it
  double share_sum = 0;

  void add(const FaceScore& face);
  int leaks() const { return faces - covered; }
  std::optional<double> mean_share() const;
};

/// Mean of numbers that come one by one; nothing before the first.
struct Mean {
  double sum = 0;
  int count = 0;

  void add(double value);
  std::optional<double> value() const;
};

/// The figures of one clip or of all together.
struct Figures {
  FaceFigures faces;
  FaceFigures doubtful_faces;  ///< those of them in frames of doubtful moments
  int frames = 0;              ///< looked at by a person
  Mean outside_share;          ///< of the frame, outside heads, over all these frames
  Mean outside_share_sure;     ///< over frames outside doubtful moments
  Mean iou;
  int doubtful_moments = 0;  ///< with a frame that was looked at
  int doubtful_moments_with_leak = 0;

  void add(const ClipScore& score);
};

/// Faces by the height of their box in pixels, `from` inclusive.
struct HeightClass {
  std::string_view name;
  double from_px = 0;
  double below_px = 0;
};
inline constexpr std::array<HeightClass, 4> kHeightClasses = {
    {{"<24", 0, 24}, {"24-48", 24, 48}, {"48-96", 48, 96}, {">96", 96, 1e9}}};

/// One clip with its names.
struct ClipResult {
  std::string id;    ///< pseudonymous, for what is passed on
  std::string clip;  ///< as the file with the faces calls it
  Figures figures;
  ClipScore score;
};

/// Everything that a validation finds.
struct Validation {
  std::vector<ClipResult> clips;
  Figures total;
  int clips_with_faces = 0;
  int clips_without_leak = 0;  ///< of those with faces
  std::array<FaceFigures, std::size(kMustBeCovered)> by_kind;
  std::array<FaceFigures, kHeightClasses.size()> by_height;

  bool clean() const { return total.faces.leaks() == 0; }
};

/// Scores every pair. A result without a pseudonymous id is called by its place in the list.
Validation validate(const std::vector<ClipPair>& pairs);

}  // namespace securepose::validation
