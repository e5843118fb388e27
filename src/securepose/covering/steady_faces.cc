#include "securepose/covering/steady_faces.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "securepose/covering/head_segments.h"
#include "securepose/observation/head_evidence.h"

namespace securepose::covering {
namespace {

using base::FrameIndex;

/// Half as sure again as the published default, in one frame at least.
constexpr double kSeenOnce = 0.3;
/// So many detections, in this share of the frames from the first to the last.
constexpr std::size_t kFewest = 8;
constexpr double kShare = 0.6;
/// From one detection to the next.
constexpr double kLongest_s = 0.25;
constexpr double kOverlap = 0.3;

struct Followed {
  std::vector<FaceAt> detections;
  geometry::Box box_px;
  double surest = 0;
};

bool is_steady(const Followed& face) {
  const auto span =
      static_cast<double>(face.detections.back().first - face.detections.front().first + 1);
  return face.surest >= kSeenOnce && face.detections.size() >= kFewest &&
         static_cast<double>(face.detections.size()) >= kShare * span;
}

}  // namespace

std::set<FaceAt> steady_faces(const observation::ClipObservations& clip,
                              const tracking::CameraPath& camera,
                              const std::vector<FrameIndex>& shots) {
  // In the order of their beginning; those of `open` may go on.
  std::vector<Followed> followed;
  std::vector<std::size_t> open;
  const auto time = [&](FrameIndex f) { return clip.frames[static_cast<std::size_t>(f)].time; };
  const auto ended = [&](std::size_t f, FrameIndex now) {
    const FrameIndex last = followed[f].detections.back().first;
    return (time(now) - time(last)).seconds() > kLongest_s ||
           shot_at(last, shots) != shot_at(now, shots);
  };
  const auto continues = [&](const Followed& face, FrameIndex now, const geometry::Box& box) {
    const FrameIndex last = face.detections.back().first;
    return last < now && iou(camera.carried(face.box_px, last, now), box) >= kOverlap;
  };
  for (const auto& frame : clip.frames) {
    std::erase_if(open, [&](std::size_t f) { return ended(f, frame.frame); });
    for (std::size_t i = 0; i < frame.faces.size(); ++i) {
      const auto& face = frame.faces[i].detection;
      const auto known = std::find_if(open.begin(), open.end(), [&](std::size_t f) {
        return continues(followed[f], frame.frame, face.box_px);
      });
      const std::size_t f = known == open.end() ? followed.size() : *known;
      if (known == open.end()) {
        followed.emplace_back();
        open.push_back(f);
      }
      followed[f].detections.emplace_back(frame.frame, i);
      followed[f].box_px = face.box_px;
      followed[f].surest = std::max(followed[f].surest, observation::face_certainty(face));
    }
  }
  std::set<FaceAt> steady;
  for (const Followed& face : followed) {
    if (is_steady(face)) steady.insert(face.detections.begin(), face.detections.end());
  }
  return steady;
}

}  // namespace securepose::covering
