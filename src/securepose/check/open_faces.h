#pragma once

#include <vector>

#include "securepose/base/ids.h"
#include "securepose/check/face_tracks.h"

namespace securepose::check {

/// A face that lies open in one frame of a finished video.
struct OpenFace {
  base::FrameIndex frame = 0;
  geometry::Box box_px;
  double score = 0;
  bool on_body = false;  ///< bare skin, or somebody who is carried
};

/// A detection is open when less than this share of its ellipse is covered. The half is what counts
/// as a face missed by half.
inline constexpr double kOpenShare = 0.5;

/// A clear one is open already below this share: eyes and brows above a cover of the lower face are
/// enough to tell who it is.
inline constexpr double kClearlyOpenShare = 0.8;

/// True if too little of it is covered.
bool is_open(const SeenFace& face, double diagonal_px);

/// How a detection is to be taken by itself: hands, lamps and leaves get weak scores in every clip.
/// A large face is near the camera, where detectors see faces well: it must be a clear one, for
/// bare chests and patterned cloth look like large weak faces.
/// @param diagonal_px  of the picture
bool is_clear(const SeenFace& face, double diagonal_px);

/// Worth a second opinion: not clear, but well above what every pattern gets.
bool is_unsure(const SeenFace& face, double diagonal_px);

/// So sure that it is a face wherever it lies.
bool is_sure_face(const SeenFace& face);

/// Which open detections of a track are open faces: the clear ones; the unsure ones if the track is
/// a face by its other frames, or if they resemble a clear face of the clip and are not large. What
/// lies on a body is told apart: it is a face if the track is sure in any frame.
std::vector<OpenFace> open_faces_of(const FaceTrack& track, double diagonal_px);

/// Open faces of one place over consecutive frames.
struct OpenStretch {
  base::FrameIndex first_frame = 0;
  base::FrameIndex last_frame = 0;
  std::vector<OpenFace> faces;
};

/// Joins open faces, ordered by frame, that follow each other at nearly the same place within
/// `longest_gap` frames.
std::vector<OpenStretch> join_open_faces(const std::vector<OpenFace>& faces,
                                         base::FrameIndex longest_gap);

}  // namespace securepose::check
