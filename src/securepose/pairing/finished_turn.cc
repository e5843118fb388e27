#include "securepose/pairing/finished_turn.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"

namespace securepose::pairing {
namespace {

/// Encoders make odd sides even.
bool alike_px(int a, int b) { return std::abs(a - b) <= 1; }

/// The first frames that show anything tell how the finished video is turned, if another turn
/// leaves less than this part of the difference that none leaves. Covered heads are the same in all
/// turns.
constexpr int kFramesForTurn = 5;
constexpr int kMostFramesForTurn = 300;
constexpr double kClearlyTurned = 0.7;
/// Less spread of the brightness, of 255, shows nothing.
constexpr double kLeastSpread = 4;

bool shows_anything(const cv::Mat& picture) {
  cv::Scalar mean;
  cv::Scalar spread;
  cv::meanStdDev(picture, mean, spread);
  return spread[1] >= kLeastSpread;
}

/// A small picture that forgives the encoder's differences.
cv::Mat small(const cv::Mat& picture) {
  cv::Mat result;
  cv::resize(picture, result, {64, 64}, 0, 0, cv::INTER_AREA);
  return result;
}

}  // namespace

int finished_turn_deg(const std::filesystem::path& original,
                      const std::filesystem::path& deidentified, const media::Turns& turns) {
  media::VideoReader source(original, turns);
  media::VideoReader finished(deidentified);
  std::map<int, double> apart_by_turn;  // of those that fit the size
  for (const int turn_deg : {0, 90, 180, 270}) {
    cv::Size size_px(source.info().width_px, source.info().height_px);
    if (turn_deg % 180 != 0) std::swap(size_px.width, size_px.height);
    if (alike_px(size_px.width, finished.info().width_px) &&
        alike_px(size_px.height, finished.info().height_px))
      apart_by_turn[turn_deg] = 0;
  }
  if (apart_by_turn.empty()) return 0;
  int looked_at = 0;
  for (int frame = 0; frame < kMostFramesForTurn && looked_at < kFramesForTurn; ++frame) {
    const auto before = source.next();
    const auto after = finished.next();
    if (!before || !after) break;
    const cv::Mat shown = small(after->rgb);
    if (!before->readable || !shows_anything(small(before->rgb)) || !shows_anything(shown))
      continue;
    ++looked_at;
    for (auto& [turn_deg, apart] : apart_by_turn)
      apart += cv::norm(small(geometry::turned(before->rgb, turn_deg)), shown, cv::NORM_L1);
  }
  const auto best =
      std::min_element(apart_by_turn.begin(), apart_by_turn.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto none = apart_by_turn.find(0);
  const bool stays = none != apart_by_turn.end() && best->second >= kClearlyTurned * none->second;
  return stays ? 0 : best->first;
}

}  // namespace securepose::pairing
