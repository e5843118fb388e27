#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/geometry/box.h"

namespace securepose::validation {

/// What a face drawn by hand looks like, and with it whether it has to be covered.
enum class FaceKind {
  kClear,
  kProfile,
  kPartial,  ///< partly hidden
  kTiny,     ///< under 14 px high
  kUnsure,   ///< may be a face
  kPrinted,  ///< on a poster, a shirt or a screen
  kBack,     ///< the whole head, no feature of the face seen
  kMasked,   ///< made unrecognisable in the source already
};

/// The name in files: "clear", "profile", ...
std::string_view name_of(FaceKind kind);
/// Nothing for a name that is no kind.
std::optional<FaceKind> face_kind(std::string_view name);
/// Whether a face of this kind has to be covered. The others count neither as leaks nor, where they
/// are covered, as covered without need.
bool must_be_covered(FaceKind kind);
/// The kinds that have to be covered, in the order of tables.
inline constexpr FaceKind kMustBeCovered[] = {FaceKind::kClear, FaceKind::kProfile,
                                              FaceKind::kPartial, FaceKind::kTiny};

/// One face drawn by hand in one frame.
struct DrawnFace {
  geometry::Box box_px;  ///< hairline to chin, cheek to cheek; the whole head for kBack
  FaceKind kind = FaceKind::kClear;
  std::string person;  ///< the same text for the same person through a clip; may be empty
};

/// Width and height of upright pictures.
struct PictureSize {
  int width_px = 0;
  int height_px = 0;
  friend bool operator==(const PictureSize&, const PictureSize&) = default;
};

/// The frames of one clip that a person looked at and drew faces in.
struct DrawnClip {
  std::string name;  ///< as the file with the faces names it, often a video's file name
  std::optional<PictureSize> size;
  std::map<base::FrameIndex, std::vector<DrawnFace>> frames;  ///< without faces: an empty list
  /// How many frames the video has, as far as the file tells: at least the first, at most the
  /// second number.
  std::optional<std::pair<std::int64_t, std::int64_t>> video_frames;
};

struct DrawnFacesOptions {
  /// The number that the file gives to a video's first frame: 0 or 1.
  int first_frame = 0;
};

/// Reads faces drawn by hand. The content tells which of these it is:
///  - `{"clip", "frames": {"<n>": [{"box": [x1, y1, x2, y2], "kind", "person"}]}}`;
///  - COCO JSON with `images`, `annotations`, `categories` (and `videos`). The frame is `frame_id`
///    or the last number in an image's file name, the clip its video or its folder;
///  - XML of "CVAT for video 1.1": boxes, ellipses and polygons of tracks. Frames between two boxes
///    of a track are interpolated, as CVAT shows them. All frames of the task count as looked at.
///    The export of a project holds a clip for each of its tasks.
/// In the last two, the kind is an attribute `kind` or the name of the label, kClear if neither is
/// one; the person is an attribute `person`, else the track.
/// @param file  one file, or a folder of which all .json and .xml are read
/// @throws base::Error(kInput) that names the file and what is wrong with it
std::vector<DrawnClip> read_drawn_faces(const std::filesystem::path& file,
                                        const DrawnFacesOptions& options);

}  // namespace securepose::validation
