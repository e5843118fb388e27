#include "securepose/pipeline/upright.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/detection/centerface.h"
#include "securepose/detection/movenet_multipose.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"

namespace securepose::pipeline {
namespace {

constexpr int kTurns_deg[4] = {0, 90, 180, 270};
/// Frames looked at, and how they are spread: one a second and no more than this.
constexpr int kMostLooks = 12;
constexpr double kBetweenLooks_s = 1.0;
/// A small picture is enough to tell up from down.
constexpr int kFaceLongSide_px = 640;
/// Evidence below these scores is noise in every turn.
constexpr double kFaceScore = 0.3;
constexpr double kPersonScore = 0.25;
/// Another turn must be this many times better than none, and by this much.
constexpr double kClearlyBetter = 1.6;
constexpr double kLeastMargin = 0.8;
/// Enough evidence for no turn at all to stop looking early.
constexpr double kSettled = 3.0;

/// A body whose nose lies above its hips, by how far, as a share of the box's height: upright
/// people count fully, lying ones little, those on their head not at all.
double uprightness(const detection::PersonDetection& person) {
  const auto& nose = person.keypoints[0];
  const auto& left_hip = person.keypoints[11];
  const auto& right_hip = person.keypoints[12];
  const double hips_y_px = (left_hip.point.y_px + right_hip.point.y_px) / 2;
  const double size_px = std::max(person.box_px.height_px(), person.box_px.width_px());
  return size_px > 0 ? std::clamp(3 * (hips_y_px - nose.point.y_px) / size_px, 0.0, 1.0) : 0;
}

class Looker {
 public:
  explicit Looker(const inference::NetworkOptions& options)
      : centerface_({.min_score = kFaceScore}, options),
        movenet_({.min_score = kPersonScore, .long_sides_px = {384}}, options) {}

  void look(const cv::Mat& rgb, UprightEvidence& sum) {
    for (std::size_t i = 0; i < 4; ++i) {
      const cv::Mat picture = geometry::turned(rgb, kTurns_deg[i]);
      for (const auto& face :
           centerface_.detect(picture, kFaceLongSide_px, detection::FaceSource::kCenterFaceHalf)) {
        sum.by_turn[i] += face.score;
      }
      for (const auto& person : movenet_.detect(picture)) {
        sum.by_turn[i] += person.score * uprightness(person);
      }
    }
  }

 private:
  detection::CenterFace centerface_;
  detection::MoveNetMultiPose movenet_;
};

}  // namespace

int best_turn_deg(const UprightEvidence& sum) {
  const auto* best = std::max_element(std::begin(sum.by_turn), std::end(sum.by_turn));
  const double none = sum.by_turn[0];
  if (*best < kClearlyBetter * none || *best < none + kLeastMargin) return 0;
  return kTurns_deg[best - std::begin(sum.by_turn)];
}

int find_upright_turn_deg(const std::filesystem::path& video,
                          const inference::NetworkOptions& options, int turn_deg) {
  media::VideoReader reader(video, turn_deg);
  Looker looker(options);
  UprightEvidence sum;
  // Spread the looks over the whole recording when its length is known.
  const double spread_s = reader.info().duration_s.value_or(0) / kMostLooks;
  const double between_s = std::max(kBetweenLooks_s / 4, std::min(spread_s, 20.0));
  std::optional<base::Timestamp> last_look;
  int looks = 0;
  while (looks < kMostLooks) {
    const std::optional<media::VideoFrame> frame = reader.next();
    if (!frame) break;
    if (!frame->readable) continue;
    if (last_look && (frame->time - *last_look).seconds() < between_s) continue;
    last_look = frame->time;
    looker.look(frame->rgb, sum);
    ++looks;
    const double others = *std::max_element(std::begin(sum.by_turn) + 1, std::end(sum.by_turn));
    if (sum.by_turn[0] > kSettled && sum.by_turn[0] > 3 * others) break;
  }
  return best_turn_deg(sum);
}

}  // namespace securepose::pipeline
