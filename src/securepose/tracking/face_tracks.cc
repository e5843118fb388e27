#include "securepose/tracking/face_tracks.h"

#include <utility>

#include "securepose/observation/head_place.h"

namespace securepose::tracking {
namespace {

using observation::ClipObservations;

constexpr double kStatureOfFace = 9;     // of a detector's face box, hairline to chin
constexpr double kFaceAnchorSd = 0.012;  // body sizes: a tenth of the face

}  // namespace

ClipFaces group_clip_faces(const ClipObservations& clip, const DetectionTable& people,
                           const FaceOptions& options) {
  ClipFaces faces;
  faces.groups.reserve(clip.frames.size());
  faces.steady_boxes.reserve(clip.frames.size());
  faces.taken.reserve(clip.frames.size());
  faces.of_detection.resize(people.detections.size());
  for (std::size_t f = 0; f < clip.frames.size(); ++f) {
    faces.groups.push_back(group_faces(clip.frames[f].faces, options));
    faces.taken.emplace_back(faces.groups.back().size(), false);
    const FrameTransform transform{clip.upright_turn_deg, static_cast<double>(clip.width_px),
                                   static_cast<double>(clip.height_px), people.camera[f]};
    auto& boxes = faces.steady_boxes.emplace_back();
    for (const FaceGroup& group : faces.groups.back()) boxes.push_back(transform(group.box_px));
  }
  return faces;
}

void assign_clip_faces(ClipFaces& faces, const ClipObservations& clip, const DetectionTable& people,
                       const std::vector<Chain>& bodies, const FaceOptions& options) {
  std::vector<bool> use(people.detections.size(), false);
  for (const Chain& body : bodies)
    for (const std::uint32_t k : body.detections) use[k] = true;
  for (std::size_t f = 0; f < clip.frames.size(); ++f) {
    std::vector<observation::HeadPlace> heads;
    std::vector<std::size_t> owners;
    for (std::size_t k = people.frame_begin[f]; k < people.frame_begin[f + 1]; ++k) {
      faces.of_detection[k].reset();
      const Detection& s = people.detections[k];
      const auto head = observation::head_place(clip.frames[f].people[s.index], s.landmarks_trusted,
                                                clip.upright_turn_deg);
      if (!use[k] || !head) continue;
      heads.push_back(*head);
      owners.push_back(k);
    }
    const auto assigned = assign_faces(heads, faces.groups[f], options);
    faces.taken[f].assign(faces.groups[f].size(), false);
    for (std::size_t h = 0; h < heads.size(); ++h) {
      faces.of_detection[owners[h]] = assigned[h];
      if (assigned[h]) faces.taken[f][*assigned[h]] = true;
    }
  }
}

LoneFaces track_lone_faces(const ClipObservations& clip, const DetectionTable& people,
                           const ClipFaces& faces, PictureSize picture,
                           const TrackingOptions& options) {
  LoneFaces lone;
  lone.table.shot_of_frame = people.shot_of_frame;
  lone.table.camera = people.camera;
  for (std::size_t f = 0; f < clip.frames.size(); ++f) {
    lone.table.frame_begin.push_back(lone.table.detections.size());
    for (std::size_t g = 0; g < faces.groups[f].size(); ++g) {
      if (faces.taken[f][g]) continue;
      const FaceGroup& group = faces.groups[f][g];
      Detection s;
      s.frame = static_cast<base::FrameIndex>(f);
      s.time_s = clip.frames[f].time.seconds();
      s.index = static_cast<std::uint32_t>(g);
      s.box = faces.steady_box(f, g);
      s.anchor = s.box.center();
      s.size_px = kStatureOfFace * s.box.height_px();
      s.size_from_torso = true;
      s.anchor_sd = static_cast<float>(kFaceAnchorSd);
      s.score = static_cast<float>(group.joint_score);
      lone.table.detections.push_back(s);
    }
  }
  lone.table.frame_begin.push_back(lone.table.detections.size());
  const std::vector<bool> all(lone.table.detections.size(), true);
  for (Tracklet& t : build_tracklets(lone.table, all, options))
    lone.chains.push_back(make_chain(std::move(t), lone.table));
  link_over_gaps(lone.chains, lone.table, picture, options.links.short_gap_s,
                 options.links.min_margin, options);
  return lone;
}

std::optional<observation::HeadPlace> steady_head(const ClipObservations& clip,
                                                  const DetectionTable& table, const Detection& s) {
  const auto frame = static_cast<std::size_t>(s.frame);
  auto head = observation::head_place(clip.frames[frame].people[s.index], s.landmarks_trusted,
                                      clip.upright_turn_deg);
  if (!head) return std::nullopt;
  const FrameTransform transform{clip.upright_turn_deg, static_cast<double>(clip.width_px),
                                 static_cast<double>(clip.height_px), table.camera[frame]};
  head->center = transform(head->center);
  return head;
}

}  // namespace securepose::tracking
