#include "securepose/media/header_watch.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "securepose/media/vp9_size.h"

namespace securepose::media {
namespace {

std::string_view bytes_of(const std::uint8_t* data, int size) {
  return {reinterpret_cast<const char*>(data), data ? static_cast<std::size_t>(size) : 0};
}

unsigned char byte_at(std::string_view bytes, std::size_t index) {
  return static_cast<unsigned char>(bytes[index]);
}

// RFC 6386, 9.1: only key frames hold a size.
std::string vp8_size(std::string_view packet) {
  constexpr std::string_view kSync("\x9d\x01\x2a");
  constexpr std::size_t kTag_bytes = 3;
  constexpr std::size_t kSize_bytes = 4;
  if (packet.size() < kTag_bytes + kSync.size() + kSize_bytes || (byte_at(packet, 0) & 1) != 0 ||
      packet.substr(kTag_bytes, kSync.size()) != kSync)
    return {};
  return std::string(packet.substr(kTag_bytes + kSync.size(), kSize_bytes));
}

// A header that follows `start`, `length` bytes of it, or up to the next start code.
std::string after_start_code(std::string_view packet, unsigned char first, unsigned char last,
                             std::size_t length) {
  constexpr std::string_view kStart("\0\0\1", 3);
  for (std::size_t at = packet.find(kStart); at != std::string_view::npos;
       at = packet.find(kStart, at + kStart.size())) {
    const std::size_t code = at + kStart.size();
    if (code >= packet.size()) break;
    if (byte_at(packet, code) < first || byte_at(packet, code) > last) continue;
    const std::size_t next = packet.find(kStart, code);
    return std::string(packet.substr(code + 1, std::min(length, next - code - 1)));
  }
  return {};
}

// ITU-T T.81, B.1.1: the frame header, and the density in JFIF's own segment.
std::string jpeg_size(std::string_view packet) {
  constexpr unsigned char kMark = 0xff;
  constexpr unsigned char kScan = 0xda;
  constexpr unsigned char kJfif = 0xe0;
  constexpr std::size_t kDensityAt = 7;  // after the length, "JFIF", 0, and the version
  std::string said;
  std::size_t at = 2;
  while (at + 4 <= packet.size() && byte_at(packet, at) == kMark) {
    const unsigned char kind = byte_at(packet, at + 1);
    const std::size_t length =
        static_cast<std::size_t>(byte_at(packet, at + 2)) << 8 | byte_at(packet, at + 3);
    const std::string_view segment = packet.substr(at + 4, std::max<std::size_t>(length, 2) - 2);
    const bool frame = kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc;
    if (frame) said += segment.substr(0, 5);
    if (kind == kJfif && segment.starts_with("JFIF") && segment.size() >= kDensityAt + 5)
      said += segment.substr(kDensityAt, 5);
    if (kind == kScan) break;
    at += 2 + std::max<std::size_t>(length, 2);
  }
  return said;
}

// ITU-T H.264, D.1.27, and H.265, D.2.18: both call the message 47.
std::string display_orientation(std::string_view message_unit, std::size_t head_bytes) {
  constexpr int kDisplayOrientation = 47;
  std::size_t at = head_bytes;
  const auto number = [&] {
    int value = 0;
    while (at < message_unit.size() && byte_at(message_unit, at) == 0xff) {
      value += 255;
      ++at;
    }
    if (at < message_unit.size()) value += byte_at(message_unit, at++);
    return value;
  };
  while (at + 2 < message_unit.size()) {
    const int kind = number();
    const auto length = static_cast<std::size_t>(number());
    if (at > message_unit.size()) break;
    if (kind == kDisplayOrientation) return std::string(message_unit.substr(at, length));
    at += length;
  }
  return {};
}

}  // namespace

// FFmpeg's parser of AV1 tells each frame's size without decoding it.
class HeaderWatch::Av1Sizes {
 public:
  explicit Av1Sizes(const AVCodecParameters& codec)
      : parser_(av_parser_init(AV_CODEC_ID_AV1)), context_(avcodec_alloc_context3(nullptr)) {
    if (!parser_ || !context_) return;
    avcodec_parameters_to_context(context_.get(), &codec);
    parser_->flags |= PARSER_FLAG_COMPLETE_FRAMES;
  }
  ~Av1Sizes() {
    if (parser_) av_parser_close(parser_);
  }
  Av1Sizes(const Av1Sizes&) = delete;
  Av1Sizes& operator=(const Av1Sizes&) = delete;

