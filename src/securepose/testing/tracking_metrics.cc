#include "securepose/testing/tracking_metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "securepose/tracking/assignment.h"
#include "securepose/tracking/trajectory.h"

namespace securepose::testing {
namespace {

using tracking::best_assignment;
using tracking::Candidate;

constexpr double kRounding = 1e-9;
constexpr double kCrossingIou = 0.05;
constexpr int kOverlaps = 19;  // 0.05, 0.10, ..., 0.95

using Pair = std::pair<int, int>;  // true id, found id

// Pairs of one frame, each box at most once, whose sum of `worth` is greatest.
template <class Worth>
std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const std::vector<IdentifiedBox>& truth,
                                                          const std::vector<IdentifiedBox>& found,
                                                          const Worth& worth) {
  std::vector<Candidate> candidates;
  for (std::size_t t = 0; t < truth.size(); ++t)
    for (std::size_t f = 0; f < found.size(); ++f)
      candidates.push_back({t, f, worth(truth[t], found[f])});
  const auto chosen = best_assignment(truth.size(), found.size(), candidates);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t t = 0; t < truth.size(); ++t)
    if (chosen[t]) pairs.emplace_back(t, *chosen[t]);
  return pairs;
}

double overlap(const IdentifiedBox& a, const IdentifiedBox& b) {
  return geometry::iou(a.box_px, b.box_px);
}

// Takes ignored people away, and what was found of them.
void leave_out_ignored(IdentifiedFrames& truth, IdentifiedFrames& found, double min_iou) {
  for (std::size_t k = 0; k < truth.size(); ++k) {
    std::vector<bool> drop(found[k].size(), false);
    const auto pairs = pairs_of(truth[k], found[k], [&](const auto& t, const auto& f) {
      const double iou = overlap(t, f);
      return iou >= min_iou - kRounding ? iou : 0;
    });
    for (const auto& [t, f] : pairs)
      if (truth[k][t].ignore) drop[f] = true;
    std::vector<IdentifiedBox> kept;
    for (std::size_t f = 0; f < found[k].size(); ++f)
      if (!drop[f]) kept.push_back(found[k][f]);
    found[k] = std::move(kept);
    std::erase_if(truth[k], [](const IdentifiedBox& b) { return b.ignore; });
  }
}

std::size_t count(const IdentifiedFrames& frames) {
  std::size_t n = 0;
  for (const auto& frame : frames) n += frame.size();
  return n;
}

std::map<int, double> count_by_id(const IdentifiedFrames& frames) {
  std::map<int, double> n;
  for (const auto& frame : frames)
    for (const IdentifiedBox& b : frame) n[b.id] += 1;
  return n;
}

double idf1_of(const IdentifiedFrames& truth, const IdentifiedFrames& found, double min_iou) {
  std::map<Pair, double> together;
  for (std::size_t k = 0; k < truth.size(); ++k)
    for (const IdentifiedBox& t : truth[k])
      for (const IdentifiedBox& f : found[k])
        if (overlap(t, f) >= min_iou - kRounding) together[{t.id, f.id}] += 1;
  std::map<int, std::size_t> row;
  std::map<int, std::size_t> column;
  std::vector<Candidate> candidates;
  for (const auto& [pair, n] : together) {
    const auto r = row.emplace(pair.first, row.size()).first->second;
    const auto c = column.emplace(pair.second, column.size()).first->second;
    candidates.push_back({r, c, n});
  }
  const auto chosen = best_assignment(row.size(), column.size(), candidates);
  double matched = 0;
  for (const Candidate& c : candidates)
    if (chosen[c.row] == c.column) matched += c.gain;
  const auto all = static_cast<double>(count(truth) + count(found));
  return all > 0 ? 2 * matched / all : 1;
}

