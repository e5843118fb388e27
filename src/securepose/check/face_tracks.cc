#include "securepose/check/face_tracks.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <tuple>

namespace securepose::check {
namespace {

using base::FrameIndex;
using geometry::Box;

/// Boxes of one face by two looks overlap by at least this.
constexpr double kSameFaceIou = 0.25;
/// A track goes on if the next face comes within so many frames, so near (in heights, more with
/// each frame in between), and of about the same height.
constexpr FrameIndex kLongestGap = 15;
constexpr double kReach = 0.6;
constexpr double kReachPerFrame = 0.1;
constexpr double kSizeRatio = 1.7;
/// BlazeFace gives higher scores than CenterFace to the same face.
constexpr double kBlazeFaceWorth = 0.6;

double worth(const RawFaceDetection& detection) {
  return detection.score * (detection.centerface ? 1 : kBlazeFaceWorth);
}

/// Distance in heights by what is allowed; nothing if it can't be the same.
std::optional<double> apart(const SeenFace& before, const SeenFace& now) {
  const double gap = static_cast<double>(now.frame - before.frame - 1);
  const double ratio = now.box_px.height_px() / before.box_px.height_px();
  if (ratio > kSizeRatio || ratio < 1 / kSizeRatio) return std::nullopt;
  const double reach_px =
      (kReach + kReachPerFrame * gap) * std::max(now.box_px.height_px(), before.box_px.height_px());
  const double share = distance_px(now.box_px.center(), before.box_px.center()) / reach_px;
  return share < 1 ? std::optional(share) : std::nullopt;
}

}  // namespace

std::vector<SeenFace> merge_detections(FrameIndex frame,
                                       const std::vector<RawFaceDetection>& detections) {
  std::vector<RawFaceDetection> sorted = detections;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return worth(a) > worth(b); });
  std::vector<SeenFace> faces;
  for (const RawFaceDetection& detection : sorted) {
    if (detection.box_px.empty()) continue;
    auto same = std::find_if(faces.begin(), faces.end(), [&](const SeenFace& face) {
      return iou(face.box_px, detection.box_px) >= kSameFaceIou;
    });
    if (same == faces.end()) {
      faces.push_back({frame, detection.box_px});
      same = std::prev(faces.end());
    }
    double& score = detection.centerface ? same->centerface : same->blazeface;
    score = std::max(score, detection.score);
  }
  return faces;
}

std::vector<std::vector<FaceRef>> link_faces(const std::vector<std::vector<SeenFace>>& by_frame,
                                             const std::vector<FrameIndex>& cuts) {
  struct Links {
    std::optional<std::size_t> before;  // faces by their number in the clip
    std::optional<std::size_t> after;
  };
  std::vector<std::size_t> first_of{0};
  for (const auto& faces : by_frame) first_of.push_back(first_of.back() + faces.size());
  std::vector<Links> links(first_of.back());
  const auto frames = static_cast<FrameIndex>(by_frame.size());
  for (FrameIndex step = 1; step <= kLongestGap; ++step) {
    auto cut = cuts.begin();
    for (FrameIndex from = 0; from + step < frames; ++from) {
      while (cut != cuts.end() && *cut <= from) ++cut;
      if (cut != cuts.end() && *cut <= from + step) continue;
      const auto i = static_cast<std::size_t>(from);
      const auto j = static_cast<std::size_t>(from + step);
      std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;  // cost, before, after
      for (std::size_t a = first_of[i]; a < first_of[i + 1]; ++a) {
        if (links[a].after) continue;
        for (std::size_t b = first_of[j]; b < first_of[j + 1]; ++b) {
          if (links[b].before) continue;
          if (const auto cost = apart(by_frame[i][a - first_of[i]], by_frame[j][b - first_of[j]]))
            pairs.emplace_back(*cost, a, b);
        }
      }
      std::sort(pairs.begin(), pairs.end());
      for (const auto& [cost, a, b] : pairs) {
        if (links[a].after || links[b].before) continue;
        links[a].after = b;
        links[b].before = a;
      }
    }
  }
  std::vector<FaceRef> refs;
  refs.reserve(links.size());
  for (FrameIndex f = 0; f < frames; ++f) {
    for (std::size_t n = 0; n < by_frame[static_cast<std::size_t>(f)].size(); ++n)
      refs.push_back({f, n});
  }
  std::vector<std::vector<FaceRef>> chains;
  for (std::size_t start = 0; start < links.size(); ++start) {
    if (links[start].before) continue;
    chains.emplace_back();
    for (std::optional<std::size_t> face = start; face; face = links[*face].after)
      chains.back().push_back(refs[*face]);
  }
  return chains;
}

}  // namespace securepose::check
