#include "securepose/media/mp4_boxes.h"

namespace securepose::media {

void BoxBuilder::number(std::uint64_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    content_.push_back(static_cast<char>(value >> shift & 0xff));
}

BoxBuilder::Box::Box(BoxBuilder& builder, std::string_view type)
    : builder_(builder), begin_(builder.content_.size()) {
  builder_.u32(0);
  builder_.text(type);
}

BoxBuilder::Box::~Box() {
  const std::size_t size = builder_.content_.size() - begin_;
  for (std::size_t i = 0; i < 4; ++i)
    builder_.content_[begin_ + i] = static_cast<char>(size >> (8 * (3 - i)) & 0xff);
}

}  // namespace securepose::media
