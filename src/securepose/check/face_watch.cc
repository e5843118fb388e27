#include "securepose/check/face_watch.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace securepose::check {
namespace {

/// The open faces of a track that a descriptor may tell more about.
std::vector<FaceRef> worth_comparing(const std::vector<FaceRef>& refs, const FaceTrack& track,
                                     double diagonal_px) {
  std::vector<RankedFace> faces;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    const SeenFace& face = track.seen[i];
    if (face.covered < kOpenShare && is_unsure(face, diagonal_px) &&
        face.box_px.height_px() >= kSmallestDescribed_px) {
      faces.push_back({refs[i], face.centerface + face.blazeface});
    }
  }
  return spread_out(std::move(faces));
}

}  // namespace

void FaceWatch::add(base::FrameIndex frame, const pairing::ChangedMask& mask) {
  std::vector<double>& covered = covered_[frame];
  const auto& faces = facts_.faces(frame);
  covered.resize(faces.size(), 1);
  for (std::size_t i = 0; i < faces.size(); ++i)
    covered[i] = std::min(covered[i], mask.share(geometry::inscribed(faces[i].box_px)));
}

FaceTrack FaceWatch::with_covers(const std::vector<FaceRef>& refs) const {
  FaceTrack track;
  track.seen.reserve(refs.size());
  for (const FaceRef& ref : refs) {
    track.seen.push_back(facts_.face(ref));
    const auto shown = covered_.find(ref.frame);
    track.seen.back().covered = shown == covered_.end() ? 1 : shown->second.at(ref.number);
  }
  return track;
}

std::vector<OpenFace> FaceWatch::finish(OriginalPictures& pictures, CheckDetectors& detectors) {
  const double diagonal_px = facts_.diagonal_px();
  struct Judged {
    const std::vector<FaceRef>& refs;
    FaceTrack track;
    std::vector<FaceRef> compared;
  };
  std::vector<Judged> judged;  // those with an open face
  std::vector<FaceRef> described;
  for (const auto& refs : facts_.tracks()) {
    FaceTrack track = with_covers(refs);
    if (std::none_of(track.seen.begin(), track.seen.end(),
                     [&](const SeenFace& face) { return is_open(face, diagonal_px); }))
      continue;
    judged.push_back({refs, std::move(track), {}});
    judged.back().compared = worth_comparing(refs, judged.back().track, diagonal_px);
    described.insert(described.end(), judged.back().compared.begin(), judged.back().compared.end());
  }
  facts_.describe(described, pictures, detectors);
  std::vector<base::FrameIndex> with_bodies;
  for (Judged& one : judged) {
    for (const FaceRef& ref : one.compared)
      one.track.resemblance =
          std::max(one.track.resemblance, facts_.gallery().resemblance(facts_.embedding(ref)));
    for (const OpenFace& face : open_faces_of(one.track, diagonal_px))
      with_bodies.push_back(face.frame);
  }
  facts_.look_at_bodies(with_bodies, pictures, detectors);
  std::vector<OpenFace> open;
  for (Judged& one : judged) {
    const auto faces = open_faces_of(one.track, diagonal_px);
    if (faces.empty()) continue;
    for (std::size_t i = 0; i < one.refs.size(); ++i) {
      const FaceRef& ref = one.refs[i];
      if (std::any_of(faces.begin(), faces.end(),
                      [&](const OpenFace& face) { return face.frame == ref.frame; }))
        one.track.seen[i].on_body = facts_.on_body(ref);
    }
    for (const OpenFace& face : open_faces_of(one.track, diagonal_px)) {
      if (!face.on_body || facts_.somebody_is_carried()) open.push_back(face);
    }
  }
  std::stable_sort(open.begin(), open.end(),
                   [](const OpenFace& a, const OpenFace& b) { return a.frame < b.frame; });
  return open;
}

}  // namespace securepose::check
