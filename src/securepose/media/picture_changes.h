#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "securepose/media/picture_shape.h"

namespace securepose::media {

/// Notices what else than the picture itself changes on the way, and words it for the user.
class PictureChanges {
 public:
  /// @param shown  the size in which all pictures come out
  explicit PictureChanges(SizePx shown) : shown_(shown) {}

  /// @param picture  intact ones only, in the order of presentation
  void add(const AVFrame& picture, const PictureShape& shape, bool interlaced, double time_s);

  /// Once the video has ended: each kind of change in one sentence.
  std::vector<std::string> notes() const;

 private:
  struct Kind {
    std::int64_t count = 0;
    double first_s = 0;
    void add(double time_s);
    std::string when() const;
  };
  struct Colours {
    int range = 0;
    int matrix = 0;
    int primaries = 0;
    int transfer = 0;
    friend bool operator==(const Colours&, const Colours&) = default;
  };

  SizePx shown_;
  bool any_ = false;
  PictureShape last_shape_;
  Colours last_colours_;
  bool last_interlaced_ = false;
  Kind shape_;
  Kind colours_;
  Kind interlacing_;
  PictureShape before_;  ///< the first change of shape
  PictureShape after_;
};

}  // namespace securepose::media
