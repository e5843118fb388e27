#include "securepose/tracking/point_tracker.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "securepose/tracking/gap_fill.h"
#include "securepose/tracking/linking.h"
#include "securepose/tracking/tracklets.h"

namespace securepose::tracking {
namespace {

// Stretches whose bones differ by less are one person's.
constexpr double kSameBones = 0.1;
// Of two people who both agree, one must agree better by this.
constexpr double kClearlyBetter = 0.03;
// Frames in which both are seen, as a share of the shorter stretch, that are taken for a mistake.
constexpr double kStrayShare = 0.02;

// Longest absence that motion bridges.
constexpr double kLongestHidden_s = 0.7;

TrackingOptions options_for_points() {
  TrackingOptions options;
  // One estimator sees a body once; two skeletons are two people unless they are the same points.
  options.duplicates.max_point_distance = 0.01;
  options.duplicates.min_box_iou = 2;
  options.duplicates.max_head_distance = 0;
  // Over longer absences motion alone, without clothing, leads to whoever appears nearby; bones
  // tell more. Two people who pass each other slowly hide each other for half a second.
  options.links.short_gap_s = kLongestHidden_s;
  options.links.long_gap_s = kLongestHidden_s;
  return options;
}

// A shorter piece does not know its own velocity. Where two people cross it would lead from one to
// the other, so the longer ones are linked across it, and it is given to one of them after that.
constexpr std::size_t kFewestForVelocity = 5;

// All pieces that the detections in `use` make.
std::vector<Chain> chains_of(const DetectionTable& table, const std::vector<bool>& use,
                             const TrackingOptions& options) {
  std::vector<Chain> chains;
  for (Tracklet& piece : build_tracklets(table, use, options))
    chains.push_back(make_chain(std::move(piece), table));
  return chains;
}

// Who is who as far as motion, size and shape tell.
std::vector<Chain> chains_by_motion(const DetectionTable& table, PictureSize picture,
                                    const TrackingOptions& options) {
  const LinkOptions& o = options.links;
  std::vector<bool> free(table.detections.size(), true);
  std::vector<Chain> chains = chains_of(table, free, options);
  std::erase_if(chains,
                [](const Chain& chain) { return chain.detections.size() < kFewestForVelocity; });
  for (const Chain& chain : chains)
    for (const std::uint32_t k : chain.detections) free[k] = false;
  link_over_gaps(chains, table, picture, o.long_gap_s, o.min_margin, options);
  link_over_gaps(chains, table, picture, o.long_gap_s, o.last_margin, options);
  fill_gaps_by_motion(chains, table, o.long_gap_s, free);
  for (Chain& chain : chains_of(table, free, options)) chains.push_back(std::move(chain));
  std::sort(chains.begin(), chains.end(),
            [](const Chain& a, const Chain& b) { return a.detections < b.detections; });
  link_over_gaps(chains, table, picture, o.long_gap_s, o.last_margin, options);
  return chains;
}

// Joins the stretches of people who were away.
class Returns {
 public:
  Returns(std::vector<Chain> chains, const DetectionTable& table,
          const std::vector<BoneLengths>& bones)
      : chains_(std::move(chains)),
        table_(table),
        bones_(bones),
        in_frame_(table.shot_of_frame.size()) {}

  std::vector<TrackedBody> join() {
    std::stable_sort(chains_.begin(), chains_.end(), [](const Chain& a, const Chain& b) {
      return a.detections.size() > b.detections.size();
    });
    for (const Chain& chain : chains_) {
      const TypicalBones bones = bones_of(chain);
      bool contested = false;
      const auto owner = owner_of(chain, bones, contested);
      add(chain, bones, owner, contested);
    }
    for (TrackedBody& body : bodies_) {
      std::sort(body.places.begin(), body.places.end(),
                [](const auto& a, const auto& b) { return a.frame < b.frame; });
      body.places.erase(
          std::unique(body.places.begin(), body.places.end(),
                      [](const auto& a, const auto& b) { return a.frame == b.frame; }),
          body.places.end());
      std::sort(body.returns.begin(), body.returns.end());
    }
    std::stable_sort(
        bodies_.begin(), bodies_.end(),
        [](const TrackedBody& a, const TrackedBody& b) { return a.size_sum_px > b.size_sum_px; });
    return std::move(bodies_);
  }

