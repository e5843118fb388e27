#include "securepose/covering/lone_faces.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

#include "securepose/covering/covered_share.h"
#include "securepose/covering/head_segments.h"
#include "securepose/covering/head_track.h"
#include "securepose/covering/steady_faces.h"
#include "securepose/observation/head_evidence.h"

namespace securepose::covering {
namespace {

/// A face is covered from this score on, the published default of CenterFace ...
constexpr double kCovered = 0.2;
/// ... and for this long before and after, a clear one longer than a faint one.
constexpr double kHold_s = 0.25;
constexpr double kFaintHold_s = 0.035;
constexpr double kRepeatedHold_s = 0.15;
constexpr double kClearFace = 0.5;
/// A small face of any score is covered where it shows this often within this time on either side:
/// those who sit far behind, half hidden, get no better scores.
constexpr int kRepeated = 4;
constexpr double kRepeatedWithin_s = 0.4;
constexpr double kRepeatedShare = 0.3;  // of the frames in that time
constexpr double kRepeatedIou = 0.3;
/// The boxes of such faces are off by much; their ellipses are made larger.
constexpr double kRepeatedGrowth = 1.3;
constexpr double kSmallFace = 0.018;  // of the picture's diagonal
constexpr double kSmallFace_px = 20;
/// Of a face as small as this the network sees few of its cells, 4 px apart: it finds the face in
/// some frames only, in boxes that are off by a quarter. A cover of one costs hardly anything, so
/// unless it is clear it is made larger, held as a clear one, and believed when it shows twice.
/// This covers the half hidden man of lab_two_people_cam02 in the dark, against the light, far away
/// and at irregular times; held for 0.5 s, tiny faces on a wall hide the shoulder of who passes.
constexpr double kTinyFace = 0.0125;  // of the picture's diagonal
constexpr double kTinyGrowth = 1.6;
constexpr int kTinyRepeated = 2;
/// On a body that holds only if a face at its place reached this, and the cover is made that large
/// only if one reached kCovered: after cuts the same man, under somebody's arm, reaches 0.16; what
/// is seen at a hip by the picture's edge 0.13, at a bare shoulder 0.14.
constexpr double kTinyOnBody = 0.15;
/// Detectors see large faces well: a large weak one on a body is a chest or a back.
constexpr double kLargeFace = 0.055;  // of the picture's diagonal
/// Detections this near in time are of one face.
constexpr double kChain_s = 0.25;
/// Share of a face's ellipse that regions must cover for it to count as covered.
constexpr double kCoveredShare = 0.97;
/// A weak one that lies at a head that was seen is an ear, hair or a shoulder of it. Where a head
/// is only held on to, it may be somebody else's.
constexpr double kBesideShare = 0.1;

std::set<FaceAt> faces_of(const tracking::People& people, std::optional<base::PersonId> who) {
  std::set<FaceAt> faces;
  for (const auto& person : people.people) {
    if (person.id != who) continue;
    for (const auto& sample : person.samples) {
      for (const std::size_t index : sample.face_indices) faces.insert({sample.frame, index});
    }
  }
  return faces;
}

/// The regions of heads that were seen in their frame.
std::vector<Region> seen_heads(const std::vector<Region>& regions) {
  std::vector<Region> seen;
  std::copy_if(regions.begin(), regions.end(), std::back_inserter(seen), [](const Region& region) {
    const auto& evidence = region.evidence;
    return std::find(evidence.begin(), evidence.end(), "face") != evidence.end() ||
           std::find(evidence.begin(), evidence.end(), "pose") != evidence.end();
  });
  return seen;
}

/// Faces at one place shortly before and after one.
struct AtPlace {
  /// In how many frames before or after, itself counted, if in enough of them: of who comes into
  /// view there is nothing before.
  int often_seen = 0;
  double surest = 0;  ///< certainty of the surest
};

/// What else shows where a face is, within its shot.
AtPlace others_at(const observation::ClipObservations& clip, const FaceContext& context,
                  base::FrameIndex frame, const geometry::Box& box) {
  const auto& shots = context.shots;
  const auto& frames = clip.frames;
  const auto at = static_cast<std::ptrdiff_t>(frame);
  const std::size_t shot = shot_at(frame, shots);
  AtPlace found;
  for (const std::ptrdiff_t step : {1, -1}) {
    int seen = 0;
    int looked_at = 0;
    for (std::ptrdiff_t i = at; i >= 0 && i < std::ssize(frames); i += step) {
      const auto& there = frames[static_cast<std::size_t>(i)];
      if (std::abs((there.time - frames[static_cast<std::size_t>(at)].time).seconds()) >
              kRepeatedWithin_s ||
          shot_at(i, shots) != shot) {
        break;
      }
      ++looked_at;
      const geometry::Box place = context.camera.carried(box, frame, there.frame);
      bool shows = false;
      for (const auto& face : there.faces) {
        if (iou(face.detection.box_px, place) < kRepeatedIou) continue;
        shows = true;
        found.surest = std::max(found.surest, observation::face_certainty(face.detection));
      }
      seen += shows ? 1 : 0;
    }
    if (seen >= kRepeatedShare * looked_at) found.often_seen = std::max(found.often_seen, seen);
  }
  return found;
}

geometry::Ellipse ellipse_around(const detection::FaceDetection& face) {
  const observation::HeadEvidence evidence = observation::head_from_face(face);
  // Nothing contradicts this face, so its own uncertainty says nothing of its size.
  HeadState head;
  head.center = evidence.center;
  head.height_px = evidence.height_px;
  head.up = evidence.up.value_or(geometry::Point{0, -1});
  return head_ellipse(head);
}

/// How far the cover of a detection reaches beyond it.
struct LoneReach {
  double growth;
  double hold_s;
};

LoneReach reach_of(double certainty, bool tiny, bool on_body, double surest) {
  if (tiny && certainty < kClearFace) {
    return {on_body && surest < kCovered ? kRepeatedGrowth : kTinyGrowth, kHold_s};
  }
  if (certainty < kCovered) return {kRepeatedGrowth, kRepeatedHold_s};
  if (on_body) return {1, 0};
  return {1, certainty >= kClearFace ? kHold_s : kFaintHold_s};
}

struct LoneFace {
  base::FrameIndex frame;
  Region region;
  double hold_s;  ///< before and after
  bool on_body;
};

/// Detections of one face that follow each other, at most one in a frame.
using LoneChain = std::vector<LoneFace>;

double apart_s(const CoverPlan& plan, base::FrameIndex a, base::FrameIndex b) {
  return std::abs((plan.frames[static_cast<std::size_t>(a)].time -
                   plan.frames[static_cast<std::size_t>(b)].time)
                      .seconds());
}

/// Faces of one place that follow each other shortly are one, so that its cover does not blink.
/// Those that lie on bodies are mostly none and stay alone.
std::vector<LoneChain> chains_of(const std::vector<LoneFace>& faces, const FaceContext& context,
                                 const CoverPlan& plan) {
  const auto& shots = context.shots;
  std::vector<LoneChain> chains;
  std::vector<std::size_t> open;
  for (const LoneFace& face : faces) {
    std::erase_if(open, [&](std::size_t c) {
      const base::FrameIndex last = chains[c].back().frame;
      return apart_s(plan, last, face.frame) > kChain_s ||
             shot_at(last, shots) != shot_at(face.frame, shots);
    });
    const auto chain = std::find_if(open.begin(), open.end(), [&](std::size_t c) {
      const LoneFace& last = chains[c].back();
      return !face.on_body && !last.on_body && last.frame < face.frame &&
             iou(context.camera.carried(last.region.bounds_px(), last.frame, face.frame),
                 face.region.bounds_px()) >= kRepeatedIou;
    });
    if (chain != open.end()) {
      chains[*chain].push_back(face);
    } else {
      open.push_back(chains.size());
      chains.push_back({face});
    }
  }
  return chains;
}

/// A detection's cover in another frame, where the camera's way is less certain a larger one.
Region carried(const LoneFace& face, base::FrameIndex frame, const tracking::CameraPath& camera) {
  Region region = face.region;
  geometry::Ellipse& ellipse = region.ellipse;
  ellipse.center = camera.carried(ellipse.center, face.frame, frame);
  const double unsure_px = std::min(kCoveredSigmas * camera.sigma_px(face.frame, frame),
                                    std::max(ellipse.rx_px, ellipse.ry_px));
  ellipse.rx_px += unsure_px;
  ellipse.ry_px += unsure_px;
  return region;
}

Region between(const Region& before, const Region& after, double t) {
  const auto mix = [t](double a, double b) { return a + t * (b - a); };
  const geometry::Ellipse& a = before.ellipse;
  const geometry::Ellipse& b = after.ellipse;
  Region region = t < 0.5 ? before : after;
  region.ellipse.center = a.center + t * (b.center - a.center);
  region.ellipse.rx_px = mix(a.rx_px, b.rx_px);
  region.ellipse.ry_px = mix(a.ry_px, b.ry_px);
  region.evidence = {"interpolated"};
  return region;
}

void cover(const LoneChain& chain, const FaceContext& context, CoverPlan& plan) {
  const std::vector<base::FrameIndex>& shots = context.shots;
  // Carried on to a frame in which it was not seen, a cover must not hide who is left open.
  const auto add = [&](base::FrameIndex frame, const Region& region) {
    if (context.spared_head && context.spared_head->holds(frame, region.ellipse.center)) return;
    plan.frames[static_cast<std::size_t>(frame)].regions.push_back(region);
  };
  for (std::size_t k = 0; k < chain.size(); ++k) {
    plan.frames[static_cast<std::size_t>(chain[k].frame)].regions.push_back(chain[k].region);
    if (k + 1 == chain.size()) break;
    const auto gap = static_cast<double>(chain[k + 1].frame - chain[k].frame);
    for (base::FrameIndex f = chain[k].frame + 1; f < chain[k + 1].frame; ++f) {
      add(f, between(carried(chain[k], f, context.camera), carried(chain[k + 1], f, context.camera),
                     static_cast<double>(f - chain[k].frame) / gap));
    }
  }
  const std::size_t shot = shot_at(chain.front().frame, shots);
  const base::FrameIndex shot_last = shot + 1 < shots.size()
                                         ? shots[shot + 1] - 1
                                         : static_cast<base::FrameIndex>(plan.frames.size()) - 1;
  const auto hold = [&](const LoneFace& end, base::FrameIndex frame) {
    if (apart_s(plan, frame, end.frame) > end.hold_s) return false;
    Region held = carried(end, frame, context.camera);
    held.evidence = {"held"};
    // A face that stays at its place is held from many of its frames.
    const auto& there = plan.frames[static_cast<std::size_t>(frame)].regions;
    if (share_covered(held.ellipse, there) < 1) add(frame, held);
    return true;
  };
  for (base::FrameIndex f = chain.front().frame; f > shots[shot] && hold(chain.front(), f - 1);)
    --f;
  for (base::FrameIndex f = chain.back().frame; f < shot_last && hold(chain.back(), f + 1);) ++f;
}

}  // namespace

void cover_lone_faces(const observation::ClipObservations& clip, const FaceContext& context,
                      CoverPlan& plan) {
  const std::set<FaceAt> spared = faces_of(context.people, context.spared);
  const double diagonal_px = std::hypot(clip.width_px, clip.height_px);
  const double large_px = kLargeFace * diagonal_px;
  const double small_px = std::max(kSmallFace_px, kSmallFace * diagonal_px);
  const double tiny_px = kTinyFace * diagonal_px;
  const std::set<FaceAt> steady = steady_faces(clip, context.camera, context.shots);
  std::vector<LoneFace> lone;
  for (const auto& frame : clip.frames) {
    const auto& regions = plan.frames[static_cast<std::size_t>(frame.frame)].regions;
    for (std::size_t i = 0; i < frame.faces.size(); ++i) {
      const auto& face = frame.faces[i].detection;
      if (spared.contains({frame.frame, i})) continue;
      if (context.spared_head && context.spared_head->is_own(frame.frame, face.box_px)) continue;
      const double certainty = observation::face_certainty(face);
      const bool faint = certainty < kCovered;
      const bool on_body = context.on_bodies.contains({frame.frame, i});
      const bool small = face.box_px.height_px() < small_px;
      const AtPlace others = small ? others_at(clip, context, frame.frame, face.box_px) : AtPlace{};
      const bool tiny =
          face.box_px.height_px() < tiny_px && (!on_body || others.surest >= kTinyOnBody);
      const bool small_and_repeated = small && !context.on_lower_legs.contains({frame.frame, i}) &&
                                      others.often_seen >= (tiny ? kTinyRepeated : kRepeated);
      const bool is_steady = !on_body && steady.contains({frame.frame, i});
      if (faint && !small_and_repeated && !is_steady) continue;
      if (on_body && face.box_px.height_px() >= large_px) continue;
      const geometry::Ellipse seen = geometry::inscribed(face.box_px);
      if (share_covered(seen, regions) >= kCoveredShare) continue;
      if (faint && share_covered(seen, seen_heads(regions)) >= kBesideShare) continue;
      const LoneReach reach = reach_of(certainty, tiny, on_body, others.surest);
      lone.push_back(
          {frame.frame,
           {std::nullopt, ellipse_around(face).scaled(reach.growth), {"face"}, certainty},
           reach.hold_s,
           on_body});
    }
  }
  for (const LoneChain& chain : chains_of(lone, context, plan)) {
    cover(chain, context, plan);
  }
}

}  // namespace securepose::covering
