#include "securepose/media/demuxer.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <string_view>

#include "securepose/media/metadata_number.h"
#include "securepose/media/refusal.h"
#include "securepose/media/stated_size.h"

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
  read_timing();
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
}

void Demuxer::check_video() const {
  if (is_encrypted(*video_)) refuse_encrypted();
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

void Demuxer::read_timing() {
  const MovieFacts facts = read_movie_facts(file_);
  capture_fps_ = facts.capture_fps;
  if (facts.has_unreadable_capture_fps)
    notes_.push_back(
        fmt::format("The file states the rate at which it was captured ({}), but not as a number.",
                    kCaptureRateKey));
  // Other containers carry it as text.
  for (const AVDictionary* metadata : {container_->metadata, video_->metadata}) {
    if (capture_fps_) break;
    if (const auto* entry = av_dict_get(metadata, kCaptureRateKey, nullptr, 0))
      capture_fps_ = leading_number(entry->value);
  }
  if (!facts.is_retimed()) return;
  const MovieTrack* track = facts.track(video_->id);
  if (track == nullptr || !track->is_retimed()) return;
  retimed_.emplace(*track);
  notes_.push_back(retimed_->note());
}

void Demuxer::hide_unshown(AVPacket& packet) const {
  if (!retimed_ || packet.pts == AV_NOPTS_VALUE) return;
  const double second = av_q2d(video_->time_base);
  const auto ticks = static_cast<double>(packet.pts);
  const auto duration = static_cast<double>(std::max<std::int64_t>(packet.duration, 1));
  if (!retimed_->shows(ticks * second, (ticks + duration) * second))
    packet.flags |= AV_PKT_FLAG_DISCARD;
}

void Demuxer::refuse_encrypted() const {
  refuse(file_, "is encrypted (copy protection or a password)",
         "Save it without protection and give that file.");
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
    if (code == AVERROR_EOF) return false;
    if (code < 0) {
      if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
      read_failed_ = true;
      ++failures;
      continue;
    }
    track_end(packet);
    if (packet.stream_index != video_->index) continue;
    if (av_packet_get_side_data(&packet, AV_PKT_DATA_ENCRYPTION_INFO, nullptr)) refuse_encrypted();
    hide_unshown(packet);
    last_packet_cut_ = (packet.flags & AV_PKT_FLAG_CORRUPT) != 0;
    // An empty packet repeats the picture before it (AVI); to a decoder it would mean "the end".
    if (packet.size > 0) return true;
  }
  return false;
}

void Demuxer::track_end(const AVPacket& packet) {
  const std::int64_t time = packet.pts != AV_NOPTS_VALUE ? packet.pts : packet.dts;
  if (time == AV_NOPTS_VALUE) return;
  const AVStream& stream = *container_->streams[packet.stream_index];
  const double end_s = static_cast<double>(time + packet.duration) * av_q2d(stream.time_base);
  last_end_s_ = std::max(last_end_s_, end_s);
}

// Transport streams are whole packets of 188 bytes, on cameras (AVCHD) of 192.
bool Demuxer::ends_inside_packet() const {
  const std::int64_t size = avio_size(container_->pb);
  return std::string_view(container_->iformat->name) == "mpegts" && size > 0 && size % 188 != 0 &&
         size % 192 != 0;
}

bool Demuxer::is_shorter_than_stated() const {
  const std::optional<std::uint64_t> stated = stated_size_bytes(file_);
  const std::int64_t size = avio_size(container_->pb);
  return stated && size > 0 && *stated > static_cast<std::uint64_t>(size);
}

// How much is missing up to the duration that the header states; estimates don't count.
std::optional<double> Demuxer::missing_s() const {
  constexpr double kTolerance_s = 0.25;  // headers round; sound may be padded
  // A list that changes the speed states how long it plays, not how long the recording is.
  if (retimed_ || container_->duration == AV_NOPTS_VALUE ||
      container_->duration_estimation_method != AVFMT_DURATION_FROM_STREAM)
    return std::nullopt;
  const double start_s = container_->start_time == AV_NOPTS_VALUE
                             ? 0
                             : static_cast<double>(container_->start_time) / AV_TIME_BASE;
  // Some containers count the duration from 0, some from the start.
  const double reached_s = std::max(last_end_s_, last_end_s_ - start_s);
  const double missing = static_cast<double>(container_->duration) / AV_TIME_BASE - reached_s;
  if (missing < kTolerance_s) return std::nullopt;
  return missing;
}

std::optional<std::string> Demuxer::early_end(bool last_damaged) const {
  const std::optional<double> missing = missing_s();
  const bool cut = read_failed_ || last_packet_cut_ || last_damaged || ends_inside_packet() ||
                   is_shorter_than_stated();
  if (missing)
    return fmt::format(
        "The file ends {:.1f} s before the end that it announces: it was probably cut off while it "
        "was recorded or copied. All that is there was read.",
        *missing);
  if (cut)
    return "The file ends early: it was cut off while it was recorded or copied. All that is there "
           "was read.";
  return std::nullopt;
}

}  // namespace securepose::media
