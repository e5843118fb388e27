#include <cmath>
#include <iterator>

#include "securepose/validation/tables.h"

namespace securepose::validation {
namespace {

using Json = nlohmann::ordered_json;

double rounded(double value) { return std::round(value * 1e4) / 1e4; }

Json percent_of(const std::optional<double>& share) {
  return share ? Json(rounded(100 * *share)) : Json(nullptr);
}

Json share_json(int count, int all) {
  const std::optional<Share> share = share_of(count, all);
  return share ? Json(rounded(share->percent)) : Json(nullptr);
}

Json interval_json(int count, int all) {
  const std::optional<Share> share = share_of(count, all);
  if (!share) return nullptr;
  return {rounded(share->low_percent), rounded(share->high_percent)};
}

Json faces_json(const FaceFigures& faces) {
  return {{"face_frames", faces.faces},
          {"covered_percent", share_json(faces.covered, faces.faces)},
          {"covered_interval_percent", interval_json(faces.covered, faces.faces)},
          {"leaks", faces.leaks()},
          {"missed_by_half_percent", share_json(faces.missed, faces.faces)},
          {"mean_covered_area_percent", percent_of(faces.mean_share())}};
}

Json figures_json(const Figures& figures) {
  Json json = faces_json(figures.faces);
  json["frames"] = figures.frames;
  json["outside_heads_percent"] = percent_of(figures.outside_share.value());
  json["outside_heads_without_doubtful_percent"] = percent_of(figures.outside_share_sure.value());
  json["iou"] = figures.iou.value() ? Json(rounded(*figures.iou.value())) : Json(nullptr);
  json["doubtful"] = {{"moments", figures.doubtful_moments},
                      {"moments_with_leak", figures.doubtful_moments_with_leak},
                      {"face_frames", figures.doubtful_faces.faces},
                      {"leaks", figures.doubtful_faces.leaks()}};
  json["not_doubtful"] = {{"face_frames", figures.faces.faces - figures.doubtful_faces.faces},
                          {"leaks", figures.faces.leaks() - figures.doubtful_faces.leaks()}};
  return json;
}

Json face_json(const ClipResult& clip, const FaceScore& face, ClipNames names) {
  const geometry::Box& box = face.face.box_px;
  Json json = {{"result", clip.id}};
  if (names == ClipNames::kGiven) json["clip"] = clip.clip;
  json["frame"] = face.frame;
  json["person"] = face.face.person;
  json["kind"] = name_of(face.face.kind);
  json["box_px"] = {box.x1_px, box.y1_px, box.x2_px, box.y2_px};
  json["covered_share"] = rounded(face.covered_share);
  json["doubtful"] = face.doubtful;
  return json;
}

}  // namespace

Json validation_json(const Validation& validation, ClipNames names) {
  Json total = figures_json(validation.total);
  total["clips"] = validation.clips.size();
  total["clips_with_faces"] = validation.clips_with_faces;
  total["clips_without_leak"] = validation.clips_without_leak;
  Json clips = Json::array();
  Json leaks = Json::array();
  Json faces = Json::array();
  for (const ClipResult& clip : validation.clips) {
    Json entry = {{"result", clip.id}};
    if (names == ClipNames::kGiven) entry["clip"] = clip.clip;
    entry.update(figures_json(clip.figures));
    clips.push_back(std::move(entry));
    for (const FrameScore& frame : clip.score.frames) {
      for (const FaceScore& face : frame.faces) {
        faces.push_back(face_json(clip, face, names));
        if (!face.covered()) leaks.push_back(faces.back());
      }
    }
  }
  Json kinds = Json::object();
  for (std::size_t i = 0; i < std::size(kMustBeCovered); ++i)
    kinds[std::string(name_of(kMustBeCovered[i]))] = faces_json(validation.by_kind[i]);
  Json heights = Json::object();
  for (std::size_t i = 0; i < kHeightClasses.size(); ++i)
    heights[std::string(kHeightClasses[i].name)] = faces_json(validation.by_height[i]);
  return {{"clean", validation.clean()},        {"total", std::move(total)},
          {"clips", std::move(clips)},          {"by_kind", std::move(kinds)},
          {"by_height_px", std::move(heights)}, {"leaks", std::move(leaks)},
          {"faces", std::move(faces)}};
}

}  // namespace securepose::validation
