#include "securepose/deidentification/cover_plan.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/deidentification/doubt.h"
#include "securepose/deidentification/head_evidence.h"
#include "securepose/deidentification/head_track.h"
#include "securepose/deidentification/turned_away.h"

namespace securepose::deidentification {
namespace {

/// A face that no head track covers is covered all the same from this score on; detections below
/// it are left to the tracker's judgement over time (see docs/deidentification.md).
constexpr double kFaceAlwaysCovered = 0.2;  // the published default of CenterFace
/// ... and for this long before and after, a clear one longer than a faint one.
constexpr double kLoneFaceHold_s = 0.25;
constexpr double kFaintFaceHold_s = 0.035;
constexpr double kClearFace = 0.5;
/// Share of a lone face's ellipse that regions must cover already.
constexpr double kCoveredShare = 0.9;

std::vector<base::FrameIndex> shots_of(const tracking::People& people) {
  std::vector<base::FrameIndex> shots{0};
  shots.insert(shots.end(), people.cuts.begin(), people.cuts.end());
  return shots;
}

std::vector<std::string> evidence_names(const HeadBasis& basis) {
  std::vector<std::string> names;
  if (basis.face) names.emplace_back("face");
  if (basis.landmarks) names.emplace_back("pose");
  if (basis.body) names.emplace_back("body");
  if (basis.interpolated) names.emplace_back("interpolated");
  if (basis.held) names.emplace_back("held");
  return names;
}

CoverPlan empty_plan(const tracking::ClipObservations& clip) {
  CoverPlan plan;
  plan.frames.reserve(clip.frames.size());
  for (const auto& frame : clip.frames) {
    FrameRegions regions;
    regions.frame = frame.frame;
    regions.time = frame.time;
    regions.cover_everything = !frame.readable;
    plan.frames.push_back(std::move(regions));
  }
  return plan;
}

void add_track(const HeadTrack& track, const std::set<base::FrameIndex>& uncovered,
               CoverPlan& plan) {
  for (std::size_t i = 0; i < track.states.size(); ++i) {
    const base::FrameIndex frame = track.first_frame + static_cast<base::FrameIndex>(i);
    if (uncovered.contains(frame)) continue;
    const HeadState& head = track.states[i];
    plan.frames.at(static_cast<std::size_t>(frame))
        .regions.push_back(
            {track.person, head_ellipse(head), evidence_names(head.basis), head.certainty});
  }
}

/// Share of an ellipse that lies under regions, from a grid of its points.
double share_covered(const geometry::Ellipse& ellipse, const std::vector<Region>& regions) {
  constexpr int kGrid = 12;
  int inside = 0;
  int covered = 0;
  const geometry::Box box = ellipse.bounds();
  for (int row = 0; row < kGrid; ++row) {
    for (int column = 0; column < kGrid; ++column) {
      const geometry::Point p{box.x1_px + (column + 0.5) / kGrid * box.width_px(),
                              box.y1_px + (row + 0.5) / kGrid * box.height_px()};
      if (!ellipse.contains(p)) continue;
      ++inside;
      if (std::any_of(regions.begin(), regions.end(),
                      [&](const Region& region) { return region.ellipse.contains(p); })) {
        ++covered;
      }
    }
  }
  return inside == 0 ? 1 : static_cast<double>(covered) / inside;
}

using FaceOwners = std::map<std::pair<base::FrameIndex, std::size_t>, base::PersonId>;

FaceOwners face_owners(const tracking::People& people) {
  FaceOwners owners;
  for (const auto& person : people.people) {
    for (const auto& sample : person.samples) {
      for (const std::size_t index : sample.face_indices) owners[{sample.frame, index}] = person.id;
    }
  }
  return owners;
}

/// Covers every clear face that no track covers, in its frame and shortly before and after, within
/// its shot: whatever went wrong in following people, a face that a detector saw stays covered.
void cover_lone_faces(const tracking::ClipObservations& clip, const FaceOwners& owners,
                      const CoverOptions& options, const std::vector<base::FrameIndex>& shots,
                      CoverPlan& plan) {
  std::vector<std::pair<base::FrameIndex, Region>> lone;
  for (const auto& frame : clip.frames) {
    for (std::size_t i = 0; i < frame.faces.size(); ++i) {
      const auto& face = frame.faces[i].detection;
      if (face.score < kFaceAlwaysCovered) continue;
      const auto owner = owners.find({frame.frame, i});
      const bool patients = options.who == CoverWho::kBystanders && owner != owners.end() &&
                            owner->second == options.patient;
      const auto& regions = plan.frames[static_cast<std::size_t>(frame.frame)].regions;
      if (patients || share_covered(geometry::inscribed(face.box_px), regions) >= kCoveredShare) {
        continue;
      }
      const HeadEvidence evidence = head_from_face(face);
      // Nothing contradicts this face, so its own uncertainty says nothing of its size.
      HeadState head;
      head.center = evidence.center;
      head.height_px = evidence.height_px;
      head.up = evidence.up.value_or(geometry::Point{0, -1});
      lone.emplace_back(frame.frame,
                        Region{std::nullopt, head_ellipse(head), {"face"}, face.score});
    }
  }
  for (const auto& [frame, region] : lone) {
    const auto shot = std::upper_bound(shots.begin(), shots.end(), frame);
    const base::FrameIndex first = *std::prev(shot);
    const base::FrameIndex last =
        shot == shots.end() ? static_cast<base::FrameIndex>(plan.frames.size()) - 1 : *shot - 1;
    const base::Timestamp time = plan.frames[static_cast<std::size_t>(frame)].time;
    for (base::FrameIndex at = first; at <= last; ++at) {
      FrameRegions& regions = plan.frames[static_cast<std::size_t>(at)];
      const double hold_s = region.certainty >= kClearFace ? kLoneFaceHold_s : kFaintFaceHold_s;
      if (std::abs((regions.time - time).seconds()) > hold_s) continue;
      Region held = region;
      if (at != frame) held.evidence = {"held"};
      regions.regions.push_back(std::move(held));
    }
  }
}

/// A drawn box is covered whole: by the ellipse around its corners.
void add_drawn_boxes(const std::vector<DrawnBox>& boxes, CoverPlan& plan) {
  for (const DrawnBox& box : boxes) {
    const geometry::Ellipse around = geometry::inscribed(box.box_px).scaled(std::sqrt(2.0));
    for (FrameRegions& frame : plan.frames) {
      if (frame.time < box.start || frame.time > box.end) continue;
      frame.regions.push_back({std::nullopt, around, {"drawn"}, 1.0});
    }
  }
}

}  // namespace

CoverPlan plan_cover(const tracking::ClipObservations& clip, const tracking::People& people,
                     const CoverOptions& options) {
  if (options.who == CoverWho::kBystanders && !options.patient) {
    throw base::Error(base::ErrorKind::kUsage,
                      "Nobody could be taken for the patient, so everyone but the patient can't be "
                      "covered. Name the patient with --patient, or cover everyone.");
  }
  CoverPlan plan = empty_plan(clip);
  if (clip.frames.empty()) return plan;
  const std::vector<base::FrameIndex> shots = shots_of(people);
  for (const tracking::Person& person : people.people) {
    if (options.who == CoverWho::kBystanders && person.id == options.patient) continue;
    const std::set<base::FrameIndex> uncovered = options.what == CoverWhat::kFace
                                                     ? frames_turned_away(clip, person)
                                                     : std::set<base::FrameIndex>{};
    for (const HeadTrack& track : follow_head(clip, person, shots)) {
      add_track(track, uncovered, plan);
      add_doubts(clip, person, track, plan.doubtful);
    }
  }
  cover_lone_faces(clip, face_owners(people), options, shots, plan);
  add_drawn_boxes(options.drawn, plan);
  add_unreadable_stretches(clip, plan.doubtful);
  std::sort(plan.doubtful.begin(), plan.doubtful.end(), [](const auto& a, const auto& b) {
    return std::tie(a.first_frame, a.last_frame, a.person, a.reason) <
           std::tie(b.first_frame, b.last_frame, b.person, b.reason);
  });
  return plan;
}

}  // namespace securepose::deidentification
