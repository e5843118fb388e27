#include "securepose/media/demuxer.h"

#include <algorithm>
#include <array>
#include <new>
#include <string_view>

#include "securepose/base/error.h"
#include "securepose/media/input_check.h"

namespace securepose::media {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& file, const std::string& what,
                         const std::string& hint) {
  throw base::Error::about_file(base::ErrorKind::kInput, file, what, hint);
}

constexpr const char* kGiveVideo = "Give a video file, for instance an MP4, MOV, MKV or AVI.";
constexpr const char* kCopyAgain =
    "Copy it from the camera again, or mend it with the camera maker's program.";

// Containers that hold video and name no other file or address. Playlists (HLS, DASH, concat) and
// devices are left out on purpose: opening one could read other files or the network.
constexpr std::array<std::string_view, 29> kVideoContainers = {
    "mov,mp4,m4a,3gp,3g2,mj2",
    "matroska,webm",
    "avi",
    "asf",
    "asf_o",
    "mpeg",
    "mpegts",
    "mpegvideo",
    "flv",
    "live_flv",
    "ogg",
    "dv",
    "mxf",
    "gxf",
    "nut",
    "wtv",
    "rm",
    "ivf",
    "h261",
    "h263",
    "h264",
    "hevc",
    "m4v",
    "mjpeg",
    "vc1",
    "av1",
    "obu",
    "gif",
    "yuv4mpegpipe",
};

constexpr std::array<std::string_view, 22> kSoundFormats = {
    "wav", "mp3", "flac", "aac", "ac3", "eac3", "amr", "amrnb", "amrwb",  "aiff", "caf",
    "ape", "w64", "au",   "tta", "wv",  "dts",  "mpc", "mpc8",  "truehd", "voc",  "adx"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Recognises the format from the content (the name only breaks ties) without opening it.
const AVInputFormat& recognise(const std::filesystem::path& file) {
  const std::string url = ffmpeg_url(file);
  AVIOContext* io = nullptr;
  if (const int code = avio_open(&io, url.c_str(), AVIO_FLAG_READ); code < 0)
    refuse(file, "could not be opened (" + ffmpeg_error_text(code) + ")",
           "Check the permissions of the file.");
  const AVInputFormat* format = nullptr;
  const int code = av_probe_input_buffer2(io, &format, url.c_str(), nullptr, 0, 0);
  avio_closep(&io);
  if (code < 0 || !format) refuse(file, "is not a video that can be recognised", kGiveVideo);
  const std::string_view name = format->name;
  if (is_one_of(name, kVideoContainers)) return *format;
  if (is_one_of(name, kSoundFormats)) refuse(file, "holds only sound, no video", kGiveVideo);
  if (name.ends_with("_pipe") || name == "image2" || name == "apng" || name == "ico")
    refuse(file, "is a picture, not a video", kGiveVideo);
  refuse(file, "is not a video (its content looks like \"" + std::string(name) + "\")", kGiveVideo);
}

bool is_still_attachment(const AVStream& stream) {
  return (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) !=
         0;
}

bool is_video(const AVStream& stream) {
  return stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO && !is_still_attachment(stream);
}

bool is_encrypted(const AVStream& stream) {
  constexpr auto tag = [](const char(&t)[5]) { return MKTAG(t[0], t[1], t[2], t[3]); };
  const std::uint32_t codec_tag = stream.codecpar->codec_tag;
  return codec_tag == tag("encv") || codec_tag == tag("drmi") ||
         av_stream_get_side_data(&stream, AV_PKT_DATA_ENCRYPTION_INIT_INFO, nullptr) ||
         av_dict_get(stream.metadata, "enc_key_id", nullptr, 0);
}

}  // namespace

Demuxer::Demuxer(const std::filesystem::path& file) : file_(file) {
  silence_ffmpeg();
  check_input_file(file);
  open();
  choose_video();
  check_video();
}

void Demuxer::open() {
  const AVInputFormat& format = recognise(file_);
  AVFormatContext* raw = avformat_alloc_context();
  if (!raw) throw std::bad_alloc();
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  av_dict_set(&options, "format_whitelist", format.name, 0);
  const int opened = avformat_open_input(&raw, ffmpeg_url(file_).c_str(), &format, &options);
  av_dict_free(&options);
  if (opened < 0) {
    if (opened == AVERROR(ENOMEM)) throw std::bad_alloc();
    refuse(file_,
           "the video can't be opened, because its beginning or its index is missing or "
           "damaged (the recording or the copy may have been cut off)",
           kCopyAgain);
  }
  container_.reset(raw);

  // Decoders that run while the streams are examined get the same limit on the picture's size.
  std::vector<AVDictionary*> per_stream(container_->nb_streams, nullptr);
  for (AVDictionary*& dictionary : per_stream)
    av_dict_set_int(&dictionary, "max_pixels", kMaxPixels, 0);
  const std::size_t known = per_stream.size();
  const int examined = avformat_find_stream_info(raw, known ? per_stream.data() : nullptr);
  for (AVDictionary*& dictionary : per_stream) av_dict_free(&dictionary);
  if (examined < 0)
    refuse(file_, "its content can't be made out (" + ffmpeg_error_text(examined) + ")",
           kCopyAgain);
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
    refuse(file_, "its kind of video is not known here",
           "Convert it to H.264 in an MP4 and give that file.");
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
