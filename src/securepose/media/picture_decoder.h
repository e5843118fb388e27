#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "securepose/media/demuxer.h"
#include "securepose/media/ffmpeg_handles.h"
#include "securepose/media/nal_integrity.h"

namespace securepose::media {

/// One picture as the decoder gave it, or the place of one that could not be decoded.
struct DecodedPicture {
  Handle<AVFrame> frame;            ///< null if nothing was decoded
  std::optional<std::int64_t> pts;  ///< ticks of the stream's time base
  std::int64_t duration = 0;        ///< ticks; 0 if unknown
  std::int64_t packet = 0;          ///< number of its packet in the order of decoding
  bool readable = true;
  bool interlaced = false;  ///< as it was decoded
};

/// Decodes a video stream into pictures in the order of presentation and tells which of them are
/// not to be trusted:
///  - a packet that the decoder refused becomes an unreadable picture at the packet's time;
///  - a picture that the decoder had to patch up, that it flags as corrupt or complains of (see
///    decoder_words.h) is unreadable, and so is one whose packet holds bytes that no intact packet
///    can hold (see nal_integrity.h);
///  - so is everything that may refer to such a picture, in the order of decoding, up to the next
///    intact key frame; and everything before the first key frame.
/// Pictures that are shown before the first key picture but coded after it refer to pictures that
/// the recording does not hold; as in every player, they are no part of the video.
/// Pictures are held back by the stream's reordering delay, so that a damaged reference also
/// condemns the pictures that are shown before it.
class PictureDecoder {
 public:
  /// @param demuxer  must outlive this object
  explicit PictureDecoder(Demuxer& demuxer);

  /// The next picture in the order of presentation; nothing once the stream is drained.
  std::optional<DecodedPicture> next();

  /// Once drained: true if the very last packet did not give an intact picture.
  bool ends_damaged() const { return packets_ > 0 && last_damaged_ == packets_ - 1; }

 private:
  void feed();
  int send(const AVPacket& packet);
  int receive(AVFrame& frame);
  void note_damaged(std::int64_t packet);
  void receive_all();
  void accept(Handle<AVFrame> frame);
  void note_lost(std::int64_t packet);
  void release_lost_before(std::optional<std::int64_t> pts);
  void condemn_since(std::int64_t packet);
  bool is_key(const AVFrame& frame) const;
  bool is_damaged(const AVPacket& packet) const;
  void register_packet(std::int64_t number);
  bool leads_first_key(std::int64_t packet, std::optional<std::int64_t> pts) const;

  Demuxer& demuxer_;
  Handle<AVCodecContext> codec_;
  Handle<AVPacket> packet_ = new_packet();
  bool intra_only_ = false;
  NalFraming framing_;
  bool drained_ = false;
  std::int64_t packets_ = 0;
  std::int64_t last_damaged_ = -1;  ///< number of the last packet that was found damaged

  struct PacketFacts {
    std::optional<std::int64_t> pts;
    std::int64_t duration = 0;
    bool damaged = false;
    bool picture = true;  ///< false: parameter sets and marks only
  };
  /// Packets whose picture has not come out yet, by number; bounded.
  std::map<std::int64_t, PacketFacts> under_way_;
  /// Refused packets whose time has not come yet, by presentation time.
  std::multimap<std::int64_t, DecodedPicture> lost_;
  /// Pictures from this packet on are untrustworthy until a key frame.
  std::optional<std::int64_t> broken_since_ = 0;
  /// The first packet that is marked as a key picture.
  struct FirstKey {
    std::int64_t packet = 0;
    std::optional<std::int64_t> pts;
  };
  std::optional<FirstKey> first_key_;
  bool any_intact_ = false;  ///< an intact picture has come out
  std::deque<DecodedPicture> ready_;
};

}  // namespace securepose::media
