#include "securepose/tracking/face_tracks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "securepose/tracking/head_place.h"

namespace securepose::tracking {
namespace {

using geometry::Point;

constexpr double kStatureOfFace = 9;        // of a detector's face box, hairline to chin
constexpr double kFaceAnchorSd = 0.012;     // body sizes: a tenth of the face
constexpr double kHeadWander_per_s = 2.5;   // head heights that a head may be off per second away
constexpr double kMinShareOfFrames = 0.6;   // of the frames in reach, in which the face must fit
constexpr double kMaxShareElsewhere = 0.2;  // in which the person may be observed elsewhere

constexpr double kBesideHead = 0.8;  // of the head's height

struct HeadAt {
  double time_s = 0;
  int shot = 0;
  HeadPlace head;  // upright, the camera's movement taken away
};

std::optional<HeadPlace> steady_head(const ClipObservations& clip, const SightingTable& table,
                                     const Sighting& s) {
  const auto frame = static_cast<std::size_t>(s.frame);
  auto head =
      head_place(clip.frames[frame].people[s.index], s.landmarks_trusted, clip.upright_turn_deg);
  if (!head) return std::nullopt;
  const FrameTransform transform{clip.upright_turn_deg, static_cast<double>(clip.width_px),
                                 static_cast<double>(clip.height_px), table.camera[frame]};
  head->center = transform(head->center);
  return head;
}

// A person's head at a time at which the person was not observed, from the nearest observations.
class HeadPath {
 public:
  HeadPath(const Chain& person, const SightingTable& table, const ClipObservations& clip) {
    for (const std::uint32_t k : person.sightings) {
      const Sighting& s = table.sightings[k];
      const auto head = steady_head(clip, table, s);
      if (head)
        heads_.push_back({s.time_s, table.shot_of_frame[static_cast<std::size_t>(s.frame)], *head});
    }
  }

  std::optional<HeadPlace> near(double time_s, int shot, double reach_s) const {
    const auto after = std::lower_bound(heads_.begin(), heads_.end(), time_s,
                                        [](const HeadAt& h, double t) { return h.time_s < t; });
    const HeadAt* late = after != heads_.end() && after->shot == shot ? &*after : nullptr;
    const HeadAt* early =
        after != heads_.begin() && std::prev(after)->shot == shot ? &*std::prev(after) : nullptr;
    if (late && late->time_s - time_s > reach_s && !early) return std::nullopt;
    if (early && time_s - early->time_s > reach_s && !late) return std::nullopt;
    if (!early && !late) return std::nullopt;
    if (!early) return wandered(late->head, late->time_s - time_s);
    if (!late) return wandered(early->head, time_s - early->time_s);
    const double away_s = std::min(late->time_s - time_s, time_s - early->time_s);
    if (away_s > reach_s) return std::nullopt;
    const double t = (time_s - early->time_s) / (late->time_s - early->time_s);
    HeadPlace between = early->head;
    between.center = early->head.center + t * (late->head.center - early->head.center);
    between.height_px = (1 - t) * early->head.height_px + t * late->head.height_px;
    return wandered(between, away_s);
  }

 private:
  static HeadPlace wandered(HeadPlace head, double away_s) {
    head.certainty *= 1 / (1 + kHeadWander_per_s * away_s);
    return head;
  }

