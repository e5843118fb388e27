#pragma once

#include <array>
#include <cstdint>

#include "securepose/media/ffmpeg_handles.h"

namespace securepose::media {

/// Size, pixel format and colour coding of pictures that a Scaler reads or writes.
struct PictureFormat {
  int width_px = 0;
  int height_px = 0;
  int pixel_format = AV_PIX_FMT_NONE;
  int matrix = SWS_CS_ITU709;  ///< one of swscale's SWS_CS_ constants
  bool full_range = true;
  friend bool operator==(const PictureFormat&, const PictureFormat&) = default;
};

/// Where a picture's planes lie.
struct PlaneView {
  std::array<std::uint8_t*, 4> planes{};
  std::array<int, 4> strides{};
};

/// Converts pictures between two formats with libswscale; sets itself up anew when they change.
class Scaler {
 public:
  /// @throws base::Error(kInput) if the pixel format can't be converted.
  void convert(const PictureFormat& from, const PlaneView& source, const PictureFormat& to,
               const PlaneView& target);

 private:
  void prepare(const PictureFormat& from, const PictureFormat& to);

  Handle<SwsContext> scaler_;
  PictureFormat from_;
  PictureFormat to_;
};

/// The planes of a decoded picture.
PlaneView planes_of(const AVFrame& picture);

}  // namespace securepose::media
