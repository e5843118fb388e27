#include "securepose/media/demuxer.h"

#include <new>

#include "securepose/media/refusal.h"

namespace securepose::media {
namespace {

bool is_video(const AVStream& stream) {
  return stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !is_still_attachment(stream);
}

}  // namespace

Demuxer::Demuxer(const std::filesystem::path& file)
    : file_(file), container_(open_container(file)) {
  choose_video();
  check_video();
}

void Demuxer::choose_video() {
  int count = 0;
  const auto pixels = [](const AVStream& stream) {
    return std::int64_t{stream.codecpar->width} * stream.codecpar->height;
  };
  for (unsigned i = 0; i < container_->nb_streams; ++i) {
    AVStream& stream = *container_->streams[i];
    if (!is_video(stream)) continue;
    ++count;
    if (!video_ || pixels(stream) > pixels(*video_)) video_ = &stream;
  }
  if (!video_) {
    refuse(file_, has_audio() ? "holds only sound, no video" : "holds no video", kGiveVideo);
  }
  if (count > 1)
    notes_.push_back("The file holds " + std::to_string(count) +
                     " videos; only the largest was used.");
  for (unsigned i = 0; i < container_->nb_streams; ++i)
    if (container_->streams[i] != video_) container_->streams[i]->discard = AVDISCARD_ALL;
}

void Demuxer::check_video() const {
  if (is_encrypted(*video_))
    refuse(file_, "is encrypted (copy protection or a password)",
           "Save it without protection and give that file.");
  const AVCodecParameters& codec = *video_->codecpar;
  if (codec.codec_id == AV_CODEC_ID_NONE || !avcodec_find_decoder(codec.codec_id))
    refuse(file_, "its kind of video is not known here", kConvert);
  if (codec.width > kMaxSide_px || codec.height > kMaxSide_px ||
      std::int64_t{codec.width} * codec.height > kMaxPixels)
    refuse(file_,
           "the picture of " + std::to_string(codec.width) + " x " + std::to_string(codec.height) +
               " pixels is too large to be real or to be handled",
           "If it is real, scale it below 16384 pixels a side and give that file.");
  if (codec.width <= 0 || codec.height <= 0)
    refuse(file_, "not one picture can be decoded", kCopyAgain);
}

bool Demuxer::has_audio() const {
  for (unsigned i = 0; i < container_->nb_streams; ++i)
    if (container_->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_AUDIO) return true;
  return false;
}

bool Demuxer::read(AVPacket& packet) {
  // A damaged place may make single reads fail; a run of failures means that nothing follows.
  constexpr int kMaxFailures = 64;
  for (int failures = 0; failures < kMaxFailures;) {
    av_packet_unref(&packet);
    const int code = av_read_frame(container_.get(), &packet);
    if (code == AVERROR_EOF) {
      note_end(code);
      return false;
    }
    if (code < 0) {
      if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
      ended_early_ = true;
      ++failures;
      continue;
    }
    if (packet.stream_index != video_->index) continue;
    last_packet_cut_ = (packet.flags & AV_PKT_FLAG_CORRUPT) != 0;
    // An empty packet repeats the picture before it (AVI); to a decoder it would mean "the end".
    if (packet.size > 0) return true;
  }
  note_end(AVERROR_INVALIDDATA);
  return false;
}

void Demuxer::note_end(int code) {
  if (code != AVERROR_EOF || last_packet_cut_) ended_early_ = true;
}

}  // namespace securepose::media