  std::vector<HeadAt> heads_;
};

double share_owned(const Chain& face, const SightingTable& lone, const HeadPath& path,
                   const std::vector<base::FrameIndex>& observed, const FaceOptions& options) {
  std::size_t in_reach = 0;
  std::size_t fits = 0;
  std::size_t elsewhere = 0;
  for (const std::uint32_t k : face.sightings) {
    const Sighting& s = lone.sightings[k];
    if (std::binary_search(observed.begin(), observed.end(), s.frame)) {
      ++elsewhere;  // observed in this frame, and this is not the face of that observation
      continue;
    }
    const auto head = path.near(s.time_s, lone.shot_of_frame[static_cast<std::size_t>(s.frame)],
                                options.max_reach_s);
    if (!head) continue;
    ++in_reach;
    if (face_fit({{}, s.box, s.score, s.score}, *head, options) > 0) ++fits;
  }
  const auto all = static_cast<double>(face.sightings.size());
  if (in_reach == 0 || static_cast<double>(elsewhere) > kMaxShareElsewhere * all) return 0;
  return static_cast<double>(fits) / static_cast<double>(in_reach);
}

FaceSurroundings surroundings_at(const Sighting& face, const SightingTable& people,
                                 const ClipObservations& clip) {
  auto found = FaceSurroundings::kFree;
  const auto f = static_cast<std::size_t>(face.frame);
  for (std::size_t k = people.frame_begin[f]; k < people.frame_begin[f + 1]; ++k) {
    const Sighting& s = people.sightings[k];
    if (!s.landmarks_trusted) continue;
    const auto head = steady_head(clip, people, s);
    if (head && geometry::distance_px(head->center, face.anchor) < kBesideHead * head->height_px &&
        face.box.height_px() < kBesideHead * head->height_px)
      return FaceSurroundings::kBesideHead;
    if (s.box.contains(face.anchor)) found = FaceSurroundings::kBeforeBody;
  }
  return found;
}

}  // namespace

FaceSurroundings surroundings_of(const Chain& face, const SightingTable& lone,
                                 const SightingTable& people, const ClipObservations& clip) {
  std::array<std::size_t, 3> counts{};
  for (const std::uint32_t k : face.sightings)
    ++counts.at(static_cast<std::size_t>(surroundings_at(lone.sightings[k], people, clip)));
  const auto most = std::max_element(counts.begin(), counts.end());
  return static_cast<FaceSurroundings>(most - counts.begin());
}

ClipFaces assign_clip_faces(const ClipObservations& clip, const SightingTable& people,
                            const FaceOptions& options) {
  ClipFaces faces;
  faces.groups.reserve(clip.frames.size());
  faces.of_sighting.resize(people.sightings.size());
  for (std::size_t f = 0; f < clip.frames.size(); ++f) {
    faces.groups.push_back(group_faces(clip.frames[f].faces, options));
    std::vector<HeadPlace> heads;
    std::vector<std::size_t> owners;
    for (std::size_t k = people.frame_begin[f]; k < people.frame_begin[f + 1]; ++k) {
      const Sighting& s = people.sightings[k];
      const auto head =
          head_place(clip.frames[f].people[s.index], s.landmarks_trusted, clip.upright_turn_deg);
      if (!head) continue;
      heads.push_back(*head);
      owners.push_back(k);
    }
    const auto assigned = assign_faces(heads, faces.groups.back(), options);
    for (std::size_t h = 0; h < heads.size(); ++h) faces.of_sighting[owners[h]] = assigned[h];
  }
  return faces;
}

LoneFaces track_lone_faces(const ClipObservations& clip, const SightingTable& people,
                           const ClipFaces& faces, PictureSize picture,
                           const TrackingOptions& options) {
  LoneFaces lone;
  lone.table.shot_of_frame = people.shot_of_frame;
  lone.table.camera = people.camera;
  for (std::size_t f = 0; f < clip.frames.size(); ++f) {
    lone.table.frame_begin.push_back(lone.table.sightings.size());
    std::vector<bool> taken(faces.groups[f].size(), false);
    for (std::size_t k = people.frame_begin[f]; k < people.frame_begin[f + 1]; ++k)
      if (faces.of_sighting[k]) taken[*faces.of_sighting[k]] = true;
    const FrameTransform transform{clip.upright_turn_deg, static_cast<double>(clip.width_px),
                                   static_cast<double>(clip.height_px), people.camera[f]};
    for (std::size_t g = 0; g < taken.size(); ++g) {
      if (taken[g]) continue;
      const FaceGroup& group = faces.groups[f][g];
      Sighting s;
      s.frame = static_cast<base::FrameIndex>(f);
      s.time_s = clip.frames[f].time.seconds();
      s.index = static_cast<std::uint32_t>(g);
      s.box = transform(group.box_px);
      s.anchor = s.box.center();
      s.size_px = kStatureOfFace * s.box.height_px();
      s.size_from_torso = true;
      s.anchor_sd = static_cast<float>(kFaceAnchorSd);
      s.score = static_cast<float>(group.joint_score);
      lone.table.sightings.push_back(s);
    }
  }
  lone.table.frame_begin.push_back(lone.table.sightings.size());
  const std::vector<bool> all(lone.table.sightings.size(), true);
  for (Tracklet& t : build_tracklets(lone.table, all, options))
    lone.chains.push_back(make_chain(std::move(t), lone.table));
  link_over_gaps(lone.chains, lone.table, picture, options.links.short_gap_s,
                 options.links.min_margin, options);
  return lone;
}

std::vector<std::optional<std::size_t>> owners_of(const LoneFaces& faces,
                                                  const std::vector<Chain>& people,
                                                  const SightingTable& table,
                                                  const ClipObservations& clip,
                                                  const FaceOptions& options) {
  std::vector<std::optional<std::size_t>> owners(faces.chains.size());
  std::vector<double> best(faces.chains.size(), kMinShareOfFrames);
  for (std::size_t p = 0; p < people.size(); ++p) {
    const double begin_s = table.sightings[people[p].sightings.front()].time_s;
    const double end_s = table.sightings[people[p].sightings.back()].time_s;
    const HeadPath path(people[p], table, clip);
    std::vector<base::FrameIndex> observed;
    for (const std::uint32_t k : people[p].sightings) observed.push_back(table.sightings[k].frame);
    for (std::size_t f = 0; f < faces.chains.size(); ++f) {
      const Tracklet& seen = faces.chains[f].sightings;
      if (faces.table.sightings[seen.back()].time_s < begin_s - options.max_reach_s ||
          faces.table.sightings[seen.front()].time_s > end_s + options.max_reach_s)
        continue;
      const double share = share_owned(faces.chains[f], faces.table, path, observed, options);
      if (share <= best[f]) continue;
      best[f] = share;
      owners[f] = p;
    }
  }
  return owners;
}

}  // namespace securepose::tracking