  std::string of(const AVPacket& packet) {
    if (!parser_ || !context_) return {};
    std::uint8_t* out = nullptr;
    int out_size = 0;
    av_parser_parse2(parser_, context_.get(), &out, &out_size, packet.data, packet.size, packet.pts,
                     packet.dts, packet.pos);
    if (parser_->width <= 0) return {};
    return std::to_string(parser_->width) + "x" + std::to_string(parser_->height);
  }

 private:
  AVCodecParserContext* parser_;
  Handle<AVCodecContext> context_;
};

HeaderWatch::HeaderWatch(const AVCodecParameters& codec) : codec_(codec.codec_id) {
  const std::string_view configuration = bytes_of(codec.extradata, codec.extradata_size);
  if (codec_ == AV_CODEC_ID_H264 || codec_ == AV_CODEC_ID_HEVC)
    framing_ = nal_framing(configuration, codec_ == AV_CODEC_ID_HEVC);
  if (codec_ == AV_CODEC_ID_AV1) av1_ = std::make_unique<Av1Sizes>(codec);
}

HeaderWatch::~HeaderWatch() = default;

std::string HeaderWatch::parameter_sets(std::string_view packet) const {
  std::string sets;
  for (const std::string_view unit : nal_units_of(packet, framing_))
    if (is_sequence_parameter_set(unit, framing_)) sets += unit;
  return sets;
}

std::string HeaderWatch::turns(std::string_view packet) const {
  std::string turn;
  for (const std::string_view unit : nal_units_of(packet, framing_))
    if (is_message(unit, framing_)) turn += display_orientation(unit, framing_.hevc ? 2 : 1);
  return turn;
}

std::string HeaderWatch::said_by(const AVPacket& packet) {
  const std::string_view bytes = bytes_of(packet.data, packet.size);
  switch (codec_) {
    case AV_CODEC_ID_H264:
    case AV_CODEC_ID_HEVC:
      return parameter_sets(bytes);
    case AV_CODEC_ID_VP8:
      return vp8_size(bytes);
    case AV_CODEC_ID_VP9:
      return vp9_size(bytes);
    case AV_CODEC_ID_AV1:
      return av1_->of(packet);
    case AV_CODEC_ID_MPEG1VIDEO:
    case AV_CODEC_ID_MPEG2VIDEO: {
      constexpr unsigned char kSequence = 0xb3;        // ISO/IEC 13818-2, 6.2.2.1
      constexpr std::size_t kSizeAndAspect_bytes = 4;  // and frame rate
      return after_start_code(bytes, kSequence, kSequence, kSizeAndAspect_bytes);
    }
    case AV_CODEC_ID_MPEG4:  // ISO/IEC 14496-2, 6.2.3: video object layers
      return after_start_code(bytes, 0x20, 0x2f, std::string_view::npos);
    case AV_CODEC_ID_MJPEG:
      return jpeg_size(bytes);
    default:
      return {};
  }
}

bool HeaderWatch::announces_change(const AVPacket& packet) {
  const bool first = std::exchange(first_packet_, false);
  if (!first && (av_packet_get_side_data(&packet, AV_PKT_DATA_NEW_EXTRADATA, nullptr) ||
                 av_packet_get_side_data(&packet, AV_PKT_DATA_PARAM_CHANGE, nullptr)))
    return true;
  bool change = false;
  if (framing_.checked) {
    const std::string turn = turns(bytes_of(packet.data, packet.size));
    const bool tells = !turn.empty() || (packet.flags & AV_PKT_FLAG_KEY) != 0;
    change = tells && turn_ && *turn_ != turn;
    if (tells) turn_ = turn;
  }
  const std::string said = said_by(packet);
  if (said.empty()) return change;
  // Parameter sets that lie beside the stream may be repeated in its first packet in other words.
  change = change || (!first && said != said_);
  said_ = said;
  return change;
}

}  // namespace securepose::media
