#include "securepose/media/decoder_words.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <string_view>
#include <utility>

namespace securepose::media {
namespace {

thread_local DecoderWords* listener = nullptr;

// FFmpeg 5.1, h264_slice.c, h264_refs.c, h264_picture.c: pictures that a packet refers to are not
// there. Whatever else H.264's decoder notices it marks on the picture, and it says much that means
// no harm.
constexpr std::array<std::string_view, 3> kOfLostPictures = {
    "Frame num gap", "eference picture missing", "Missing reference picture"};

// What cameras write beside their pictures in odd ways, and what is told of no picture.
constexpr std::array<std::string_view, 5> kHarmless = {"APP fields", "decode_app", "SEI", "ICC",
                                                       "EXIF"};

template <std::size_t N>
bool holds_any(std::string_view words, const std::array<std::string_view, N>& of) {
  return std::any_of(of.begin(), of.end(),
                     [&](std::string_view part) { return words.find(part) != words.npos; });
}

bool tells_of_damage(AVCodecID codec, int level, std::string_view words) {
  if (codec == AV_CODEC_ID_H264) return holds_any(words, kOfLostPictures);
  return level <= AV_LOG_ERROR && !holds_any(words, kHarmless);
}

}  // namespace

DecoderWords::DecoderWords(const AVCodecContext& codec) : codec_(codec) { listener = this; }

DecoderWords::~DecoderWords() { listener = nullptr; }

bool DecoderWords::take_complaint() { return std::exchange(complained_, false); }

void DecoderWords::redirect_log() { av_log_set_callback(hear); }

// The format alone tells what is meant.
void DecoderWords::hear(void* speaker, int level, const char* format, va_list /*arguments*/) {
  if (!listener || speaker != &listener->codec_ || !format) return;
  if (tells_of_damage(listener->codec_.codec_id, level, format)) listener->complained_ = true;
}

}  // namespace securepose::media
