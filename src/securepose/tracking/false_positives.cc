#include "securepose/tracking/false_positives.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace securepose::tracking {
namespace {

using geometry::Box;

// The boxes of furniture in room_walk_one_by_one overlap by 0.9 and more; people who sit down again
// do not to this share.
constexpr double kSameBoxIou = 0.75;
// Once a place is known, looser boxes in it are the same thing.
constexpr double kInPlaceIou = 0.6;
constexpr double kElsewhereIou = 0.3;
constexpr double kMaxPause_s = 1;
constexpr std::size_t kMinRun = 5;
// Frames in which a place is still taken while its supposed owner is elsewhere: one may be a
// doubled detection.
constexpr std::size_t kMinSeenApart = 3;
constexpr double kFaceShare = 0.2;
constexpr double kFaceScore = 0.2;  // of CenterFace, its published default

// A stretch in which a chain's boxes stay in one place.
struct Stay {
  std::size_t chain = 0;
  int shot = 0;
  Box box;  // mean
  std::size_t count = 0;
  std::size_t confirmed = 0;
  std::size_t with_face = 0;
  double end_s = 0;
};

struct Place {
  int shot = 0;
  Box box;
  std::vector<std::size_t> owners;  // chains that lead through it
};

double mixed(double mean, double next, double count) { return mean + (next - mean) / count; }

class FalsePositiveFinder {
 public:
  FalsePositiveFinder(const std::vector<Chain>& chains, const DetectionTable& table,
                      const ClipFaces& faces, const ValidityOptions& options)
      : chains_(chains), table_(table), faces_(faces), options_(options) {}

  std::vector<bool> find() const {
    std::vector<bool> false_positives(table_.detections.size(), false);
    for (const Place& place : places()) {
      if (seen_apart(place) < kMinSeenApart) continue;
      for (std::size_t k = 0; k < table_.detections.size(); ++k)
        if (lies_in(k, place, kInPlaceIou) && !shows_face(k)) false_positives[k] = true;
    }
    return false_positives;
  }

 private:
  int shot_of(const Detection& s) const {
    return table_.shot_of_frame[static_cast<std::size_t>(s.frame)];
  }
  bool weak(const Detection& s) const { return s.score < options_.min_unconfirmed_score; }
  bool confirmed(const Detection& s) const {
    return s.landmarks_trusted && s.presence >= options_.min_presence;
  }
  bool shows_face(std::size_t detection) const {
    const auto& face = faces_.of_detection[detection];
    if (!face) return false;
    const auto frame = static_cast<std::size_t>(table_.detections[detection].frame);
    return faces_.groups[frame][*face].centerface_score >= kFaceScore;
  }
  bool lies_in(std::size_t detection, const Place& place, double min_iou) const {
    const Detection& s = table_.detections[detection];
    return weak(s) && shot_of(s) == place.shot && geometry::iou(s.box, place.box) >= min_iou;
  }

  std::vector<Place> places() const {
    std::vector<Stay> stays;
    for (std::size_t c = 0; c < chains_.size(); ++c) add_stays(c, stays);
    std::stable_sort(stays.begin(), stays.end(),
                     [](const Stay& a, const Stay& b) { return a.count > b.count; });
    std::vector<Place> found;
    for (const Stay& stay : stays) {
      const auto same = std::find_if(found.begin(), found.end(), [&](const Place& p) {
        return p.shot == stay.shot && geometry::iou(p.box, stay.box) >= kSameBoxIou;
      });
      if (same == found.end())
        found.push_back({stay.shot, stay.box, {stay.chain}});
      else if (std::find(same->owners.begin(), same->owners.end(), stay.chain) ==
               same->owners.end())
        same->owners.push_back(stay.chain);
    }
    return found;
  }

  void add_stays(std::size_t chain, std::vector<Stay>& stays) const {
    Stay stay;
    const auto close = [&] {
      const auto n = static_cast<double>(stay.count);
      if (stay.count >= kMinRun &&
          static_cast<double>(stay.confirmed) < options_.min_confirmed_share * n &&
          static_cast<double>(stay.with_face) < kFaceShare * n)
        stays.push_back(stay);
      stay = {};
    };
    for (const std::uint32_t k : chains_[chain].detections) {
      const Detection& s = table_.detections[k];
      const bool goes_on = stay.count > 0 && weak(s) && shot_of(s) == stay.shot &&
                           s.time_s - stay.end_s <= kMaxPause_s &&
                           geometry::iou(s.box, stay.box) >= kSameBoxIou;
      if (!goes_on) {
        close();
        if (!weak(s)) continue;
        stay.chain = chain;
        stay.shot = shot_of(s);
        stay.box = s.box;
      }
      extend(stay, k);
    }
    close();
  }

  void extend(Stay& stay, std::uint32_t detection) const {
    const Detection& s = table_.detections[detection];
    const auto n = static_cast<double>(++stay.count);
    stay.box = {mixed(stay.box.x1_px, s.box.x1_px, n), mixed(stay.box.y1_px, s.box.y1_px, n),
                mixed(stay.box.x2_px, s.box.x2_px, n), mixed(stay.box.y2_px, s.box.y2_px, n)};
    stay.end_s = s.time_s;
    if (confirmed(s)) ++stay.confirmed;
    if (shows_face(detection)) ++stay.with_face;
  }

  // Frames in which the place is taken while one of its owners is seen elsewhere.
  std::size_t seen_apart(const Place& place) const {
    std::size_t count = 0;
    for (const std::size_t owner : place.owners) {
      for (const std::uint32_t k : chains_[owner].detections) {
        const Detection& s = table_.detections[k];
        if (shot_of(s) != place.shot || (weak(s) && !confirmed(s)) ||
            geometry::iou(s.box, place.box) >= kElsewhereIou)
          continue;
        if (taken(place, static_cast<std::size_t>(s.frame), k)) ++count;
      }
    }
    return count;
  }

  bool taken(const Place& place, std::size_t frame, std::size_t but) const {
    for (std::size_t k = table_.frame_begin[frame]; k < table_.frame_begin[frame + 1]; ++k)
      if (k != but && lies_in(k, place, kSameBoxIou)) return true;
    return false;
  }

  const std::vector<Chain>& chains_;
  const DetectionTable& table_;
  const ClipFaces& faces_;
  const ValidityOptions& options_;
};

}  // namespace

std::vector<bool> false_positive_detections(const std::vector<Chain>& chains,
                                            const DetectionTable& table, const ClipFaces& faces,
                                            const ValidityOptions& options) {
  return FalsePositiveFinder(chains, table, faces, options).find();
}

}  // namespace securepose::tracking
