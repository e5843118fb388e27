#pragma once

#include <string_view>

#include "securepose/media/ffmpeg_handles.h"

namespace securepose::media {

/// True if a packet of VP8, VP9, AV1 or JPEG holds a run of zeros that coded pictures never hold: a
/// sector of the disk or a piece of the transfer that was lost. These decoders take any bytes for a
/// picture. Zeros outside JPEG's coded data, where cameras fill up, don't count.
bool has_lost_sector(std::string_view packet, AVCodecID codec);

}  // namespace securepose::media
