#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace securepose::media {

/// Builds nested ISO base media file format boxes (ISO/IEC 14496-12): big-endian numbers, each box
/// preceded by its size and its four letters.
class BoxBuilder {
 public:
  /// Closes its box when it goes out of scope.
  class Box {
   public:
    Box(BoxBuilder& builder, std::string_view type);
    ~Box();
    Box(const Box&) = delete;
    Box& operator=(const Box&) = delete;

   private:
    BoxBuilder& builder_;
    std::size_t begin_;
  };

  void u8(std::uint64_t value) { number(value, 1); }
  void u16(std::uint64_t value) { number(value, 2); }
  void u32(std::uint64_t value) { number(value, 4); }
  void u64(std::uint64_t value) { number(value, 8); }
  /// 32 or 64 bits, as the version of a full box says.
  void sized(std::uint64_t value, int version) { number(value, version == 1 ? 8 : 4); }
  void version_and_flags(int version, std::uint32_t flags) {
    u32(static_cast<std::uint32_t>(version) << 24 | flags);
  }
  void zeros(int bytes) { content_.append(static_cast<std::size_t>(bytes), '\0'); }
  void text(std::string_view text) { content_ += text; }

  const std::string& content() const { return content_; }

 private:
  void number(std::uint64_t value, int bytes);

  std::string content_;
};

}  // namespace securepose::media
