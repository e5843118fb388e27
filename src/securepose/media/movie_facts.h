#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace securepose::media {

/// One entry of an edit list that shows something: from where in the track, and how fast.
struct MovieEdit {
  double start_s = 0;     ///< time in the track
  double duration_s = 0;  ///< as it is shown
  double rate = 1;        ///< 0.125: at an eighth of the speed; 0: one picture that stands

  double end_s() const { return start_s + duration_s * rate; }  ///< time in the track
};

struct MovieTrack {
  int id = 0;  ///< FFmpeg's AVStream::id
  bool video = false;
  std::vector<MovieEdit> edits;  ///< in the order in which they are shown; none: all is shown

  /// Whether players show a part of it faster or slower than it is stored. Rates that no editor
  /// gives (below 0, or beyond 64 times) are not believed, nor is a list that has one.
  bool is_retimed() const;
};

/// What the header of an MP4 or QuickTime file tells that FFmpeg passes over: it shows the parts of
/// an edit list at the speed at which they are stored, so that what is stretched is followed by
/// pictures that do not belong there; and it drops metadata of some types.
struct MovieFacts {
  std::vector<MovieTrack> tracks;
  /// "com.android.capture.fps", in the file's or a track's metadata.
  std::optional<double> capture_fps;
  bool has_unreadable_capture_fps = false;  ///< it is there, but spells no number

  bool is_retimed() const;  ///< any of its video tracks is
  const MovieTrack* track(int id) const;
};

/// Reads no more than the boxes in question. A file of another kind, or a damaged one, has no
/// facts.
MovieFacts read_movie_facts(const std::filesystem::path& file);

/// The name under which Android's cameras write the rate at which they recorded.
inline constexpr const char* kCaptureRateKey = "com.android.capture.fps";

}  // namespace securepose::media
