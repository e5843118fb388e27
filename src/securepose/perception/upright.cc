#include "securepose/perception/upright.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "securepose/detection/centerface.h"
#include "securepose/detection/movenet_multipose.h"
#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"

namespace securepose::perception {
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
  Looker()
      : centerface_({.min_score = kFaceScore}, {}),
        movenet_({.min_score = kPersonScore, .long_sides_px = {384}}, {}) {}

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

/// The looks at one part of a recording.
class PartLooks {
 public:
  /// Spreads the looks over the whole part when its length is known.
  PartLooks(double duration_s)  // NOLINT: made from a list of durations
      : between_s_(
            std::max(kBetweenLooks_s / 4, std::min(duration_s / kMostLooks, kLongestBetween_s))) {}

  bool done() const { return looks_ >= kMostLooks || settled_; }
  bool wants(const media::VideoFrame& frame) const {
    return !done() && frame.readable &&
           (!last_look_ || (frame.time - *last_look_).seconds() >= between_s_);
  }
  void look(const media::VideoFrame& frame, Looker& looker) {
    last_look_ = frame.time;
    looker.look(frame.rgb, sum_);
    ++looks_;
    const double others = *std::max_element(std::begin(sum_.by_turn) + 1, std::end(sum_.by_turn));
    settled_ = sum_.by_turn[0] > kSettled && sum_.by_turn[0] > 3 * others;
  }
  const UprightEvidence& sum() const { return sum_; }

 private:
  static constexpr double kLongestBetween_s = 20;
  double between_s_;
  UprightEvidence sum_;
  std::optional<base::Timestamp> last_look_;
  int looks_ = 0;
  bool settled_ = false;
};

}  // namespace

int best_turn_deg(const UprightEvidence& sum) {
  const auto* best = std::max_element(std::begin(sum.by_turn), std::end(sum.by_turn));
  const double none = sum.by_turn[0];
  if (*best < kClearlyBetter * none || *best < none + kLeastMargin) return 0;
  return kTurns_deg[best - std::begin(sum.by_turn)];
}

UprightTurns joined_turns(const std::vector<int>& upright_deg,
                          const std::vector<double>& durations_s) {
  const auto longest = std::max_element(durations_s.begin(), durations_s.end());
  UprightTurns turns;
  turns.clip_deg = upright_deg.at(static_cast<std::size_t>(longest - durations_s.begin()));
  bool any = false;
  for (const int part_deg : upright_deg) {
    turns.part_deg.push_back((part_deg - turns.clip_deg + 360) % 360);
    any = any || turns.part_deg.back() != 0;
  }
  if (!any) turns.part_deg.clear();
  return turns;
}

UprightTurns find_upright_turns(const std::filesystem::path& video, int turn_deg) {
  media::VideoReader reader(video, turn_deg);
  Looker looker;
  std::vector<double> durations_s = reader.info().part_durations_s;
  if (durations_s.empty()) durations_s = {reader.info().duration_s.value_or(0)};
  std::vector<PartLooks> parts(durations_s.begin(), durations_s.end());
  const auto is_done = [](const PartLooks& part) { return part.done(); };
  while (!std::all_of(parts.begin(), parts.end(), is_done)) {
    const std::optional<media::VideoFrame> frame = reader.next();
    if (!frame) break;
    const auto part = static_cast<std::size_t>(frame->part);
    if (part < parts.size() && parts[part].wants(*frame)) parts[part].look(*frame, looker);
  }
  std::vector<int> upright_deg;
  for (const PartLooks& part : parts) upright_deg.push_back(best_turn_deg(part.sum()));
  return joined_turns(upright_deg, durations_s);
}

}  // namespace securepose::perception