 private:
  TypicalBones bones_of(const Chain& chain) const {
    std::vector<BoneLengths> frames;
    frames.reserve(chain.detections.size());
    for (const std::uint32_t k : chain.detections) frames.push_back(bones_[k]);
    return typical_bones(frames);
  }

  // In how many of the chain's frames each body is seen.
  std::vector<std::size_t> shared_with(const Chain& chain) const {
    std::vector<std::size_t> shared(bodies_.size(), 0);
    for (const std::uint32_t k : chain.detections)
      for (const std::uint32_t body :
           in_frame_[static_cast<std::size_t>(table_.detections[k].frame)])
        ++shared[body];
    return shared;
  }

  // Whose stretch it is; nothing for a person of its own, or if it could be either of two's.
  std::optional<std::size_t> owner_of(const Chain& chain, const TypicalBones& bones,
                                      bool& contested) const {
    const std::vector<std::size_t> shared = shared_with(chain);
    std::optional<std::size_t> best;
    double least = kSameBones, second = kSameBones + kClearlyBetter;
    for (std::size_t b = 0; b < bodies_.size(); ++b) {
      const auto shorter = std::min(chain.detections.size(), bodies_[b].places.size());
      if (static_cast<double>(shared[b]) > kStrayShare * static_cast<double>(shorter)) continue;
      const auto apart = difference(bones, bones_of_body_[b]);
      if (!apart || *apart > kSameBones) continue;
      if (*apart < least || !best) {
        second = best ? least : second;
        least = *apart;
        best = b;
      } else {
        second = std::min(second, *apart);
      }
    }
    contested = best && second - least < kClearlyBetter;
    return contested ? std::nullopt : best;
  }

  void add(const Chain& chain, const TypicalBones& bones, std::optional<std::size_t> owner,
           bool contested) {
    if (!owner) {
      owner = bodies_.size();
      bodies_.emplace_back().contested = contested;
      bones_of_body_.push_back(bones);
    }
    TrackedBody& body = bodies_[*owner];
    body.returns.push_back(
        static_cast<std::size_t>(table_.detections[chain.detections.front()].frame));
    for (const std::uint32_t k : chain.detections) {
      const Detection& s = table_.detections[k];
      body.places.push_back({static_cast<std::size_t>(s.frame), s.index});
      body.size_sum_px += s.size_px;
      in_frame_[static_cast<std::size_t>(s.frame)].push_back(static_cast<std::uint32_t>(*owner));
    }
  }

  std::vector<Chain> chains_;
  const DetectionTable& table_;
  const std::vector<BoneLengths>& bones_;
  std::vector<std::vector<std::uint32_t>> in_frame_;  // bodies seen in each frame
  std::vector<TrackedBody> bodies_;
  std::vector<TypicalBones> bones_of_body_;
};

}  // namespace

PointTracker::PointTracker() : options_(options_for_points()) {}

void PointTracker::add_frame(double time_s, const std::vector<detection::PersonDetection>& bodies) {
  std::vector<Detection> frame;
  for (std::size_t k = 0; k < bodies.size(); ++k) {
    observation::PersonObservation seen;
    seen.box_px = bodies[k].box_px;
    seen.score = 1;
    seen.movenet = bodies[k];
    Detection s = make_detection(seen, FrameTransform{}, options_);
    s.frame = static_cast<base::FrameIndex>(table_.shot_of_frame.size());
    s.time_s = time_s;
    s.index = static_cast<std::uint32_t>(k);
    s.landmarks_trusted = true;  // there is nothing else to believe
    s.presence = 1;
    frame.push_back(s);
    extent_ = geometry::hull(extent_, s.box);
  }
  tracking::add_frame(table_, frame, 0, {}, options_.duplicates);
  for (std::size_t k = table_.frame_begin.back(); k < table_.detections.size(); ++k)
    bones_.push_back(bone_lengths_of(bodies[table_.detections[k].index]));
}

std::vector<TrackedBody> PointTracker::people() {
  close_table(table_);
  const PictureSize picture{extent_.x2_px, extent_.y2_px};
  return Returns(chains_by_motion(table_, picture, options_), table_, bones_).join();
}

}  // namespace securepose::tracking
