#include "securepose/tracking/faces.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "securepose/tracking/assignment.h"

namespace securepose::tracking {
namespace {

// A detector's face box, hairline to chin, over the head's height, chin to crown.
constexpr double kFaceOfHead = 0.85;
// Sizes that no blur of the estimates explains.
constexpr double kMinFaceOfHead = 0.35;
constexpr double kMaxFaceOfHead = 2.2;
constexpr double kSizeWeight = 0.25;   // head heights of distance per e-fold of size
constexpr double kScoreWeight = 0.25;  // head heights of distance per unit of score
// An uncertain head place may lie farther from its face by this factor.
constexpr double kUncertainReach = 0.7;
constexpr double kSameCenter = 0.5;  // of the smaller face's height
constexpr double kSameSizeFactor = 2.2;

bool same_face(const geometry::Box& a, const geometry::Box& b, double min_iou) {
  if (geometry::iou(a, b) >= min_iou) return true;
  const auto [small, large] = std::minmax({a.height_px(), b.height_px()});
  return large < kSameSizeFactor * small &&
         geometry::distance_px(a.center(), b.center()) < kSameCenter * small;
}

void set_scores(FaceGroup& group, const std::vector<observation::FaceObservation>& faces) {
  std::array<double, 3> best_of_source{};
  for (const std::size_t k : group.indices) {
    const detection::FaceDetection& face = faces[k].detection;
    double& best = best_of_source.at(static_cast<std::size_t>(face.source));
    best = std::max(best, face.score);
    double& of_network = face.source == detection::FaceSource::kBlazeFaceHead
                             ? group.blazeface_score
                             : group.centerface_score;
    of_network = std::max(of_network, face.score);
  }
  double none = 1;
  for (const double score : best_of_source) none *= 1 - std::clamp(score, 0.0, 1.0);
  group.joint_score = 1 - none;
}

}  // namespace

std::vector<FaceGroup> group_faces(const std::vector<observation::FaceObservation>& faces,
                                   const FaceOptions& options) {
  std::vector<std::size_t> order(faces.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return faces[a].detection.score > faces[b].detection.score;
  });
  std::vector<FaceGroup> groups;
  for (const std::size_t k : order) {
    const detection::FaceDetection& face = faces[k].detection;
    if (face.box_px.empty() || face.box_px.height_px() < options.min_height_px) continue;
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const FaceGroup& g) {
      return same_face(g.box_px, face.box_px, options.min_group_iou);
    });
    if (group == groups.end())
      groups.push_back({{k}, face.box_px, face.score});
    else
      group->indices.push_back(k);
  }
  for (FaceGroup& group : groups) set_scores(group, faces);
  return groups;
}

double face_fit(const FaceGroup& face, const observation::HeadPlace& head,
                const FaceOptions& options) {
  if (head.height_px <= 0) return -1;
  const double ratio = face.box_px.height_px() / head.height_px;
  const double slack = 1 + kUncertainReach * (1 - head.certainty);
  if (ratio < kMinFaceOfHead / slack || ratio > kMaxFaceOfHead * slack) return -1;
  const double reach = options.max_head_distance * slack;
  const double distance = geometry::distance_px(face.box_px.center(), head.center) / head.height_px;
  if (distance > reach) return -1;
  const double misfit = kSizeWeight * std::abs(std::log(ratio / kFaceOfHead));
  // Never negative within reach: a face there that nobody else claims is this head's.
  return std::max(0.01, 1 - (distance + misfit - kScoreWeight * face.joint_score) / reach);
}

std::vector<std::optional<std::size_t>> assign_faces(
    const std::vector<observation::HeadPlace>& heads, const std::vector<FaceGroup>& faces,
    const FaceOptions& options) {
  std::vector<Candidate> candidates;
  for (std::size_t h = 0; h < heads.size(); ++h)
    for (std::size_t f = 0; f < faces.size(); ++f) {
      const double fit = face_fit(faces[f], heads[h], options);
      if (fit > 0) candidates.push_back({h, f, fit});
    }
  return best_assignment(heads.size(), faces.size(), candidates);
}

}  // namespace securepose::tracking
