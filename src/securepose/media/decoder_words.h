#pragma once

#include <cstdarg>

#include "securepose/media/ffmpeg_handles.h"

namespace securepose::media {

/// Listens to what a decoder says while it decodes. Some of FFmpeg's decoders notice damage, say so
/// in their log, patch the picture up, and mark nothing: HEVC and JPEG do with any damage, H.264
/// with lost reference pictures.
///
/// One listener a thread at a time; the decoder must work in the thread that calls it.
class DecoderWords {
 public:
  /// @param codec  must outlive this object
  explicit DecoderWords(const AVCodecContext& codec);
  ~DecoderWords();
  DecoderWords(const DecoderWords&) = delete;
  DecoderWords& operator=(const DecoderWords&) = delete;

  /// True if the decoder has complained of damage since the last call.
  bool take_complaint();

  /// Makes FFmpeg's log come here and nowhere else. To be called once.
  static void redirect_log();

 private:
  static void hear(void* speaker, int level, const char* format, va_list arguments);

  const AVCodecContext& codec_;
  bool complained_ = false;
};

}  // namespace securepose::media
