#include "securepose/tracking/validity.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>

namespace securepose::tracking {
namespace {

// Somebody else's face may lie before a false positive for a while; it is kept on its own then.
constexpr double kFaceShare = 0.2;
constexpr double kMinMovingScore = 0.15;
constexpr std::size_t kFewDetections = 3;
// Presence is a sharp flag: where it says yes it is right nearly always.
constexpr double kPresenceTrust = 0.97;
// Bodies that no detector of people ever saw, only faces and former landmarks proposed, must last.
constexpr double kMinUndetected_s = 0.5;
constexpr double kMinUndetectedShare =
    0.25;  // of the frames between: moments far apart do not last
// BlazePose, shown again the place where it saw somebody before, says yes to a post or a pair of
// legs as well: where MoveNet never saw a body and no face proves it, its word makes nobody sure.
constexpr double kMostOfOwnWord = 0.35;
// Boxes of one false positive in different stretches.
constexpr double kSamePlaceIou = 0.6;
// What moves less, in its own heights, is the same false face again and again and counts once.
constexpr double kStaticFace = 0.5;
constexpr double kStatureOfFace = 9;

struct BodyEvidence {
  std::size_t count = 0;
  std::size_t confirmed = 0;
  std::size_t with_face = 0;
  std::size_t detected = 0;  // by MoveNet
  double seconds = 0;
  double density = 1;    // share of the frames from first to last in which it is seen
  double score = 0;      // mean
  double best_face = 0;  // joint score
  double best_centerface = 0;
  double spread = 0;  // of the anchor, in sizes
  geometry::Box box;  // mean

