#include "securepose/deidentification/face_tracks.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace securepose::deidentification {
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

double worth(const FaceSighting& sighting) {
  return sighting.score * (sighting.centerface ? 1 : kBlazeFaceWorth);
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

std::vector<SeenFace> merge_sightings(FrameIndex frame,
                                      const std::vector<FaceSighting>& sightings) {
  std::vector<FaceSighting> sorted = sightings;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return worth(a) > worth(b); });
  std::vector<SeenFace> faces;
  for (const FaceSighting& sighting : sorted) {
    if (sighting.box_px.empty()) continue;
    auto same = std::find_if(faces.begin(), faces.end(), [&](const SeenFace& face) {
      return iou(face.box_px, sighting.box_px) >= kSameFaceIou;
    });
    if (same == faces.end()) {
      faces.push_back({frame, sighting.box_px, 0, 0, 0});
      same = std::prev(faces.end());
    }
    double& score = sighting.centerface ? same->centerface : same->blazeface;
    score = std::max(score, sighting.score);
  }
  return faces;
}

std::vector<FaceTrack*> FaceTracks::add(FrameIndex frame, const std::vector<SeenFace>& faces) {
  std::vector<std::tuple<double, std::size_t, std::size_t>> pairs;  // cost, face, track
  for (std::size_t f = 0; f < faces.size(); ++f) {
    for (std::size_t t = 0; t < tracks_.size(); ++t) {
      const SeenFace& last = tracks_[t].seen.back();
      if (frame - last.frame > kLongestGap) continue;
      if (const auto cost = apart(last, faces[f])) pairs.emplace_back(*cost, f, t);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::optional<std::size_t>> track_of(faces.size());
  std::vector<bool> taken(tracks_.size(), false);
  for (const auto& [cost, f, t] : pairs) {
    if (track_of[f] || taken[t]) continue;
    track_of[f] = t;
    taken[t] = true;
  }
  for (std::size_t f = 0; f < faces.size(); ++f) {
    if (!track_of[f]) {
      track_of[f] = tracks_.size();
      tracks_.emplace_back();
    }
    tracks_[*track_of[f]].seen.push_back(faces[f]);
  }
  std::vector<FaceTrack*> result;
  result.reserve(faces.size());
  for (const auto& track : track_of) result.push_back(&tracks_[track.value()]);
  return result;
}

std::vector<FaceTrack> FaceTracks::take_ended(FrameIndex now) {
  const auto ended = std::stable_partition(tracks_.begin(), tracks_.end(), [&](const auto& track) {
    return now - track.seen.back().frame <= kLongestGap;
  });
  std::vector<FaceTrack> result(std::make_move_iterator(ended),
                                std::make_move_iterator(tracks_.end()));
  tracks_.erase(ended, tracks_.end());
  return result;
}

std::vector<FaceTrack> FaceTracks::take_all() { return std::exchange(tracks_, {}); }

}  // namespace securepose::deidentification
