#include "securepose/tracking/tracklets.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "securepose/tracking/appearance.h"
#include "securepose/tracking/motion_model.h"
#include "securepose/tracking/tracklet_split.h"

namespace securepose::tracking {
namespace {

constexpr int kMinCommonPoints = 4;
constexpr double kClothingMemory = 0.8;  // of the fading mean, per detection

struct OpenPiece {
  Tracklet detections;
  MotionState motion;
  AppearanceMean clothing{};  // of the last few detections
};

struct Match {
  std::size_t piece = 0;
  std::size_t detection = 0;  // position in the table
  double cost = 0;
};

// Costs of a piece's or a detection's best and second-best match.
struct Choices {
  double best = std::numeric_limits<double>::infinity();
  double second = std::numeric_limits<double>::infinity();
  std::size_t count = 0;

  void offer(double cost) {
    ++count;
    second = std::min(second, std::max(best, cost));
    best = std::min(best, cost);
  }
};

class Builder {
 public:
  Builder(const DetectionTable& table, const std::vector<bool>& use, const TrackingOptions& options)
      : table_(table), use_(use), options_(options) {}

  std::vector<Tracklet> build() {
    const std::size_t frames = table_.shot_of_frame.size();
    for (std::size_t f = 0; f < frames; ++f) {
      if (f > 0 && table_.shot_of_frame[f] != table_.shot_of_frame[f - 1]) close_all();
      if (table_.frame_begin[f] == table_.frame_begin[f + 1]) continue;
      step(table_.frame_begin[f], table_.frame_begin[f + 1]);
    }
    close_all();
    std::sort(done_.begin(), done_.end());
    return std::move(done_);
  }

 private:
  const Detection& detection(std::size_t k) const { return table_.detections[k]; }

  void step(std::size_t begin, std::size_t end) {
    const double now_s = detection(begin).time_s;
    close_if([&](const OpenPiece& piece) {
      return now_s - detection(piece.detections.back()).time_s > options_.tracklets.max_gap_s;
    });
    accept(possible_matches(begin, end, now_s), begin, end);
  }

  std::vector<Match> possible_matches(std::size_t begin, std::size_t end, double now_s) const {
    std::vector<Match> matches;
    for (std::size_t p = 0; p < open_.size(); ++p) {
      const MotionState expected = open_[p].motion.at(now_s, options_.motion);
      const Detection& last = detection(open_[p].detections.back());
      for (std::size_t s = begin; s < end; ++s) {
        if (!use_[s]) continue;
        double cost =
            std::min(motion_cost(expected, last, detection(s)), box_cost(last, detection(s)));
        if (cost > options_.tracklets.max_cost) continue;
        cost += clothing_cost(open_[p], detection(s));
        if (cost < options_.tracklets.max_cost) matches.push_back({p, s, cost});
      }
    }
    return matches;
  }

  double motion_cost(const MotionState& expected, const Detection& last,
                     const Detection& next) const {
    const TrackletOptions& o = options_.tracklets;
    const double dt = next.time_s - last.time_s;
    const double distance2 = expected.distance2(next.anchor, next.anchor_sd);
    if (distance2 > 4 * o.max_cost) return std::numeric_limits<double>::infinity();
    const double variance = expected.anchor_sd() * expected.anchor_sd() +
                            static_cast<double>(next.anchor_sd) * next.anchor_sd;
    const double least = 2 * options_.motion.landmark_sd * options_.motion.landmark_sd;
    double cost = 0.5 * distance2 + std::max(0.0, std::log(variance / least));
    if (next.size_from_torso && last.size_from_torso) {
      const double change = std::log(next.size_px / last.size_px) / o.log_size_sd;
      cost += 0.5 * change * change;
    }
    if ((next.presence > 0) != (last.presence > 0)) cost += o.presence_change_cost;
    if (const auto shape = shape_distance(last, next, kMinCommonPoints)) {
      const double deviation = *shape / (o.shape_sd + o.shape_sd_per_s * dt);
      cost += 0.5 * o.shape_weight * deviation * deviation;
    }
    return cost;
  }

  // Landmarks may jump between two readings of a twisted body while the detector's box stays.
  double box_cost(const Detection& last, const Detection& next) const {
    const TrackletOptions& o = options_.tracklets;
    if (!last.detected || !next.detected || std::min(last.clear_share, next.clear_share) < 0.5)
      return std::numeric_limits<double>::infinity();
    return o.box_only_cost + o.box_change_cost * (1 - geometry::iou(last.box, next.box));
  }