  double confirmed_share() const {
    return static_cast<double>(confirmed) / static_cast<double>(count);
  }
  double face_share() const { return static_cast<double>(with_face) / static_cast<double>(count); }
};

// Root of the mean squared distance from the mean place, in the mean size.
double spread_of(const Chain& chain, const DetectionTable& table) {
  geometry::Point sum;
  double size = 0;
  const auto n = static_cast<double>(chain.detections.size());
  for (const std::uint32_t k : chain.detections) {
    sum = sum + table.detections[k].anchor;
    size += table.detections[k].size_px / n;
  }
  const geometry::Point mean = (1 / n) * sum;
  double squares = 0;
  for (const std::uint32_t k : chain.detections) {
    const geometry::Point d = table.detections[k].anchor - mean;
    squares += geometry::dot(d, d);
  }
  return size > 0 ? std::sqrt(squares / n) / size : 0;
}

void add_box(geometry::Box& sum, const geometry::Box& box, double weight) {
  sum = {sum.x1_px + weight * box.x1_px, sum.y1_px + weight * box.y1_px,
         sum.x2_px + weight * box.x2_px, sum.y2_px + weight * box.y2_px};
}

BodyEvidence evidence_of(const Chain& body, const DetectionTable& table, const ClipFaces& faces,
                         const TrackingOptions& options) {
  BodyEvidence e;
  e.count = body.detections.size();
  const double weight = 1 / static_cast<double>(e.count);
  for (const std::uint32_t k : body.detections) {
    const Detection& s = table.detections[k];
    e.score += weight * s.score;
    add_box(e.box, s.box, weight);
    if (s.detected) ++e.detected;
    if (s.landmarks_trusted && s.presence >= options.validity.min_presence) ++e.confirmed;
    if (!faces.of_detection[k]) continue;
    const FaceGroup& face = faces.groups[static_cast<std::size_t>(s.frame)][*faces.of_detection[k]];
    ++e.with_face;
    e.best_face = std::max(e.best_face, face.joint_score);
    e.best_centerface = std::max(e.best_centerface, face.centerface_score);
  }
  const Detection& first = table.detections[body.detections.front()];
  const Detection& last = table.detections[body.detections.back()];
  e.seconds = last.time_s - first.time_s;
  e.density = static_cast<double>(e.count) / static_cast<double>(last.frame - first.frame + 1);
  e.spread = spread_of(body, table);
  return e;
}

bool shows_a_face(const BodyEvidence& e, const TrackingOptions& options) {
  return e.best_face >= options.faces.proving_score &&
         e.best_centerface >= options.faces.proving_centerface_score &&
         e.face_share() >= kFaceShare;
}

bool moves(const BodyEvidence& e, const TrackingOptions& options) {
  return e.count >= kFewDetections && e.spread >= options.validity.static_distance;
}

bool is_person(const BodyEvidence& e, const TrackingOptions& options) {
  if (e.detected == 0 && (e.seconds < kMinUndetected_s || e.density < kMinUndetectedShare))
    return false;
  if (shows_a_face(e, options)) return true;
  return e.score >= options.validity.min_unconfirmed_score ||
         e.confirmed_share() >= options.validity.min_confirmed_share ||
         (moves(e, options) && e.score >= kMinMovingScore);
}

// A false positive that is confirmed now and then is known by all that is seen in its place.
bool is_in_false_positive_place(const BodyEvidence& e, const std::vector<BodyEvidence>& all,
                                const TrackingOptions& options) {
  const auto doubtful = [&](const BodyEvidence& o) {
    return o.score < options.validity.min_unconfirmed_score && !moves(o, options) &&
           !shows_a_face(o, options);
  };
  if (!doubtful(e)) return false;
  double count = 0;
  double confirmed = 0;
  for (const BodyEvidence& other : all) {
    if (!doubtful(other) || geometry::iou(e.box, other.box) < kSamePlaceIou) continue;
    count += static_cast<double>(other.count);
    confirmed += static_cast<double>(other.confirmed);
  }
  return confirmed < options.validity.min_confirmed_share * count;
}

double certainty_of(const BodyEvidence& e, const TrackingOptions& options) {
  const double doubt = (1 - kPresenceTrust * e.confirmed_share()) *
                       (1 - std::clamp(e.score, 0.0, 1.0)) *
                       (1 - 0.9 * e.best_face * std::min(1.0, 2 * e.face_share()));
  // A glimpse proves less than a walk through the room.
  const auto count = static_cast<double>(e.count);
  const double certainty = count / (count + 1) * (1 - doubt);
  return e.detected == 0 && !shows_a_face(e, options) ? std::min(certainty, kMostOfOwnWord)
                                                      : certainty;
}

bool is_clear(const FaceGroup& face, bool beside_head, const FaceOptions& options) {
  if (beside_head) return face.centerface_score >= options.clear_score_beside_head;
  return face.centerface_score >= options.clear_score ||
         std::min(face.centerface_score, face.blazeface_score) >= options.clear_score_of_both;
}

// The frames between in which it was not seen count against it.
bool is_steady(const Chain& face, const std::vector<double>& best_first,
               const DetectionTable& table, const FaceOptions& options) {
  const auto good = static_cast<std::size_t>(std::count_if(
      best_first.begin(), best_first.end(), [&](double s) { return s >= options.steady_score; }));
  const auto frames = static_cast<std::size_t>(table.detections[face.detections.back()].frame -
                                               table.detections[face.detections.front()].frame + 1);
  return good >= options.min_steady_frames && 2 * good >= frames;
}

// The best few decide: a person who turns away for long has many weak ones.
bool is_supported(const std::vector<double>& best_first, FaceSurroundings surroundings,
                  const FaceOptions& options) {
  const std::size_t few = std::min(best_first.size(), options.support_frames);
  const double sum = std::accumulate(best_first.begin(),
                                     best_first.begin() + static_cast<std::ptrdiff_t>(few), 0.0);
  return sum >= (surroundings == FaceSurroundings::kFree ? options.min_support
                                                         : options.min_support_before_body);
}

}  // namespace

std::vector<std::optional<double>> person_certainties(const std::vector<Chain>& bodies,
                                                      const DetectionTable& table,
                                                      const ClipFaces& faces,
                                                      const TrackingOptions& options) {
  std::vector<BodyEvidence> all;
  all.reserve(bodies.size());
  for (const Chain& body : bodies) all.push_back(evidence_of(body, table, faces, options));
  std::vector<std::optional<double>> certainties;
  certainties.reserve(bodies.size());
  for (const BodyEvidence& e : all) {
    if (is_person(e, options) && !is_in_false_positive_place(e, all, options))
      certainties.emplace_back(certainty_of(e, options));
    else
      certainties.emplace_back(std::nullopt);
  }
  return certainties;
}

std::optional<double> lone_face_certainty(const Chain& face, FaceSurroundings surroundings,
                                          const DetectionTable& table, const ClipFaces& faces,
                                          const FaceOptions& options) {
  const bool beside = surroundings == FaceSurroundings::kBesideHead;
  std::vector<double> scores;  // CenterFace's
  bool clear = false;
  double doubt = 1;
  for (const std::uint32_t k : face.detections) {
    const FaceGroup& group =
        faces
            .groups[static_cast<std::size_t>(table.detections[k].frame)][table.detections[k].index];
    scores.push_back(group.centerface_score);
    clear = clear || is_clear(group, beside, options);
    doubt = std::min(doubt, 1 - group.joint_score);
  }
  if (clear) return 1 - doubt;
  if (beside) return std::nullopt;
  std::sort(scores.begin(), scores.end(), std::greater<>());
  const bool enough = spread_of(face, table) * kStatureOfFace < kStaticFace
                          ? is_steady(face, scores, table, options)
                          : is_supported(scores, surroundings, options);
  return enough ? std::optional(0.5 * (1 - doubt)) : std::nullopt;
}

}  // namespace securepose::tracking
