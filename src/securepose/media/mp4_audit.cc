#include "securepose/media/mp4_audit.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <utility>

#include "securepose/media/refusal.h"

namespace securepose::media {
namespace {

constexpr std::array<std::string_view, 8> kContainers = {"moov", "trak", "edts", "mdia",
                                                         "minf", "dinf", "stbl", "mvex"};
constexpr std::array<std::string_view, 18> kNeeded = {
    "ftyp", "mdat", "mvhd", "tkhd", "elst", "mdhd", "hdlr", "vmhd", "smhd",
    "dref", "stsd", "stts", "ctts", "stss", "stsc", "stsz", "stco", "co64"};

template <std::size_t N>
bool is_one_of(std::string_view type, const std::array<std::string_view, N>& types) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

class Walker {
 public:
  explicit Walker(const std::filesystem::path& file) : in_(file, std::ios::binary) {
    std::error_code error;
    size_ = std::filesystem::file_size(file, error);
    if (!in_ || error) refuse(file, "could not be read", kCopyAgain);
  }

  Mp4Boxes walk() {
    walk(0, size_, "", 0);
    return std::move(result_);
  }

 private:
  std::uint64_t number(std::uint64_t at, int bytes) {
    in_.clear();
    in_.seekg(static_cast<std::streamoff>(at));
    std::uint64_t value = 0;
    for (int i = 0; i < bytes; ++i) value = value << 8 | static_cast<std::uint8_t>(in_.get());
    return value;
  }

  std::string type_at(std::uint64_t at) {
    std::string type(4, '\0');
    in_.clear();
    in_.seekg(static_cast<std::streamoff>(at));
    in_.read(type.data(), 4);
    for (char& c : type)
      if (c < ' ' || c > '~') c = '?';
    return type;
  }

  void walk(std::uint64_t begin, std::uint64_t end, const std::string& path, int depth) {
    constexpr int kMaxDepth = 16;
    constexpr std::uint64_t kHead = 8;
    constexpr std::uint64_t kLongHead = 16;
    while (begin < end) {
      std::uint64_t head = kHead;
      std::uint64_t size = end - begin >= kHead ? number(begin, 4) : 0;
      if (size == 1 && end - begin >= kLongHead) {
        head = kLongHead;
        size = number(begin + kHead, 8);
      } else if (size == 0 && end - begin >= kHead && path.empty()) {
        size = end - begin;  // up to the end of the file
      }
      if (size < head || size > end - begin) {
        result_.superfluous.push_back(path + "bytes that form no box");
        return;
      }
      const std::string type = type_at(begin + 4);
      if (type == "mdat") result_.media_bytes += size - head;
      if (is_one_of(type, kContainers) && depth < kMaxDepth)
        walk(begin + head, begin + size, path + type + "/", depth + 1);
      else if (!is_one_of(type, kNeeded))
        result_.superfluous.push_back(path + type);
      begin += size;
    }
  }

  std::ifstream in_;
  std::uint64_t size_ = 0;
  Mp4Boxes result_;
};

}  // namespace

Mp4Boxes walk_mp4_boxes(const std::filesystem::path& file) { return Walker(file).walk(); }

}  // namespace securepose::media
