#include "securepose/tracking/gap_fill.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace securepose::tracking {
namespace {

using geometry::Point;

// Distances are in body sizes. A person's way through a gap of some tenths of a second is known
// better than kReach; anchors of two detections closer than kClearly can't be told apart, for both
// jitter by 0.005 to 0.01.
constexpr double kReach = 0.15;
constexpr double kClearly = 0.02;
constexpr double kVelocity_s = 0.2;  // over which a velocity beside a gap is taken

// Where a chain is expected in a frame of one of its gaps.
struct Expectation {
  std::size_t frame = 0;
  std::size_t chain = 0;
  Point anchor;
  double size_px = 0;
};

class GapFiller {
 public:
  GapFiller(std::vector<Chain>& chains, const DetectionTable& table, double max_gap_s,
            std::vector<bool>& free)
      : chains_(chains), table_(table), max_gap_s_(max_gap_s), free_(free) {}

  void fill() {
    for (std::size_t c = 0; c < chains_.size(); ++c) expect(c);
    std::stable_sort(expected_.begin(), expected_.end(),
                     [](const auto& a, const auto& b) { return a.frame < b.frame; });
    added_.resize(chains_.size());
    for (std::size_t first = 0; first < expected_.size();) {
      std::size_t end = first;
      while (end < expected_.size() && expected_[end].frame == expected_[first].frame) ++end;
      decide(first, end);
      first = end;
    }
    for (std::size_t c = 0; c < chains_.size(); ++c) {
      if (added_[c].empty()) continue;
      const double certainty = chains_[c].link_certainty;
      Tracklet all = std::move(chains_[c].detections);
      all.insert(all.end(), added_[c].begin(), added_[c].end());
      std::sort(all.begin(), all.end());  // positions ascend with the frames
      chains_[c] = make_chain(std::move(all), table_);
      chains_[c].link_certainty = certainty;
    }
  }

 private:
  const Detection& detection(std::size_t k) const { return table_.detections[k]; }

  // Pixels per second at position `at` of a chain, from what lies on the given side of it.
  Point velocity(const Tracklet& way, std::size_t at, bool before) const {
    const Detection& here = detection(way[at]);
    std::size_t far = at;
    while (before ? far > 0 : far + 1 < way.size()) {
      const std::size_t next = before ? far - 1 : far + 1;
      if (std::abs(detection(way[next]).time_s - here.time_s) > kVelocity_s) break;
      far = next;
    }
    const double dt_s = here.time_s - detection(way[far]).time_s;
    if (far == at || dt_s == 0) return {};
    return (1 / dt_s) * (here.anchor - detection(way[far]).anchor);
  }

  void expect(std::size_t c) {
    const Tracklet& way = chains_[c].detections;
    for (std::size_t k = 0; k + 1 < way.size(); ++k) {
      const Detection &a = detection(way[k]), &b = detection(way[k + 1]);
      const double gap_s = b.time_s - a.time_s;
      if (b.frame == a.frame + 1 || gap_s > max_gap_s_) continue;
      const Point va = velocity(way, k, true), vb = velocity(way, k + 1, false);
      for (base::FrameIndex f = a.frame + 1; f < b.frame; ++f) {
        const std::size_t begin = table_.frame_begin[static_cast<std::size_t>(f)];
        if (begin == table_.frame_begin[static_cast<std::size_t>(f) + 1]) continue;
        const double u = (detection(begin).time_s - a.time_s) / gap_s;
        const double u2 = u * u, u3 = u2 * u;
        const Point anchor = (2 * u3 - 3 * u2 + 1) * a.anchor + ((u3 - 2 * u2 + u) * gap_s) * va +
                             (3 * u2 - 2 * u3) * b.anchor + ((u3 - u2) * gap_s) * vb;
        expected_.push_back(
            {static_cast<std::size_t>(f), c, anchor, (1 - u) * a.size_px + u * b.size_px});
      }
    }
  }

  // One frame: who is clearly whose.
  void decide(std::size_t first, std::size_t end) {
    const std::size_t frame = expected_[first].frame;
    const std::size_t begin = table_.frame_begin[frame], stop = table_.frame_begin[frame + 1];
    const auto apart = [&](std::size_t e, std::size_t s) {
      return free_[s] ? geometry::distance_px(expected_[e].anchor, detection(s).anchor) /
                            expected_[e].size_px
                      : std::numeric_limits<double>::infinity();
    };
    std::vector<std::size_t> settled;
    for (std::size_t s = begin; s < stop; ++s) {
      for (std::size_t e = first; e < end; ++e) {
        const double here = apart(e, s);
        if (here > kReach) continue;
        bool clear = true;
        for (std::size_t other = first; other < end; ++other)
          clear = clear && (other == e || apart(other, s) > here + kClearly);
        for (std::size_t other = begin; other < stop; ++other)
          clear = clear && (other == s || apart(e, other) > here + kClearly);
        settled.push_back(s);
        if (clear) added_[expected_[e].chain].push_back(static_cast<std::uint32_t>(s));
      }
    }
    for (const std::size_t s : settled) free_[s] = false;
  }

  std::vector<Chain>& chains_;
  const DetectionTable& table_;
  double max_gap_s_;
  std::vector<bool>& free_;
  std::vector<Expectation> expected_;
  std::vector<Tracklet> added_;  // per chain
};

}  // namespace

void fill_gaps_by_motion(std::vector<Chain>& chains, const DetectionTable& table, double max_gap_s,
                         std::vector<bool>& free) {
  GapFiller(chains, table, max_gap_s, free).fill();
}

}  // namespace securepose::tracking
