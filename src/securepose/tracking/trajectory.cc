#include "securepose/tracking/trajectory.h"

#include <algorithm>
#include <cstddef>

#include "securepose/geometry/between.h"

namespace securepose::tracking {
namespace {

using geometry::between;
using geometry::Box;
using geometry::Point;
using observation::HeadPlace;

constexpr double kHeadOfFace = 1 / 0.85;  // chin to crown over a detector's face box

geometry::RotatedSquare between(const geometry::RotatedSquare& a, const geometry::RotatedSquare& b,
                                double share) {
  return {between(a.center, b.center, share), between(a.side_px, b.side_px, share),
          share < 0.5 ? a.angle_deg : b.angle_deg};
}

pose::PoseLandmarks between(const pose::PoseLandmarks& a, const pose::PoseLandmarks& b,
                            double share) {
  pose::PoseLandmarks c;
  for (std::size_t k = 0; k < c.landmarks.size(); ++k) {
    const pose::Landmark& p = a.landmarks[k];
    const pose::Landmark& q = b.landmarks[k];
    c.landmarks[k] = {between(p.point, q.point, share), between(p.z_px, q.z_px, share),
                      std::min(p.visibility, q.visibility), std::min(p.presence, q.presence)};
    c.world[k] = {between(a.world[k].x_m, b.world[k].x_m, share),
                  between(a.world[k].y_m, b.world[k].y_m, share),
                  between(a.world[k].z_m, b.world[k].z_m, share)};
  }
  c.presence = std::min(a.presence, b.presence);
  c.square = between(a.square, b.square, share);
  c.next_square = between(a.next_square, b.next_square, share);
  return c;
}

}  // namespace

Trajectory::Trajectory(const observation::ClipObservations& clip,
                       const std::vector<base::FrameIndex>& cuts, const Person& person)
    : clip_(&clip), cuts_(&cuts), person_(&person) {
  for (std::size_t k = 0; k < person.samples.size(); ++k) {
    const PersonSample& sample = person.samples[k];
    if (sample.person_index || !sample.face_indices.empty()) with_head_.push_back(k);
    if (!sample.person_index) continue;
    with_body_.push_back(k);
    if (sample.landmarks_trusted && observation(k).landmarks) with_landmarks_.push_back(k);
  }
}

int Trajectory::shot_of(base::FrameIndex frame) const {
  return static_cast<int>(std::upper_bound(cuts_->begin(), cuts_->end(), frame) - cuts_->begin());
}

const observation::PersonObservation& Trajectory::observation(std::size_t sample) const {
  const PersonSample& s = person_->samples[sample];
  return clip_->frames[static_cast<std::size_t>(s.frame)].people[*s.person_index];
}

std::optional<Trajectory::Neighbours> Trajectory::neighbours(
    const std::vector<std::size_t>& samples, base::FrameIndex frame) const {
  const auto frame_of = [&](std::size_t k) { return person_->samples[k].frame; };
  const auto after =
      std::lower_bound(samples.begin(), samples.end(), frame,
                       [&](std::size_t k, base::FrameIndex f) { return frame_of(k) < f; });
  if (after == samples.end()) return std::nullopt;
  if (frame_of(*after) == frame) return Neighbours{*after, *after, 0, 0};
  if (after == samples.begin()) return std::nullopt;
  const auto before = std::prev(after);
  if (shot_of(frame_of(*before)) != shot_of(frame_of(*after))) return std::nullopt;
  const auto time_s = [&](base::FrameIndex f) {
    return clip_->frames[static_cast<std::size_t>(f)].time.seconds();
  };
  const double gap_s = time_s(frame_of(*after)) - time_s(frame_of(*before));
  const double share = gap_s > 0 ? (time_s(frame) - time_s(frame_of(*before))) / gap_s : 0;
  return Neighbours{*before, *after, share, gap_s};
}

HeadPlace Trajectory::head_of(std::size_t sample) const {
  const PersonSample& s = person_->samples[sample];
  if (s.person_index) {
    const auto head =
        observation::head_place(observation(sample), s.landmarks_trusted, clip_->upright_turn_deg);
    if (head) return *head;
  }
  HeadPlace head;
  if (s.face_indices.empty()) return head;
  const auto& faces = clip_->frames[static_cast<std::size_t>(s.frame)].faces;
  const Box& face = faces[s.face_indices.front()].detection.box_px;
  head.center = face.center();
  head.height_px = kHeadOfFace * std::max(face.width_px(), face.height_px());
  head.certainty = faces[s.face_indices.front()].detection.score;
  return head;
}

std::optional<BoxPlace> Trajectory::box_at(base::FrameIndex frame) const {
  const auto n = neighbours(with_body_, frame);
  if (!n) return std::nullopt;
  return BoxPlace{between(observation(n->before).box_px, observation(n->after).box_px, n->share),
                  n->gap_s};
}

std::optional<HeadOnTheWay> Trajectory::head_at(base::FrameIndex frame) const {
  const auto n = neighbours(with_head_, frame);
  if (!n) return std::nullopt;
  const HeadPlace a = head_of(n->before);
  const HeadPlace b = head_of(n->after);
  return HeadOnTheWay{
      {between(a.center, b.center, n->share), between(a.height_px, b.height_px, n->share),
       std::min(a.certainty, b.certainty)},
      n->gap_s};
}

std::optional<LandmarksOnTheWay> Trajectory::landmarks_at(base::FrameIndex frame) const {
  const auto n = neighbours(with_landmarks_, frame);
  if (!n) return std::nullopt;
  const auto& a = *observation(n->before).landmarks;
  if (n->gap_s == 0) return LandmarksOnTheWay{a, 0};
  return LandmarksOnTheWay{between(a, *observation(n->after).landmarks, n->share), n->gap_s};
}

}  // namespace securepose::tracking
