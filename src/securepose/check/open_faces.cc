#include "securepose/check/open_faces.h"

#include <algorithm>
#include <cstddef>

namespace securepose::check {
namespace {

/// One network alone is believed from here on, see docs/deidentification.md for the measurement.
constexpr double kClearCenterFace = 0.45;
constexpr double kClearBlazeFace = 0.85;
/// Two that agree are believed from here on; a bare chest reached 0.35 and 0.4.
constexpr double kAgreeingCenterFace = 0.3;
constexpr double kAgreeingBlazeFace = 0.5;
/// A large face counts only from these scores on.
constexpr double kLarge = 0.055;  // height by the picture's diagonal
constexpr double kLargeCenterFace = 0.6;
constexpr double kLargeBlazeFace = 0.9;
/// Below these scores a detection says nothing at all.
constexpr double kUnsureCenterFace = 0.15;
constexpr double kUnsureBlazeFace = 0.45;
/// A track is a face if so many of its frames are clear, and this share of them.
constexpr int kClearFrames = 3;
constexpr double kClearShare = 0.2;
/// From this resemblance to a clear face of the clip on an unsure detection is a face. On the
/// development recordings hands, knees, chairs and leaves reached 0.61 (0.70 if they were below 40
/// px), weakly seen faces 0.72 to 0.81.
constexpr double kResembles = 0.65;
constexpr double kSmallResembles = 0.72;
constexpr double kSmall_px = 40;
/// Nothing that lay on a body of the development recordings and was no face reached these scores.
constexpr double kSureCenterFace = 0.7;
constexpr double kSureBlazeFace = 0.95;

bool is_large(const SeenFace& face, double diagonal_px) {
  return face.box_px.height_px() > kLarge * diagonal_px;
}

int clear_frames(const FaceTrack& track, double diagonal_px) {
  return static_cast<int>(
      std::count_if(track.seen.begin(), track.seen.end(),
                    [&](const SeenFace& face) { return is_clear(face, diagonal_px); }));
}

bool resembles_a_face(const FaceTrack& track, const SeenFace& face, double diagonal_px) {
  const double bar = face.box_px.height_px() < kSmall_px ? kSmallResembles : kResembles;
  return track.resemblance.value_or(-1) >= bar && !is_large(face, diagonal_px);
}

bool is_face(const FaceTrack& track, double diagonal_px) {
  const int clear = clear_frames(track, diagonal_px);
  return clear >= kClearFrames &&
         static_cast<double>(clear) >= kClearShare * static_cast<double>(track.seen.size());
}

}  // namespace

bool is_clear(const SeenFace& face, double diagonal_px) {
  if (is_large(face, diagonal_px)) {
    return face.centerface >= kLargeCenterFace || face.blazeface >= kLargeBlazeFace;
  }
  return face.centerface >= kClearCenterFace || face.blazeface >= kClearBlazeFace ||
         (face.centerface >= kAgreeingCenterFace && face.blazeface >= kAgreeingBlazeFace);
}

bool is_unsure(const SeenFace& face, double diagonal_px) {
  return !is_clear(face, diagonal_px) &&
         (face.centerface >= kUnsureCenterFace || face.blazeface >= kUnsureBlazeFace);
}

bool is_sure_face(const SeenFace& face) {
  return face.centerface >= kSureCenterFace || face.blazeface >= kSureBlazeFace;
}

bool is_open(const SeenFace& face, double diagonal_px) {
  return face.covered < (is_clear(face, diagonal_px) ? kClearlyOpenShare : kOpenShare);
}

std::vector<OpenFace> open_faces_of(const FaceTrack& track, double diagonal_px) {
  const bool face_elsewhere = is_face(track, diagonal_px);
  const bool sure = std::any_of(track.seen.begin(), track.seen.end(), is_sure_face);
  std::vector<OpenFace> open;
  for (const SeenFace& face : track.seen) {
    if (!is_open(face, diagonal_px)) continue;
    const bool known = face_elsewhere || resembles_a_face(track, face, diagonal_px);
    if (is_clear(face, diagonal_px) || (known && is_unsure(face, diagonal_px))) {
      open.push_back({face.frame, face.box_px, std::max(face.centerface, face.blazeface),
                      face.on_body && !sure});
    }
  }
  return open;
}

std::vector<OpenStretch> join_open_faces(const std::vector<OpenFace>& faces,
                                         base::FrameIndex longest_gap) {
  std::vector<OpenStretch> stretches;
  for (const OpenFace& face : faces) {
    auto follows = std::find_if(stretches.begin(), stretches.end(), [&](const OpenStretch& s) {
      const OpenFace& last = s.faces.back();
      return face.frame > s.last_frame && face.frame - s.last_frame <= longest_gap &&
             distance_px(last.box_px.center(), face.box_px.center()) <
                 std::max(last.box_px.height_px(), face.box_px.height_px());
    });
    if (follows == stretches.end()) {
      stretches.push_back({face.frame, face.frame, {face}});
    } else {
      follows->last_frame = face.frame;
      follows->faces.push_back(face);
    }
  }
  return stretches;
}

}  // namespace securepose::check
