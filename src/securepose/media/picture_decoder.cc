#include "securepose/media/picture_decoder.h"

#include <algorithm>
#include <new>
#include <string_view>
#include <utility>

#include "securepose/media/decoder_words.h"
#include "securepose/media/lost_sector.h"
#include "securepose/media/refusal.h"

namespace securepose::media {
namespace {

// Packets whose picture never comes (hidden reference pictures, second fields) are forgotten after
// so many others; no codec reorders or delays by more.
constexpr std::int64_t kMaxDelay_packets = 256;

std::optional<std::int64_t> ticks(std::int64_t value) {
  if (value == AV_NOPTS_VALUE) return std::nullopt;
  return value;
}

std::string_view bytes_of(const std::uint8_t* data, int size) {
  return {reinterpret_cast<const char*>(data), data ? static_cast<std::size_t>(size) : 0};
}

Handle<AVCodecContext> open_decoder(const Demuxer& demuxer) {
  const AVCodecParameters* parameters = demuxer.video().codecpar;
  const AVCodec* decoder = avcodec_find_decoder(parameters->codec_id);
  Handle<AVCodecContext> codec(decoder ? avcodec_alloc_context3(decoder) : nullptr);
  if (!codec) throw std::bad_alloc();
  int code = avcodec_parameters_to_context(codec.get(), parameters);
  codec->pkt_timebase = demuxer.video().time_base;
  codec->max_pixels = kMaxPixels;
  // One decoding thread: with several, FFmpeg's H.264 decoder may lose the mark that a picture was
  // patched up, and damaged files would decode differently from run to run. It still decodes
  // full HD several times faster than the networks look at it (docs/decisions/0002-media.md).
  codec->thread_count = 1;
  codec->err_recognition |= AV_EF_CRCCHECK;      // where a stream holds hashes of its pictures
  codec->flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT;  // flagged, so that their times are known
  if (code >= 0) code = avcodec_open2(codec.get(), decoder, nullptr);
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  if (code < 0)
    throw base::Error::about_file(base::ErrorKind::kInput, demuxer.file(),
                                  "its video can't be decoded (" + ffmpeg_error_text(code) + ")",
                                  "Convert it to H.264 in an MP4 and give that file.");
  return codec;
}

}  // namespace

PictureDecoder::PictureDecoder(Demuxer& demuxer)
    : demuxer_(demuxer), codec_(open_decoder(demuxer)) {
  const AVCodecDescriptor* descriptor = avcodec_descriptor_get(codec_->codec_id);
  intra_only_ = descriptor && (descriptor->props & AV_CODEC_PROP_INTRA_ONLY);
  if (codec_->codec_id == AV_CODEC_ID_H264 || codec_->codec_id == AV_CODEC_ID_HEVC)
    framing_ = nal_framing(bytes_of(codec_->extradata, codec_->extradata_size),
                           codec_->codec_id == AV_CODEC_ID_HEVC);
}

std::optional<DecodedPicture> PictureDecoder::next() {
  const auto held_back = [this] { return static_cast<std::size_t>(codec_->has_b_frames); };
  while (!drained_ && ready_.size() <= held_back()) feed();
  if (ready_.empty()) return std::nullopt;
  DecodedPicture picture = std::move(ready_.front());
  ready_.pop_front();
  return picture;
}

void PictureDecoder::feed() {
  if (!demuxer_.read(*packet_)) {
    avcodec_send_packet(codec_.get(), nullptr);
    receive_all();
    release_lost_before(std::nullopt);
    drained_ = true;
    return;
  }
  const std::int64_t number = packets_++;
  register_packet(number);
  codec_->reordered_opaque = number;
  const int code = send(*packet_);
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  if (code < 0) note_lost(number);
  receive_all();
  // A key picture before the start of an edit list is decoded, but never comes out.
  constexpr int kHiddenKey = AV_PKT_FLAG_DISCARD | AV_PKT_FLAG_KEY;
  if ((packet_->flags & kHiddenKey) == kHiddenKey && code >= 0 && !is_damaged(*packet_) &&
      broken_since_ && number >= *broken_since_)
    broken_since_.reset();
}

int PictureDecoder::send(const AVPacket& packet) {
  DecoderWords words(*codec_);
  const int code = avcodec_send_packet(codec_.get(), &packet);
  if (words.take_complaint()) note_damaged(packets_ - 1);
  return code;
}

int PictureDecoder::receive(AVFrame& frame) {
  DecoderWords words(*codec_);
  const int code = avcodec_receive_frame(codec_.get(), &frame);
  if (words.take_complaint()) note_damaged(packets_ - 1);
  return code;
}

// The decoder goes on with a packet that it found damaged, or whose references are lost.
void PictureDecoder::note_damaged(std::int64_t packet) {
  const auto found = under_way_.find(packet);
  if (found != under_way_.end()) found->second.damaged = true;
  condemn_since(packet);
}

void PictureDecoder::register_packet(std::int64_t number) {
  const AVPacket& packet = *packet_;
  PacketFacts facts;
  facts.pts = ticks(packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts);
  facts.duration = packet.duration;
  facts.damaged = is_damaged(packet);
  facts.picture = facts.damaged || holds_picture(bytes_of(packet.data, packet.size), framing_);
  if (facts.damaged) condemn_since(number);
  if (!first_key_ && (packet.flags & AV_PKT_FLAG_KEY)) first_key_ = {number, facts.pts};
  if (!(packet.flags & AV_PKT_FLAG_DISCARD)) under_way_.emplace(number, facts);
  while (!under_way_.empty() && under_way_.begin()->first < number - kMaxDelay_packets)
    under_way_.erase(under_way_.begin());
}

bool PictureDecoder::leads_first_key(std::int64_t packet, std::optional<std::int64_t> pts) const {
  return !any_intact_ && first_key_ && packet > first_key_->packet && pts && first_key_->pts &&
         *pts < *first_key_->pts;
}

void PictureDecoder::receive_all() {
  for (;;) {
    Handle<AVFrame> frame = new_frame();
    const int code = receive(*frame);
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
    if (code >= 0) {
      accept(std::move(frame));
      continue;
    }
    note_lost(packets_ - 1);
  }
}

// The decoder refused this packet: its picture is lost, and what is decoded after it may refer
// to it.
void PictureDecoder::note_lost(std::int64_t packet) {
  const auto found = under_way_.find(packet);
  if (found != under_way_.end() && !found->second.picture) return;
  condemn_since(packet);
  if (found == under_way_.end() || leads_first_key(packet, found->second.pts)) return;
  DecodedPicture lost;
  lost.pts = found->second.pts;
  lost.duration = found->second.duration;
  lost.packet = packet;
  lost.readable = false;
  under_way_.erase(found);
  if (lost.pts)
    lost_.emplace(*lost.pts, std::move(lost));
  else
    ready_.push_back(std::move(lost));
}

void PictureDecoder::release_lost_before(std::optional<std::int64_t> pts) {
  while (!lost_.empty() && (!pts || lost_.begin()->first < *pts)) {
    ready_.push_back(std::move(lost_.begin()->second));
    lost_.erase(lost_.begin());
  }
}

void PictureDecoder::condemn_since(std::int64_t packet) {
  if (!broken_since_ || packet < *broken_since_) broken_since_ = packet;
  last_damaged_ = std::max(last_damaged_, packet);
  for (DecodedPicture& picture : ready_)
    if (picture.packet > packet && !intra_only_) picture.readable = false;
}

bool PictureDecoder::is_damaged(const AVPacket& packet) const {
  return (packet.flags & AV_PKT_FLAG_CORRUPT) != 0 ||
         is_torn(bytes_of(packet.data, packet.size), framing_) ||
         has_lost_sector(bytes_of(packet.data, packet.size), codec_->codec_id);
}

bool PictureDecoder::is_key(const AVFrame& frame) const { return intra_only_ || frame.key_frame; }

void PictureDecoder::accept(Handle<AVFrame> frame) {
  DecodedPicture picture;
  picture.pts = ticks(frame->best_effort_timestamp);
  picture.duration = frame->pkt_duration;
  picture.packet = frame->reordered_opaque;
  bool damaged = (frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frame->decode_error_flags != 0;
  if (const auto found = under_way_.find(picture.packet); found != under_way_.end()) {
    damaged = damaged || found->second.damaged;
    under_way_.erase(found);
  }
  // A refused packet may still give a picture later (patched up by the decoder): one frame, not
  // two.
  const auto refused = std::find_if(lost_.begin(), lost_.end(), [&](const auto& entry) {
    return entry.second.packet == picture.packet;
  });
  if (refused != lost_.end()) {
    damaged = true;
    lost_.erase(refused);
  }
  if (damaged && leads_first_key(picture.packet, picture.pts)) return;
  if (picture.pts) release_lost_before(picture.pts);

  if (damaged)
    condemn_since(picture.packet);
  else if (broken_since_ && is_key(*frame) && picture.packet >= *broken_since_)
    broken_since_.reset();
  picture.readable = !damaged && !(broken_since_ && picture.packet >= *broken_since_);
  if (intra_only_ && !damaged) picture.readable = true;
  any_intact_ = any_intact_ || picture.readable;
  picture.interlaced = frame->interlaced_frame != 0;
  picture.frame = std::move(frame);
  ready_.push_back(std::move(picture));
}

}  // namespace securepose::media