std::vector<IdentitySwitch> switches_of(const IdentifiedFrames& truth,
                                        const IdentifiedFrames& found, double min_iou) {
  std::vector<IdentitySwitch> switches;
  std::map<int, int> last;          // true id -> found id, kept over gaps
  std::map<int, int> frame_before;  // only of the frame before
  for (std::size_t k = 0; k < truth.size(); ++k) {
    const auto pairs = pairs_of(truth[k], found[k], [&](const auto& t, const auto& f) {
      const double iou = overlap(t, f);
      if (iou < min_iou - kRounding) return 0.0;
      const auto known = frame_before.find(t.id);
      return iou + (known != frame_before.end() && known->second == f.id ? 1000.0 : 0.0);
    });
    frame_before.clear();
    for (const auto& [t, f] : pairs) {
      const int person = truth[k][t].id;
      const int identity = found[k][f].id;
      const auto known = last.find(person);
      if (known != last.end() && known->second != identity)
        switches.push_back({static_cast<base::FrameIndex>(k), person, known->second, identity});
      last[person] = identity;
      frame_before[person] = identity;
    }
  }
  return switches;
}

// How far each pair of identities agrees over the whole clip, 0 to 1.
std::map<Pair, double> global_alignment(const IdentifiedFrames& truth,
                                        const IdentifiedFrames& found,
                                        const std::map<int, double>& true_counts,
                                        const std::map<int, double>& found_counts) {
  std::map<Pair, double> potential;
  for (std::size_t k = 0; k < truth.size(); ++k) {
    std::vector<double> of_truth(truth[k].size(), 0);
    std::vector<double> of_found(found[k].size(), 0);
    for (std::size_t t = 0; t < truth[k].size(); ++t)
      for (std::size_t f = 0; f < found[k].size(); ++f) {
        const double iou = overlap(truth[k][t], found[k][f]);
        of_truth[t] += iou;
        of_found[f] += iou;
      }
    for (std::size_t t = 0; t < truth[k].size(); ++t)
      for (std::size_t f = 0; f < found[k].size(); ++f) {
        const double iou = overlap(truth[k][t], found[k][f]);
        if (iou > 0)
          potential[{truth[k][t].id, found[k][f].id}] += iou / (of_truth[t] + of_found[f] - iou);
      }
  }
  for (auto& [pair, n] : potential)
    n /= true_counts.at(pair.first) + found_counts.at(pair.second) - n;
  return potential;
}

double hota_of(const IdentifiedFrames& truth, const IdentifiedFrames& found) {
  const auto true_counts = count_by_id(truth);
  const auto found_counts = count_by_id(found);
  const auto alignment = global_alignment(truth, found, true_counts, found_counts);
  std::array<std::map<Pair, double>, kOverlaps> matches;
  for (std::size_t k = 0; k < truth.size(); ++k) {
    const auto pairs = pairs_of(truth[k], found[k], [&](const auto& t, const auto& f) {
      const auto known = alignment.find({t.id, f.id});
      return known == alignment.end() ? 0.0 : known->second * overlap(t, f);
    });
    for (const auto& [t, f] : pairs)
      for (int a = 0; a < kOverlaps; ++a)
        if (overlap(truth[k][t], found[k][f]) >= 0.05 * (a + 1) - kRounding)
          matches.at(static_cast<std::size_t>(a))[{truth[k][t].id, found[k][f].id}] += 1;
  }
  const auto all = static_cast<double>(count(truth) + count(found));
  if (all == 0) return 1;
  double sum = 0;
  for (const auto& at_overlap : matches) {
    double hits = 0;
    double association = 0;
    for (const auto& [pair, n] : at_overlap) {
      hits += n;
      association += n * n / (true_counts.at(pair.first) + found_counts.at(pair.second) - n);
    }
    if (hits == 0) continue;
    const double detection = hits / (all - hits);
    sum += std::sqrt(detection * association / hits);
  }
  return sum / kOverlaps;
}

}  // namespace

IdentityScores score_identities(const IdentifiedFrames& all_truth,
                                const IdentifiedFrames& all_found, double min_iou) {
  IdentifiedFrames truth = all_truth;
  IdentifiedFrames found = all_found;
  truth.resize(std::max(truth.size(), found.size()));
  found.resize(truth.size());
  leave_out_ignored(truth, found, min_iou);
  IdentityScores scores;
  scores.idf1 = idf1_of(truth, found, min_iou);
  scores.hota = hota_of(truth, found);
  scores.switches = switches_of(truth, found, min_iou);
  scores.true_boxes = count(truth);
  scores.found_boxes = count(found);
  return scores;
}

