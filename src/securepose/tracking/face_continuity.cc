#include "securepose/tracking/face_continuity.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace securepose::tracking {
namespace {

constexpr double kMaxPause_s = 0.3;     // between two detections of the face
constexpr double kMaxAbsence_s = 3;     // of the body
constexpr std::size_t kMinOwned = 2;    // detections of the face on either side
constexpr double kMinCenterFace = 0.3;  // of the last and the first of them
constexpr double kCertainty = 0.9;      // of such a link, chosen by us

using FaceOwners = std::map<std::pair<base::FrameIndex, std::size_t>, std::size_t>;

FaceOwners owners_of_faces(const std::vector<Chain>& bodies, const ClipFaces& faces,
                           const DetectionTable& table) {
  FaceOwners owners;
  for (std::size_t b = 0; b < bodies.size(); ++b)
    for (const std::uint32_t k : bodies[b].detections)
      if (faces.of_detection[k]) owners[{table.detections[k].frame, *faces.of_detection[k]}] = b;
  return owners;
}

class FaceWay {
 public:
  FaceWay(const Chain& face, const LoneFaces& all, const ClipFaces& faces, const FaceOwners& owners)
      : face_(face), all_(all), faces_(faces) {
    for (const std::uint32_t k : face.detections) {
      const Detection& s = all.table.detections[k];
      const auto owner = owners.find({s.frame, s.index});
      owner_.push_back(owner == owners.end() ? std::nullopt : std::optional(owner->second));
    }
  }

  // The first pair of bodies that follow each other along the face.
  std::optional<std::pair<std::size_t, std::size_t>> handover(const std::vector<Chain>& bodies,
                                                              const DetectionTable& table) const {
    std::optional<std::size_t> before;  // position of the last owned detection
    for (std::size_t k = 0; k < owner_.size(); ++k) {
      if (!owner_[k]) continue;
      if (before && *owner_[k] != *owner_[*before] && goes_on(*before, k) &&
          follows(bodies[*owner_[*before]], bodies[*owner_[k]], table))
        return std::pair{*owner_[*before], *owner_[k]};
      before = k;
    }
    return std::nullopt;
  }

 private:
  const Detection& detection(std::size_t k) const {
    return all_.table.detections[face_.detections[k]];
  }
  bool clear(std::size_t k) const {
    const Detection& s = detection(k);
    return faces_.groups[static_cast<std::size_t>(s.frame)][s.index].centerface_score >=
           kMinCenterFace;
  }

  bool goes_on(std::size_t from, std::size_t to) const {
    if (!clear(from) || !clear(to)) return false;
    for (std::size_t k = from; k < to; ++k)
      if (detection(k + 1).time_s - detection(k).time_s > kMaxPause_s) return false;
    std::size_t owned_before = 0;
    std::size_t owned_after = 0;
    for (std::size_t k = 0; k < owner_.size(); ++k) {
      if (k <= from && owner_[k] == owner_[from]) ++owned_before;
      if (k >= to && owner_[k] == owner_[to]) ++owned_after;
    }
    return owned_before >= kMinOwned && owned_after >= kMinOwned;
  }

  static bool follows(const Chain& earlier, const Chain& later, const DetectionTable& table) {
    const Detection& last = table.detections[earlier.detections.back()];
    const Detection& first = table.detections[later.detections.front()];
    return last.frame < first.frame && first.time_s - last.time_s <= kMaxAbsence_s &&
           table.shot_of_frame[static_cast<std::size_t>(last.frame)] ==
               table.shot_of_frame[static_cast<std::size_t>(first.frame)];
  }

  const Chain& face_;
  const LoneFaces& all_;
  const ClipFaces& faces_;
  std::vector<std::optional<std::size_t>> owner_;  // per detection of the face
};

}  // namespace

void join_by_faces(std::vector<Chain>& bodies, const ClipFaces& faces, const DetectionTable& table,
                   const observation::ClipObservations& clip, PictureSize picture,
                   const TrackingOptions& options) {
  ClipFaces free = faces;  // every face takes part, whosever it is
  for (auto& frame : free.taken) frame.assign(frame.size(), false);
  const LoneFaces all = track_lone_faces(clip, table, free, picture, options);
  FaceOwners owners = owners_of_faces(bodies, faces, table);
  for (const Chain& face : all.chains) {
    // A body that was joined may itself go on: look again until nothing follows.
    while (const auto pair = FaceWay(face, all, faces, owners).handover(bodies, table)) {
      for (const std::uint32_t k : bodies[pair->second].detections)
        if (faces.of_detection[k])
          owners[{table.detections[k].frame, *faces.of_detection[k]}] = pair->first;
      append(bodies[pair->first], bodies[pair->second], kCertainty);
      bodies[pair->second].detections.clear();
    }
  }
  std::erase_if(bodies, [](const Chain& body) { return body.detections.empty(); });
}

}  // namespace securepose::tracking
