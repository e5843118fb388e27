#pragma once

#include "securepose/media/ffmpeg_handles.h"
#include "securepose/media/orientation.h"

namespace securepose::media {

struct SizePx {
  int width_px = 0;
  int height_px = 0;
  friend bool operator==(const SizePx&, const SizePx&) = default;

  SizePx turned(int clockwise_deg) const {
    return clockwise_deg % 180 != 0 ? SizePx{height_px, width_px} : *this;
  }
};

/// What a picture looks like to whoever plays it: its size with square pixels as it is stored, and
/// how it is turned to be shown.
struct PictureShape {
  SizePx stored;
  Orientation orientation;
  friend bool operator==(const PictureShape&, const PictureShape&) = default;

  SizePx shown() const { return stored.turned(orientation.clockwise_deg); }
  /// Whether a picture of the other shape may come from the same camera held the same way: only its
  /// size or its exact proportions differ, as when a call adapts to the network.
  bool held_like(const PictureShape& other) const;
};

/// Tells the shape of one decoded picture after the other. The container speaks for the pictures
/// that its header describes; of others, which change on the way, the pictures themselves tell.
class ShapeReader {
 public:
  /// @param stream  must outlive this object
  explicit ShapeReader(const AVStream& stream);

  /// @param picture  intact ones only, in the order of presentation
  PictureShape shape_of(const AVFrame& picture);

 private:
  AVRational pixel_aspect(const AVFrame& picture) const;
  Orientation orientation(const AVFrame& picture);

  const AVStream& stream_;
  bool any_ = false;
  SizePx first_coded_;
  AVRational first_aspect_{0, 1};
  Orientation last_own_;
};

/// Counts the parts of a recording: one ends where the camera is held another way or another one
/// takes over, so that the pictures are upended or turned another way. A change of size alone ends
/// none.
class PartCounter {
 public:
  /// The number of the part, from 0, that the next picture belongs to.
  int add(const PictureShape& shape);
  /// That of the last picture.
  int current() const { return part_; }

 private:
  bool any_ = false;
  PictureShape last_;
  int part_ = 0;
};

}  // namespace securepose::media
