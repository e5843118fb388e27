#pragma once

#include <string_view>

#include "securepose/media/ffmpeg_handles.h"

namespace securepose::media {

/// True if a packet of VP8, VP9 or AV1 holds a run of zeros that coded pictures never hold: a
/// sector of the disk or a piece of the transfer that was lost. These decoders take any bytes for a
/// picture. JPEG's Huffman codes may be all zeros where a picture is flat, so nothing is said of
/// it.
bool has_lost_sector(std::string_view packet, AVCodecID codec);

}  // namespace securepose::media
