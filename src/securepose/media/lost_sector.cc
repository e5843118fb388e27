#include "securepose/media/lost_sector.h"

#include <cstddef>
#include <string>

namespace securepose::media {
namespace {

// Half of what a lost sector holds. Coded data look random, but a still, flat picture may give
// short runs of zeros.
constexpr std::size_t kRun_bytes = 256;

}  // namespace

bool has_lost_sector(std::string_view packet, AVCodecID codec) {
  static const std::string run(kRun_bytes, '\0');
  switch (codec) {
    case AV_CODEC_ID_VP8:
    case AV_CODEC_ID_VP9:
    case AV_CODEC_ID_AV1:
      return packet.find(run) != std::string_view::npos;
    default:
      return false;
  }
}

}  // namespace securepose::media
