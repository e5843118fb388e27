#include "securepose/check/original_facts.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <set>
#include <utility>

#include "securepose/check/hard_cuts.h"
#include "securepose/check/open_faces.h"

namespace securepose::check {
namespace {

using base::FrameIndex;
using observation::BodyShape;

/// Faces of one track that are described lie so many frames apart.
constexpr FrameIndex kDescribeEvery = 10;
/// A face of the gallery must be seen this surely.
constexpr double kGalleryScore = 0.6;

bool belongs_in_gallery(const SeenFace& face, double diagonal_px) {
  return face.centerface >= kGalleryScore && is_clear(face, diagonal_px) &&
         face.box_px.height_px() >= kSmallestDescribed_px;
}

double worth_of(const SeenFace& face) { return face.centerface + face.blazeface; }

bool lies_on_a_body(geometry::Point place, const std::vector<BodyShape>& bodies) {
  const auto any = [&](bool (BodyShape::*has)(geometry::Point) const) {
    return std::any_of(bodies.begin(), bodies.end(),
                       [&](const BodyShape& body) { return (body.*has)(place); });
  };
  return any(&BodyShape::has_at) && !any(&BodyShape::has_head_at);
}

}  // namespace

std::vector<FaceRef> spread_out(std::vector<RankedFace> faces) {
  std::stable_sort(faces.begin(), faces.end(),
                   [](const auto& a, const auto& b) { return a.worth > b.worth; });
  std::vector<FaceRef> chosen;
  for (const RankedFace& ranked : faces) {
    const bool apart = std::all_of(chosen.begin(), chosen.end(), [&](const FaceRef& other) {
      return std::abs(other.frame - ranked.face.frame) >= kDescribeEvery;
    });
    if (apart) chosen.push_back(ranked.face);
  }
  return chosen;
}

const std::vector<SeenFace>& OriginalFacts::faces(FrameIndex frame) const {
  return faces_.at(static_cast<std::size_t>(frame));
}

bool OriginalFacts::has_cut_between(FrameIndex before, FrameIndex frame) const {
  const auto cut = std::upper_bound(cuts_.begin(), cuts_.end(), before);
  return cut != cuts_.end() && *cut <= frame;
}

void OriginalFacts::add(const cv::Mat& rgb, const std::vector<RawFaceDetection>& faces) {
  diagonal_px_ = std::hypot(rgb.cols, rgb.rows);
  changes_.push_back(meter_.measure(rgb));
  faces_.push_back(merge_detections(frames(), faces));
}

void OriginalFacts::complete(OriginalPictures& pictures, CheckDetectors& detectors) {
  cuts_ = hard_cuts(changes_);
  tracks_ = link_faces(faces_, cuts_);
  std::vector<FaceRef> for_gallery;
  std::vector<FaceRef> sure;
  for (const auto& track : tracks_) {
    std::vector<RankedFace> clear;
    for (const FaceRef& ref : track) {
      const SeenFace& seen = face(ref);
      if (belongs_in_gallery(seen, diagonal_px_) || is_sure_face(seen))
        clear.push_back({ref, worth_of(seen)});
    }
    for (const FaceRef& ref : spread_out(std::move(clear))) {
      if (belongs_in_gallery(face(ref), diagonal_px_)) for_gallery.push_back(ref);
      if (is_sure_face(face(ref))) sure.push_back(ref);
    }
  }
  describe(for_gallery, pictures, detectors);
  std::stable_sort(for_gallery.begin(), for_gallery.end(), [&](const auto& a, const auto& b) {
    return worth_of(face(a)) > worth_of(face(b));
  });
  for (const FaceRef& ref : for_gallery) gallery_.add(embedding(ref));
  std::vector<FrameIndex> frames_of_sure;
  for (const FaceRef& ref : sure) frames_of_sure.push_back(ref.frame);
  look_at_bodies(frames_of_sure, pictures, detectors);
  somebody_is_carried_ =
      std::any_of(sure.begin(), sure.end(), [&](const FaceRef& ref) { return on_body(ref); });
  complete_ = true;
}

void OriginalFacts::describe(const std::vector<FaceRef>& faces, OriginalPictures& pictures,
                             CheckDetectors& detectors) {
  std::map<FrameIndex, std::vector<FaceRef>> wanted;
  for (const FaceRef& ref : faces) {
    if (!embedding_.contains(ref)) wanted[ref.frame].push_back(ref);
  }
  std::vector<FrameIndex> frames;
  for (const auto& [frame, refs] : wanted) frames.push_back(frame);
  pictures.visit(frames, [&](FrameIndex frame, const cv::Mat& rgb) {
    for (const FaceRef& ref : wanted.at(frame))
      embedding_.emplace(ref, detectors.embedding(rgb, face(ref).box_px));
  });
}

void OriginalFacts::look_at_bodies(const std::vector<FrameIndex>& frames,
                                   OriginalPictures& pictures, CheckDetectors& detectors) {
  std::set<FrameIndex> wanted;
  for (const FrameIndex frame : frames) {
    if (!on_body_.contains(frame)) wanted.insert(frame);
  }
  pictures.visit({wanted.begin(), wanted.end()}, [&](FrameIndex frame, const cv::Mat& rgb) {
    const std::vector<BodyShape> bodies = detectors.bodies(rgb);
    std::vector<bool>& on_body = on_body_[frame];
    for (const SeenFace& seen : faces(frame))
      on_body.push_back(lies_on_a_body(seen.box_px.center(), bodies));
  });
}

}  // namespace securepose::check