  // Like clothing speaks for a match as far as both show it; unlike clothing always speaks against
  // it, for what made it unlike (somebody before it) is a reason to break off as well.
  double clothing_cost(const OpenPiece& piece, const Detection& next) const {
    if (!next.appearance) return 0;
    const auto distance = appearance_distance(piece.clothing, *next.appearance);
    if (!distance) return 0;
    const double evidence = appearance_evidence(*distance, options_.appearance);
    const double trust = evidence > 0 ? next.clear_share : 1;
    return -options_.tracklets.clothing_weight * trust * evidence;
  }

  void accept(const std::vector<Match>& matches, std::size_t begin, std::size_t end) {
    std::vector<Choices> of_piece(open_.size());
    std::vector<Choices> of_detection(end - begin);
    for (const Match& m : matches) {
      of_piece[m.piece].offer(m.cost);
      of_detection[m.detection - begin].offer(m.cost);
    }
    const double margin = options_.tracklets.min_margin;
    std::vector<bool> continued(open_.size(), false);
    std::vector<bool> taken(end - begin, false);
    for (const Match& m : matches) {
      const Choices& piece = of_piece[m.piece];
      const Choices& place = of_detection[m.detection - begin];
      if (m.cost > piece.best || m.cost > place.best || piece.second - m.cost < margin ||
          place.second - m.cost < margin || taken[m.detection - begin])
        continue;
      continued[m.piece] = true;
      taken[m.detection - begin] = true;
      extend(open_[m.piece], m.detection);
    }
    close_contested(matches, of_piece, continued, taken, begin);
    for (std::size_t s = begin; s < end; ++s)
      if (use_[s] && !taken[s - begin]) start(s);
  }

  // A piece that could have gone on, but not beyond doubt, ends.
  void close_contested(const std::vector<Match>& matches, const std::vector<Choices>& of_piece,
                       const std::vector<bool>& continued, const std::vector<bool>& taken,
                       std::size_t begin) {
    std::vector<bool> contested(open_.size(), false);
    for (const Match& m : matches)
      if (!continued[m.piece] && m.cost <= of_piece[m.piece].best && !taken[m.detection - begin])
        contested[m.piece] = true;
    std::size_t position = 0;
    close_if([&](const OpenPiece&) { return contested[position++]; });
  }

  void extend(OpenPiece& piece, std::size_t s) {
    const Detection& next = detection(s);
    piece.motion = piece.motion.at(next.time_s, options_.motion);
    piece.motion.update(next.anchor, next.anchor_sd, next.size_px);
    piece.detections.push_back(static_cast<std::uint32_t>(s));
    remember_clothing(piece, next);
  }

  static void remember_clothing(OpenPiece& piece, const Detection& seen) {
    if (!seen.appearance) return;
    piece.clothing.fade(kClothingMemory);
    piece.clothing.add(*seen.appearance, 0.1 + seen.clear_share);
  }

  void start(std::size_t s) {
    const Detection& first = detection(s);
    open_.push_back(
        {{static_cast<std::uint32_t>(s)},
         MotionState(first.anchor, first.anchor_sd, first.size_px, first.time_s, options_.motion)});
  }

  template <class Condition>
  void close_if(Condition condition) {
    std::vector<OpenPiece> kept;
    kept.reserve(open_.size());
    for (OpenPiece& piece : open_) {
      if (condition(piece))
        done_.push_back(std::move(piece.detections));
      else
        kept.push_back(std::move(piece));
    }
    open_ = std::move(kept);
  }

  void close_all() {
    close_if([](const OpenPiece&) { return true; });
  }

  const DetectionTable& table_;
  const std::vector<bool>& use_;
  const TrackingOptions& options_;
  std::vector<OpenPiece> open_;
  std::vector<Tracklet> done_;
};

}  // namespace

std::vector<Tracklet> build_tracklets(const DetectionTable& table, const std::vector<bool>& use,
                                      const TrackingOptions& options) {
  std::vector<Tracklet> pieces;
  for (Tracklet& piece : Builder(table, use, options).build())
    for (Tracklet& part :
         split_at_changes(std::move(piece), table, options.tracklets.split_window_s, options))
      pieces.push_back(std::move(part));
  return pieces;
}

}  // namespace securepose::tracking
