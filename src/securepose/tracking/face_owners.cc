#include "securepose/tracking/face_owners.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "securepose/geometry/between.h"
#include "securepose/tracking/assignment.h"

namespace securepose::tracking {
namespace {

using observation::ClipObservations;
using observation::HeadPlace;

constexpr double kHeadWander_per_s = 2.5;   // head heights that a head may be off per second away
constexpr double kMinShareOfFrames = 0.6;   // of the frames in reach, in which the face must fit
constexpr double kMaxShareElsewhere = 0.2;  // in which the person may be observed elsewhere
// Frames before and after a chain of lone faces in which a person's own face may continue it, and
// the overlap that makes it the same face.
constexpr base::FrameIndex kContinuationFrames = 3;
constexpr double kContinuationIou = 0.35;
constexpr double kMinShareInBox = 0.6;
// The share of a lone face's gaps that a person's own face must fill, in so many frames at least,
// and of its detections in which that person may show another face.
constexpr double kMinShareOfGaps = 0.5;
constexpr std::size_t kFewestInGaps = 3;
constexpr double kMaxShareOfTwoFaces = 0.1;
// Against a body's landmarks only a face speaks that CenterFace saw at least once so well: weak
// ones within the body are skin, hands, or somebody else who looks out behind.
constexpr double kMinContinuing = 0.3;
constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

struct HeadAt {
  double time_s = 0;
  int shot = 0;
  HeadPlace head;  // upright, the camera's movement taken away
};

// A person's head at a time at which the person was not observed, from the nearest observations.
class HeadPath {
 public:
  HeadPath(const Chain& person, const DetectionTable& table, const ClipObservations& clip) {
    for (const std::uint32_t k : person.detections) {
      const Detection& s = table.detections[k];
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

double share_owned(const Chain& face, const DetectionTable& lone, const HeadPath& path,
                   const std::vector<base::FrameIndex>& observed, const FaceOptions& options) {
  std::size_t in_reach = 0;
  std::size_t fits = 0;
  std::size_t elsewhere = 0;
  for (const std::uint32_t k : face.detections) {
    const Detection& s = lone.detections[k];
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
  const auto all = static_cast<double>(face.detections.size());
  if (in_reach == 0 || static_cast<double>(elsewhere) > kMaxShareElsewhere * all) return 0;
  return static_cast<double>(fits) / static_cast<double>(in_reach);
}

std::vector<std::size_t> people_of_detections(const std::vector<Chain>& people,
                                              const DetectionTable& table) {
  std::vector<std::size_t> person_of(table.detections.size(), kNobody);
  for (std::size_t p = 0; p < people.size(); ++p)
    for (const std::uint32_t k : people[p].detections) person_of[k] = p;
  return person_of;
}

// The person whose own face lies where `s` lies, one of the frames from `first` to `last`.
std::optional<std::size_t> whose_face(const Detection& s, base::FrameIndex first,
                                      base::FrameIndex last, const DetectionTable& table,
                                      const ClipFaces& faces,
                                      const std::vector<std::size_t>& person_of) {
  const auto frames = static_cast<base::FrameIndex>(faces.groups.size());
  for (base::FrameIndex f = std::max<base::FrameIndex>(0, first); f <= std::min(last, frames - 1);
       ++f) {
    const auto frame = static_cast<std::size_t>(f);
    if (table.shot_of_frame[frame] != table.shot_of_frame[static_cast<std::size_t>(s.frame)])
      continue;
    for (std::size_t k = table.frame_begin[frame]; k < table.frame_begin[frame + 1]; ++k) {
      if (!faces.of_detection[k] || person_of[k] == kNobody) continue;
      const geometry::Box& own = faces.steady_box(frame, *faces.of_detection[k]);
      if (geometry::iou(own, s.box) >= kContinuationIou) return person_of[k];
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> owner_continued(const Chain& face, const DetectionTable& lone,
                                           const DetectionTable& table, const ClipFaces& faces,
                                           const std::vector<std::size_t>& person_of) {
  const bool clear =
      std::any_of(face.detections.begin(), face.detections.end(), [&](std::uint32_t k) {
        const Detection& s = lone.detections[k];
        return faces.groups[static_cast<std::size_t>(s.frame)][s.index].centerface_score >=
               kMinContinuing;
      });
  if (!clear) return std::nullopt;
  const Detection& first = lone.detections[face.detections.front()];
  const Detection& last = lone.detections[face.detections.back()];
  auto owner = whose_face(first, first.frame - kContinuationFrames, first.frame - 1, table, faces,
                          person_of);
  const auto after =
      whose_face(last, last.frame + 1, last.frame + kContinuationFrames, table, faces, person_of);
  if (owner && after && *owner != *after) return std::nullopt;
  if (!owner) owner = after;
  if (!owner) return std::nullopt;
  // Somebody else's face may pass where the owner's was: it must stay within the owner.
  std::size_t inside = 0;
  std::size_t observed = 0;
  for (const std::uint32_t k : face.detections) {
    const Detection& s = lone.detections[k];
    const auto frame = static_cast<std::size_t>(s.frame);
    for (std::size_t p = table.frame_begin[frame]; p < table.frame_begin[frame + 1]; ++p) {
      if (person_of[p] != *owner) continue;
      ++observed;
      inside += table.detections[p].box.contains(s.anchor) ? 1 : 0;
    }
  }
  if (static_cast<double>(inside) < kMinShareInBox * static_cast<double>(observed))
    return std::nullopt;
  return owner;
}

// The person whose own face shows at the place of a lone one while that is not seen, and who has no
// other face while it is: the body's points are mistaken about the head now and then, as where the
// camera is near and sees no more than head and shoulders.
std::optional<std::size_t> owner_in_gaps(const Chain& face, const DetectionTable& lone,
                                         const DetectionTable& table, const ClipFaces& faces,
                                         const std::vector<std::size_t>& person_of,
                                         std::size_t people) {
  std::vector<std::size_t> in_gaps(people, 0);
  std::vector<std::size_t> two_faces(people, 0);
  std::size_t gaps = 0;
  for (std::size_t i = 0; i < face.detections.size(); ++i) {
    const Detection& s = lone.detections[face.detections[i]];
    const auto frame = static_cast<std::size_t>(s.frame);
    for (std::size_t k = table.frame_begin[frame]; k < table.frame_begin[frame + 1]; ++k)
      if (faces.of_detection[k] && person_of[k] != kNobody) ++two_faces[person_of[k]];
    if (i + 1 == face.detections.size()) break;
    const Detection& next = lone.detections[face.detections[i + 1]];
    for (base::FrameIndex f = s.frame + 1; f < next.frame; ++f) {
      ++gaps;
      Detection expected = s;
      expected.frame = f;
      expected.box =
          between(s.box, next.box,
                  static_cast<double>(f - s.frame) / static_cast<double>(next.frame - s.frame));
      const auto owner = whose_face(expected, f, f, table, faces, person_of);
      if (owner) ++in_gaps[*owner];
    }
  }
  if (people == 0) return std::nullopt;
  const auto most = std::max_element(in_gaps.begin(), in_gaps.end());
  const auto owner = static_cast<std::size_t>(most - in_gaps.begin());
  const bool fills = *most >= kFewestInGaps &&
                     static_cast<double>(*most) >= kMinShareOfGaps * static_cast<double>(gaps);
  const bool one_face = static_cast<double>(two_faces[owner]) <=
                        kMaxShareOfTwoFaces * static_cast<double>(face.detections.size());
  return fills && one_face ? std::optional(owner) : std::nullopt;
}

}  // namespace

std::vector<GapFace> claim_gap_faces(ClipFaces& faces, const std::vector<Chain>& people,
                                     const DetectionTable& table, const ClipObservations& clip,
                                     const FaceOptions& options) {
  std::vector<HeadPath> paths;
  paths.reserve(people.size());
  for (const Chain& person : people) paths.emplace_back(person, table, clip);
  const std::vector<std::size_t> person_of = people_of_detections(people, table);
  std::vector<GapFace> claimed;
  for (std::size_t f = 0; f < faces.groups.size(); ++f) {
    std::vector<bool> observed(people.size(), false);
    for (std::size_t k = table.frame_begin[f]; k < table.frame_begin[f + 1]; ++k)
      if (person_of[k] != kNobody) observed[person_of[k]] = true;
    std::vector<Candidate> candidates;
    for (std::size_t g = 0; g < faces.groups[f].size(); ++g) {
      if (faces.taken[f][g]) continue;
      FaceGroup face = faces.groups[f][g];
      face.box_px = faces.steady_box(f, g);
      for (std::size_t p = 0; p < people.size(); ++p) {
        if (observed[p]) continue;
        const auto head = paths[p].near(clip.frames[f].time.seconds(), table.shot_of_frame[f],
                                        options.max_reach_s);
        if (head) candidates.push_back({p, g, face_fit(face, *head, options)});
      }
    }
    if (candidates.empty()) continue;
    const auto chosen = best_assignment(people.size(), faces.groups[f].size(), candidates);
    for (std::size_t p = 0; p < people.size(); ++p) {
      if (!chosen[p]) continue;
      faces.taken[f][*chosen[p]] = true;
      claimed.push_back({p, static_cast<base::FrameIndex>(f), *chosen[p]});
    }
  }
  return claimed;
}

std::vector<std::optional<std::size_t>> owners_of(
    const LoneFaces& lone, const std::vector<Chain>& people, const DetectionTable& table,
    const ClipFaces& faces, const ClipObservations& clip, const FaceOptions& options) {
  std::vector<std::optional<std::size_t>> owners(lone.chains.size());
  std::vector<double> best(lone.chains.size(), kMinShareOfFrames);
  for (std::size_t p = 0; p < people.size(); ++p) {
    const double begin_s = table.detections[people[p].detections.front()].time_s;
    const double end_s = table.detections[people[p].detections.back()].time_s;
    const HeadPath path(people[p], table, clip);
    std::vector<base::FrameIndex> observed;
    for (const std::uint32_t k : people[p].detections)
      observed.push_back(table.detections[k].frame);
    for (std::size_t f = 0; f < lone.chains.size(); ++f) {
      const Tracklet& seen = lone.chains[f].detections;
      if (lone.table.detections[seen.back()].time_s < begin_s - options.max_reach_s ||
          lone.table.detections[seen.front()].time_s > end_s + options.max_reach_s)
        continue;
      const double share = share_owned(lone.chains[f], lone.table, path, observed, options);
      if (share <= best[f]) continue;
      best[f] = share;
      owners[f] = p;
    }
  }
  const std::vector<std::size_t> person_of = people_of_detections(people, table);
  for (std::size_t f = 0; f < lone.chains.size(); ++f)
    if (!owners[f])
      owners[f] = owner_continued(lone.chains[f], lone.table, table, faces, person_of);
  for (std::size_t f = 0; f < lone.chains.size(); ++f)
    if (!owners[f])
      owners[f] = owner_in_gaps(lone.chains[f], lone.table, table, faces, person_of, people.size());
  return owners;
}

}  // namespace securepose::tracking
