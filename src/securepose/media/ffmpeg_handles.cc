#include "securepose/media/ffmpeg_handles.h"

#include <array>
#include <mutex>
#include <new>

#include "securepose/media/decoder_words.h"

namespace securepose::media {

Handle<AVPacket> new_packet() {
  Handle<AVPacket> packet(av_packet_alloc());
  if (!packet) throw std::bad_alloc();
  return packet;
}

Handle<AVFrame> new_frame() {
  Handle<AVFrame> frame(av_frame_alloc());
  if (!frame) throw std::bad_alloc();
  return frame;
}

std::string ffmpeg_error_text(int code) {
  std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
  if (av_strerror(code, text.data(), text.size()) < 0) return "error " + std::to_string(code);
  return text.data();
}

void silence_ffmpeg() {
  static std::once_flag once;
  std::call_once(once, [] { DecoderWords::redirect_log(); });
}

std::string ffmpeg_url(const std::filesystem::path& file) { return "file:" + file.string(); }

}  // namespace securepose::media
