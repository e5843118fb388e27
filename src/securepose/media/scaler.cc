#include "securepose/media/scaler.h"

#include <string>

#include "securepose/base/error.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace securepose::media {

void Scaler::prepare(const PictureFormat& from, const PictureFormat& to) {
  if (scaler_ && from == from_ && to == to_) return;
  const bool same_size = from.width_px == to.width_px && from.height_px == to.height_px;
  const int flags = same_size ? SWS_BILINEAR : SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT;
  const auto pixel_format = static_cast<AVPixelFormat>(from.pixel_format);
  scaler_.reset(sws_getContext(from.width_px, from.height_px, pixel_format, to.width_px,
                               to.height_px, static_cast<AVPixelFormat>(to.pixel_format), flags,
                               nullptr, nullptr, nullptr));
  if (!scaler_) {
    const char* name = av_get_pix_fmt_name(pixel_format);
    throw base::Error(base::ErrorKind::kInput,
                      std::string("Pictures of the format ") + (name ? name : "(unknown)") +
                          " can't be converted. Convert the video to H.264 and give that file.");
  }
  constexpr int kUnity = 1 << 16;  // contrast and saturation in 16.16 fixed point
  sws_setColorspaceDetails(scaler_.get(), sws_getCoefficients(from.matrix), from.full_range,
                           sws_getCoefficients(to.matrix), to.full_range, 0, kUnity, kUnity);
  from_ = from;
  to_ = to;
}

void Scaler::convert(const PictureFormat& from, const PlaneView& source, const PictureFormat& to,
                     const PlaneView& target) {
  prepare(from, to);
  sws_scale(scaler_.get(), source.planes.data(), source.strides.data(), 0, from.height_px,
            target.planes.data(), target.strides.data());
}

PlaneView planes_of(const AVFrame& picture) {
  PlaneView view;
  for (std::size_t i = 0; i < view.planes.size(); ++i) {
    view.planes[i] = picture.data[i];
    view.strides[i] = picture.linesize[i];
  }
  return view;
}

}  // namespace securepose::media
