#include "securepose/validation/figures.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace securepose::validation {
namespace {

void add_to_classes(const FaceScore& face, Validation& validation) {
  for (std::size_t i = 0; i < std::size(kMustBeCovered); ++i) {
    if (face.face.kind == kMustBeCovered[i]) validation.by_kind[i].add(face);
  }
  const double height_px = face.face.box_px.height_px();
  for (std::size_t i = 0; i < kHeightClasses.size(); ++i) {
    if (height_px >= kHeightClasses[i].from_px && height_px < kHeightClasses[i].below_px)
      validation.by_height[i].add(face);
  }
}

}  // namespace

std::optional<Share> share_of(int count, int all) {
  if (all == 0) return std::nullopt;
  constexpr double kZ = 1.959964;  // two-sided 95 % of the normal distribution
  const double n = all;
  const double p = count / n;
  const double centre = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ / (1 + kZ * kZ / n) * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return Share{100 * p, 100 * std::max(0.0, centre - half), 100 * std::min(1.0, centre + half)};
}

void FaceFigures::add(const FaceScore& face) {
  ++faces;
  covered += face.covered();
  missed += face.missed();
  share_sum += face.covered_share;
}

std::optional<double> FaceFigures::mean_share() const {
  if (faces == 0) return std::nullopt;
  return share_sum / faces;
}

void Mean::add(double value) {
  sum += value;
  ++count;
}

std::optional<double> Mean::value() const {
  if (count == 0) return std::nullopt;
  return sum / count;
}

void Figures::add(const ClipScore& score) {
  doubtful_moments += score.doubtful_moments;
  doubtful_moments_with_leak += score.doubtful_moments_with_leak;
  for (const FrameScore& frame : score.frames) {
    ++frames;
    outside_share.add(frame.outside_share);
    if (!frame.doubtful) outside_share_sure.add(frame.outside_share);
    if (frame.iou) iou.add(*frame.iou);
    for (const FaceScore& face : frame.faces) {
      faces.add(face);
      if (face.doubtful) doubtful_faces.add(face);
    }
  }
}

Validation validate(const std::vector<ClipPair>& pairs) {
  Validation validation;
  for (const ClipPair& pair : pairs) {
    ClipResult result;
    result.clip = pair.drawn.name;
    result.id = pair.covered.id.empty() ? fmt::format("video-{:02}", validation.clips.size() + 1)
                                        : pair.covered.id;
    result.score = score_clip(pair);
    result.figures.add(result.score);
    validation.total.add(result.score);
    for (const FrameScore& frame : result.score.frames) {
      for (const FaceScore& face : frame.faces) add_to_classes(face, validation);
    }
    if (result.figures.faces.faces > 0) {
      ++validation.clips_with_faces;
      validation.clips_without_leak += result.figures.faces.leaks() == 0;
    }
    validation.clips.push_back(std::move(result));
  }
  return validation;
}

}  // namespace securepose::validation
