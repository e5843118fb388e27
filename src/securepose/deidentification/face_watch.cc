#include "securepose/deidentification/face_watch.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace securepose::deidentification {
namespace {

/// A face is described again after so many frames, at the earliest.
constexpr base::FrameIndex kDescribeEvery = 10;
/// A face of the gallery must be seen this surely.
constexpr double kGalleryScore = 0.6;
/// A smaller face's descriptor tells little.
constexpr double kSmallestDescribed_px = 16;

bool lies_on_a_body(geometry::Point place, const std::vector<BodyShape>& bodies) {
  const auto any = [&](bool (BodyShape::*has)(geometry::Point) const) {
    return std::any_of(bodies.begin(), bodies.end(),
                       [&](const BodyShape& body) { return (body.*has)(place); });
  };
  return any(&BodyShape::has_at) && !any(&BodyShape::has_head_at);
}

}  // namespace

void FaceWatch::describe(base::FrameIndex frame, const cv::Mat& original, FaceTrack& track) {
  const SeenFace& face = track.seen.back();
  if (face.box_px.height_px() < kSmallestDescribed_px) return;
  const bool for_gallery = face.centerface >= kGalleryScore && is_clear(face, diagonal_px_);
  const bool for_judgement = face.covered < kOpenShare && is_unsure(face, diagonal_px_);
  if (!for_gallery && !for_judgement) return;
  const bool opened = track.seen.size() > 1 &&
                      track.seen[track.seen.size() - 2].covered >= kOpenShare &&
                      face.covered < kOpenShare;
  if (track.last_described >= 0 && frame - track.last_described < kDescribeEvery && !opened) return;
  track.last_described = frame;
  auto likeness = eyes_.likeness(original, face.box_px);
  if (for_judgement) {
    const auto resemblance = gallery_.resemblance(likeness);
    if (resemblance > track.resemblance) track.resemblance = resemblance;
  }
  if (for_gallery) gallery_.add(std::move(likeness));
}

void FaceWatch::add(base::FrameIndex frame, const cv::Mat& original, const ChangedMask& mask) {
  diagonal_px_ = std::hypot(original.cols, original.rows);
  seen_ = merge_sightings(frame, eyes_.faces(frame, original));
  for (SeenFace& face : seen_) face.covered = mask.share(geometry::inscribed(face.box_px));
  judge(tracks_.take_ended(frame));
  const std::vector<FaceTrack*> tracks = tracks_.add(frame, seen_);
  for (FaceTrack* track : tracks) describe(frame, original, *track);
  look_at_bodies(original, tracks);
}

void FaceWatch::look_at_bodies(const cv::Mat& original, const std::vector<FaceTrack*>& tracks) {
  std::optional<std::vector<BodyShape>> bodies;
  for (FaceTrack* track : tracks) {
    SeenFace& face = track->seen.back();
    const bool may_be_carried = is_sure(face) && track->last_described == face.frame;
    if (!may_be_carried && !may_be_open(face, *track, diagonal_px_)) continue;
    if (!bodies) bodies = eyes_.bodies(original);
    face.on_body = lies_on_a_body(face.box_px.center(), *bodies);
    if (face.on_body && is_sure(face)) somebody_is_carried_ = true;
  }
}

void FaceWatch::judge(const std::vector<FaceTrack>& tracks) {
  for (const FaceTrack& track : tracks) {
    const auto open = open_faces_of(track, diagonal_px_);
    open_.insert(open_.end(), open.begin(), open.end());
  }
}

void FaceWatch::cut() { judge(tracks_.take_all()); }

std::vector<OpenFace> FaceWatch::finish() {
  cut();
  if (!somebody_is_carried_)
    std::erase_if(open_, [](const OpenFace& face) { return face.on_body; });
  std::stable_sort(open_.begin(), open_.end(),
                   [](const OpenFace& a, const OpenFace& b) { return a.frame < b.frame; });
  return open_;
}

}  // namespace securepose::deidentification
