#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "securepose/media/ffmpeg_handles.h"
#include "securepose/media/nal_integrity.h"

namespace securepose::media {

/// Reads in a stream's packets, without decoding them, what their headers say of the size and shape
/// of the pictures: parameter sets of H.264 and HEVC and the turn that they ask for, sequence
/// headers of MPEG-1, 2, and 4, frame headers of VP8, VP9, AV1 and JPEG. Costs next to nothing
/// beside reading the file. Other codecs are taken for steady; few of them can change at all.
class HeaderWatch {
 public:
  explicit HeaderWatch(const AVCodecParameters& codec);
  ~HeaderWatch();
  HeaderWatch(const HeaderWatch&) = delete;
  HeaderWatch& operator=(const HeaderWatch&) = delete;

  /// True if the packet says something else than those before it. That need not be a change of
  /// size: only decoding tells.
  bool announces_change(const AVPacket& packet);

 private:
  class Av1Sizes;

  std::string said_by(const AVPacket& packet);
  std::string parameter_sets(std::string_view packet) const;
  std::string turns(std::string_view packet) const;

  AVCodecID codec_;
  NalFraming framing_;
  std::unique_ptr<Av1Sizes> av1_;
  bool first_packet_ = true;
  std::string said_;  ///< last; empty: nothing yet
  std::optional<std::string> turn_;
};

}  // namespace securepose::media
