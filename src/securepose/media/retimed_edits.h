#pragma once

#include <optional>
#include <string>

#include "securepose/media/movie_facts.h"

namespace securepose::media {

/// What an edit list that changes the speed means where its track is read as it is stored: every
/// picture once and at the speed of the recording, without those that the list leaves out.
class RetimedEdits {
 public:
  /// @param track  with is_retimed()
  explicit RetimedEdits(const MovieTrack& track) : edits_(track.edits) {}

  /// Whether the list shows anything of this time of the track.
  bool shows(double start_s, double end_s) const;

  /// A sentence for the user that says what the times are.
  std::string note() const;

 private:
  std::vector<MovieEdit> edits_;
};

}  // namespace securepose::media
