#include "securepose/tracking/validity.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>

namespace securepose::tracking {
namespace {

// Shares of sightings that confirm a body; BlazePose fails on upper bodies and on backs in part of
// the frames, so a tenth is enough.
constexpr double kConfirmedShare = 0.1;
constexpr std::size_t kConfirmedCount = 3;
// Somebody else's face may lie before furniture for a while; it is kept on its own then.
constexpr double kFaceShare = 0.2;
constexpr double kMinMovingScore = 0.15;
constexpr std::size_t kFewSightings = 3;
// Presence is a sharp flag: where it says yes it is right nearly always.
constexpr double kPresenceTrust = 0.97;

struct BodyEvidence {
  std::size_t count = 0;
  std::size_t confirmed = 0;
  std::size_t with_face = 0;
  double score = 0;      // mean
  double best_face = 0;  // joint score
  double spread = 0;     // of the anchor, in sizes
};

// Root of the mean squared distance from the mean place, in the mean size.
double spread_of(const Chain& chain, const SightingTable& table) {
  geometry::Point sum;
  double size = 0;
  const auto n = static_cast<double>(chain.sightings.size());
  for (const std::uint32_t k : chain.sightings) {
    sum = sum + table.sightings[k].anchor;
    size += table.sightings[k].size_px / n;
  }
  const geometry::Point mean = (1 / n) * sum;
  double squares = 0;
  for (const std::uint32_t k : chain.sightings) {
    const geometry::Point d = table.sightings[k].anchor - mean;
    squares += geometry::dot(d, d);
  }
  return size > 0 ? std::sqrt(squares / n) / size : 0;
}

BodyEvidence evidence_of(const Chain& body, const SightingTable& table, const ClipFaces& faces,
                         const TrackingOptions& options) {
  BodyEvidence e;
  e.count = body.sightings.size();
  for (const std::uint32_t k : body.sightings) {
    const Sighting& s = table.sightings[k];
    e.score += s.score / static_cast<double>(e.count);
    if (s.landmarks_trusted && s.presence >= options.validity.min_presence) ++e.confirmed;
    if (!faces.of_sighting[k]) continue;
    const FaceGroup& face = faces.groups[static_cast<std::size_t>(s.frame)][*faces.of_sighting[k]];
    ++e.with_face;
    e.best_face = std::max(e.best_face, face.joint_score);
  }
  e.spread = spread_of(body, table);
  return e;
}

}  // namespace

std::optional<double> person_certainty(const Chain& body, const SightingTable& table,
                                       const ClipFaces& faces, const TrackingOptions& options) {
  const BodyEvidence e = evidence_of(body, table, faces, options);
  const auto count = static_cast<double>(e.count);
  const double confirmed = static_cast<double>(e.confirmed) / count;
  const double faced = static_cast<double>(e.with_face) / count;
  const bool by_landmarks = e.confirmed >= kConfirmedCount || confirmed >= kConfirmedShare;
  const bool by_face = e.best_face >= options.faces.strong_score && faced >= kFaceShare;
  const bool by_score = e.score >= options.validity.min_unconfirmed_score;
  const bool by_motion = e.count >= kFewSightings && e.spread >= options.validity.static_distance &&
                         e.score >= kMinMovingScore;
  if (!by_landmarks && !by_face && !by_score && !by_motion) return std::nullopt;
  const double doubt = (1 - kPresenceTrust * confirmed) * (1 - std::clamp(e.score, 0.0, 1.0)) *
                       (1 - 0.9 * e.best_face * std::min(1.0, 2 * faced));
  // A glimpse proves less than a walk through the room.
  const double glimpse = count / (count + 1);
  return glimpse * (1 - doubt);
}

std::optional<double> lone_face_certainty(const Chain& face, const SightingTable& table,
                                          const FaceOptions& options) {
  std::vector<double> scores;
  scores.reserve(face.sightings.size());
  for (const std::uint32_t k : face.sightings) scores.push_back(table.sightings[k].score);
  std::sort(scores.begin(), scores.end(), std::greater<>());
  // The best few decide: a person who turns away for long has many weak ones.
  const std::size_t few = std::min(scores.size(), options.support_frames);
  double support = 0;
  for (std::size_t k = 0; k < few; ++k) support += scores[k];
  if (scores.front() < options.strong_score && support < options.min_support) return std::nullopt;
  double doubt = 1;
  for (std::size_t k = 0; k < few; ++k) doubt *= 1 - 0.5 * scores[k];
  return 1 - doubt;
}

}  // namespace securepose::tracking
