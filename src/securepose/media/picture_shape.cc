#include "securepose/media/picture_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "securepose/media/container.h"

namespace securepose::media {
namespace {

// Pixels that are not square become square by stretching or shrinking the rows, as players do.
// Nonsense aspects (damaged headers) are left alone.
SizePx square_size(SizePx coded, AVRational aspect) {
  constexpr double kMaxAspect = 8;  // chosen by us; real ones lie between 0.5 and 2.2
  const double ratio = aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 1;
  if (ratio > kMaxAspect || ratio < 1 / kMaxAspect) return coded;
  const int width_px = std::max(1, static_cast<int>(std::lround(coded.width_px * ratio)));
  if (width_px > kMaxSide_px) return coded;
  return {width_px, coded.height_px};
}

std::optional<Orientation> orientation_in(const std::uint8_t* data, std::size_t size) {
  std::array<std::int32_t, 9> matrix{};
  if (!data || size < sizeof(matrix)) return std::nullopt;
  std::memcpy(matrix.data(), data, sizeof(matrix));
  return orientation_of(matrix);
}

bool is_valid(AVRational aspect) { return aspect.num > 0 && aspect.den > 0; }

}  // namespace

bool PictureShape::held_like(const PictureShape& other) const {
  const auto is_upright = [](SizePx size) { return size.height_px > size.width_px; };
  return orientation == other.orientation && is_upright(shown()) == is_upright(other.shown());
}

ShapeReader::ShapeReader(const AVStream& stream) : stream_(stream) {}

PictureShape ShapeReader::shape_of(const AVFrame& picture) {
  const SizePx coded{picture.width, picture.height};
  if (!std::exchange(any_, true)) {
    first_coded_ = coded;
    first_aspect_ = picture.sample_aspect_ratio;
  }
  return {square_size(coded, pixel_aspect(picture)), orientation(picture)};
}

AVRational ShapeReader::pixel_aspect(const AVFrame& picture) const {
  const AVRational own = picture.sample_aspect_ratio;
  const AVRational told = stream_.sample_aspect_ratio;
  const bool as_told =
      SizePx{picture.width, picture.height} == first_coded_ &&
      (!is_valid(own) || !is_valid(first_aspect_) || av_cmp_q(own, first_aspect_) == 0);
  return is_valid(told) && as_told ? told : own;
}

// A turn that the pictures themselves tell of holds until another one is told, or until a key
// picture tells of none.
Orientation ShapeReader::orientation(const AVFrame& picture) {
  std::size_t size = 0;
  const std::uint8_t* data = av_stream_get_side_data(&stream_, AV_PKT_DATA_DISPLAYMATRIX, &size);
  if (const auto told = orientation_in(data, size)) return *told;
  if (const AVFrameSideData* side = av_frame_get_side_data(&picture, AV_FRAME_DATA_DISPLAYMATRIX))
    last_own_ = orientation_in(side->data, side->size).value_or(Orientation{});
  else if (picture.key_frame)
    last_own_ = {};
  return last_own_;
}

int PartCounter::add(const PictureShape& shape) {
  if (std::exchange(any_, true) && !shape.held_like(last_)) ++part_;
  last_ = shape;
  return part_;
}

}  // namespace securepose::media