CrossingScores score_crossings(const SyntheticScene& scene, const IdentifiedFrames& found) {
  constexpr double kAround_s = 1;
  // Per person, per frame: whether it crosses somebody, and the identity found at its place.
  std::map<int, std::vector<bool>> crosses;
  std::map<int, std::vector<int>> identity;
  const std::size_t frames = scene.truth.size();
  const auto time_s = [&](std::size_t k) { return scene.clip.frames[k].time.seconds(); };
  for (std::size_t k = 0; k < frames; ++k) {
    std::vector<IdentifiedBox> truth;
    for (const TruePerson& p : scene.truth[k]) {
      truth.push_back({p.id, p.box_px, false});
      crosses[p.id].resize(frames, false);
      identity[p.id].resize(frames, 0);
      for (const TruePerson& other : scene.truth[k])
        if (other.id != p.id && geometry::iou(p.box_px, other.box_px) > kCrossingIou)
          crosses[p.id][k] = true;
    }
    const auto pairs = pairs_of(truth, found[k], [](const auto& t, const auto& f) {
      const double iou = overlap(t, f);
      return iou >= 0.5 ? iou : 0.0;
    });
    for (const auto& [t, f] : pairs) identity[truth[t].id][k] = found[k][f].id;
  }
  CrossingScores scores;
  for (const auto& [person, crossing] : crosses) {
    const std::vector<int>& ids = identity[person];
    // The identity most often found from frame `from` on in one direction, while alone.
    const auto mostly = [&](std::ptrdiff_t from, std::ptrdiff_t step) {
      std::map<int, int> votes;
      for (std::ptrdiff_t k = from; k >= 0 && k < static_cast<std::ptrdiff_t>(frames); k += step) {
        const auto at = static_cast<std::size_t>(k);
        if (crossing[at] ||
            std::abs(time_s(at) - time_s(static_cast<std::size_t>(from))) > kAround_s)
          break;
        if (ids[at] != 0) ++votes[ids[at]];
      }
      const auto most =
          std::max_element(votes.begin(), votes.end(),
                           [](const auto& a, const auto& b) { return a.second < b.second; });
      return most == votes.end() ? 0 : most->first;
    };
    for (std::size_t begin = 1; begin < frames; ++begin) {
      if (!crossing[begin] || crossing[begin - 1]) continue;
      std::size_t end = begin;
      while (end < frames && crossing[end]) ++end;
      if (end == frames) break;
      const int before = mostly(static_cast<std::ptrdiff_t>(begin) - 1, -1);
      const int after = mostly(static_cast<std::ptrdiff_t>(end), 1);
      if (before == 0 || after == 0) continue;
      ++scores.crossings;
      if (before != after) ++scores.switches;
    }
  }
  return scores;
}

IdentifiedFrames identified(const SyntheticScene& scene, double min_visible) {
  IdentifiedFrames frames(scene.truth.size());
  for (std::size_t k = 0; k < frames.size(); ++k)
    for (const TruePerson& person : scene.truth[k])
      frames[k].push_back({person.id, person.box_px, person.visible < min_visible});
  return frames;
}

IdentifiedFrames identified(const observation::ClipObservations& clip,
                            const tracking::People& people, double max_gap_s) {
  IdentifiedFrames frames(clip.frames.size());
  for (const tracking::Person& person : people.people) {
    if (!person.has_body) continue;
    const tracking::Trajectory way(clip, people.cuts, person);
    for (std::size_t k = 0; k < frames.size(); ++k) {
      const auto place = way.box_at(static_cast<base::FrameIndex>(k));
      if (place && place->gap_s <= max_gap_s)
        frames[k].push_back({static_cast<int>(person.id.value), place->box_px, false});
    }
  }
  return frames;
}

}  // namespace securepose::testing
