#include "securepose/media/lost_sector.h"

#include <cstddef>
#include <string>

namespace securepose::media {
namespace {

// Coded data look random: 32 zeros in a row come by chance once in 2^256 places. A lost sector has
// 512.
constexpr std::size_t kRun_bytes = 32;

// Between the first scan's mark and the last end mark.
std::string_view jpeg_scans(std::string_view packet) {
  const std::size_t begin = packet.find("\xff\xda");
  if (begin == std::string_view::npos) return {};
  const std::size_t end = packet.rfind("\xff\xd9");
  return packet.substr(begin, end == std::string_view::npos ? end : end - begin);
}

}  // namespace

bool has_lost_sector(std::string_view packet, AVCodecID codec) {
  static const std::string run(kRun_bytes, '\0');
  switch (codec) {
    case AV_CODEC_ID_VP8:
    case AV_CODEC_ID_VP9:
    case AV_CODEC_ID_AV1:
      return packet.find(run) != std::string_view::npos;
    case AV_CODEC_ID_MJPEG:
      return jpeg_scans(packet).find(run) != std::string_view::npos;
    default:
      return false;
  }
}

}  // namespace securepose::media
