#pragma once

#include <functional>
#include <map>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/check/check_detectors.h"
#include "securepose/check/face_gallery.h"
#include "securepose/check/face_tracks.h"
#include "securepose/check/original_pictures.h"
#include "securepose/detection/scene_change.h"

namespace securepose::check {

/// What the check knows of the original: gathered once, before any finished video is judged, and
/// kept in memory for all looks at it. Nothing in it depends on what is covered or on the direction
/// of time: faces of every frame, what follows what, the cuts, the clear faces of the whole clip,
/// and whether somebody is carried. Descriptors of faces and looks at bodies are added where a
/// judgement asks for them, and are not asked for again.
class OriginalFacts {
 public:
  /// Takes the next picture, from frame 0 on.
  /// @param rgb  upright
  /// @param faces  what CheckDetectors::faces() saw in it; nothing if nobody looked: only how the
  /// picture changed is taken
  void add(const cv::Mat& rgb, const std::vector<RawFaceDetection>& faces);
  /// Ends the gathering: links the faces, describes the clear ones, looks who is carried.
  void complete(OriginalPictures& pictures, CheckDetectors& detectors);
  bool is_complete() const { return complete_; }

  base::FrameIndex frames() const { return static_cast<base::FrameIndex>(faces_.size()); }
  /// What looked like a face in a frame, down to the weakest; none of it covered.
  const std::vector<SeenFace>& faces(base::FrameIndex frame) const;
  const SeenFace& face(const FaceRef& ref) const { return faces(ref.frame).at(ref.number); }
  /// What looked like one face over the frames, see link_faces().
  const std::vector<std::vector<FaceRef>>& tracks() const { return tracks_; }
  /// First frames of all shots but the first.
  const std::vector<base::FrameIndex>& cuts() const { return cuts_; }
  /// Whether a shot begins after `before`, up to `frame`.
  bool has_cut_between(base::FrameIndex before, base::FrameIndex frame) const;
  /// The clear faces of the whole clip.
  const FaceGallery& gallery() const { return gallery_; }
  /// A sure face lies on somebody's body anywhere in the clip.
  bool somebody_is_carried() const { return somebody_is_carried_; }
  double diagonal_px() const { return diagonal_px_; }

  /// Describes these faces, but for those that have been described.
  void describe(const std::vector<FaceRef>& faces, OriginalPictures& pictures,
                CheckDetectors& detectors);
  /// @pre it has been described
  const detection::FaceEmbedding& embedding(const FaceRef& face) const {
    return embedding_.at(face);
  }

  /// Looks at the bodies in these frames, but for those that have been looked at.
  void look_at_bodies(const std::vector<base::FrameIndex>& frames, OriginalPictures& pictures,
                      CheckDetectors& detectors);
  /// True if the face lies on somebody's body and at nobody's head.
  /// @pre its frame's bodies have been looked at
  bool on_body(const FaceRef& face) const { return on_body_.at(face.frame).at(face.number); }

 private:
  bool complete_ = false;
  detection::SceneChangeMeter meter_;
  std::vector<std::optional<detection::SceneChange>> changes_;
  std::vector<std::vector<SeenFace>> faces_;
  std::vector<std::vector<FaceRef>> tracks_;
  std::vector<base::FrameIndex> cuts_;
  FaceGallery gallery_;
  bool somebody_is_carried_ = false;
  double diagonal_px_ = 1;
  std::map<FaceRef, detection::FaceEmbedding> embedding_;
  std::map<base::FrameIndex, std::vector<bool>> on_body_;
};

/// A smaller face's descriptor tells little.
inline constexpr double kSmallestDescribed_px = 16;

/// A face and what it is chosen by.
struct RankedFace {
  FaceRef face;
  double worth = 0;
};

/// The best of one track's faces that are at least ten frames apart: neighbours look alike.
std::vector<FaceRef> spread_out(std::vector<RankedFace> faces);

}  // namespace securepose::check
