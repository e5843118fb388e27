#include "securepose/media/picture_changes.h"

#include <fmt/format.h>

#include <utility>

namespace securepose::media {
namespace {

std::string words_for(const PictureShape& before, const PictureShape& after) {
  const SizePx from = before.shown();
  const SizePx to = after.shown();
  if (from == to) return "it is turned another way";
  return fmt::format("from {} x {} to {} x {} pixels", from.width_px, from.height_px, to.width_px,
                     to.height_px);
}

}  // namespace

void PictureChanges::Kind::add(double time_s) {
  if (count++ == 0) first_s = time_s;
}

std::string PictureChanges::Kind::when() const {
  return count == 1 ? fmt::format("at {:.3f} s", first_s)
                    : fmt::format("{} times, first at {:.3f} s", count, first_s);
}

void PictureChanges::add(const AVFrame& picture, const PictureShape& shape, bool interlaced,
                         double time_s) {
  const Colours colours{picture.color_range, picture.colorspace, picture.color_primaries,
                        picture.color_trc};
  if (std::exchange(any_, true)) {
    if (shape != last_shape_) {
      shape_.add(time_s);
      if (shape_.count == 1) {
        before_ = last_shape_;
        after_ = shape;
      }
    }
    if (colours != last_colours_) colours_.add(time_s);
    if (interlaced != last_interlaced_) interlacing_.add(time_s);
  }
  last_shape_ = shape;
  last_colours_ = colours;
  last_interlaced_ = interlaced;
}

std::vector<std::string> PictureChanges::notes() const {
  std::vector<std::string> notes;
  if (shape_.count > 0)
    notes.push_back(
        fmt::format("The picture changes its size or shape {} ({}). All of it comes out at {} x {} "
                    "pixels, the size shown longest, with bars where the shape is another.",
                    shape_.when(), words_for(before_, after_), shown_.width_px, shown_.height_px));
  if (colours_.count > 0)
    notes.push_back(
        fmt::format("The coding of the colours changes {}; each part was read as it is coded.",
                    colours_.when()));
  if (interlacing_.count > 0)
    notes.push_back(fmt::format(
        "The recording changes between interlaced and whole pictures {}; the interlaced "
        "ones were deinterlaced.",
        interlacing_.when()));
  return notes;
}

}  // namespace securepose::media
