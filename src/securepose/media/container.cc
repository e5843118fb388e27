#include "securepose/media/container.h"

#include <algorithm>
#include <array>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "securepose/media/input_check.h"
#include "securepose/media/movie_facts.h"
#include "securepose/media/refusal.h"

namespace securepose::media {
namespace {

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

// Recognises the format from the content alone, without opening it.
const AVInputFormat& recognise(const std::filesystem::path& file) {
  const std::string url = ffmpeg_url(file);
  AVIOContext* io = nullptr;
  if (const int code = avio_open(&io, url.c_str(), AVIO_FLAG_READ); code < 0)
    refuse(file, "could not be opened (" + ffmpeg_error_text(code) + ")",
           "Check the permissions of the file.");
  const AVInputFormat* format = nullptr;
  const int code = av_probe_input_buffer2(io, &format, "", nullptr, 0, 0);
  avio_closep(&io);
  if (code < 0 || !format) refuse(file, "is not a video that can be recognised", kGiveVideo);
  const std::string_view name = format->name;
  if (is_one_of(name, kVideoContainers)) return *format;
  if (is_one_of(name, kSoundFormats)) refuse(file, "holds only sound, no video", kGiveVideo);
  if (name.ends_with("_pipe") || name == "image2" || name == "apng" || name == "ico")
    refuse(file, "is a picture, not a video", kGiveVideo);
  refuse(file, "is not a video (its content looks like \"" + std::string(name) + "\")", kGiveVideo);
}

}  // namespace

Handle<AVFormatContext> open_container(const std::filesystem::path& file) {
  silence_ffmpeg();
  check_input_file(file);
  const AVInputFormat& format = recognise(file);
  AVFormatContext* raw = avformat_alloc_context();
  if (!raw) throw std::bad_alloc();
  AVDictionary* options = nullptr;
  av_dict_set(&options, "protocol_whitelist", "file", 0);
  av_dict_set(&options, "format_whitelist", format.name, 0);
  // See MovieFacts: with its list of edits, pictures would come twice and at wrong times.
  if (read_movie_facts(file).is_retimed()) av_dict_set(&options, "ignore_editlist", "1", 0);
  const int opened = avformat_open_input(&raw, ffmpeg_url(file).c_str(), &format, &options);
  av_dict_free(&options);
  if (opened < 0) {
    if (opened == AVERROR(ENOMEM)) throw std::bad_alloc();
    refuse(file,
           "the video can't be opened, because its beginning or its index is missing or "
           "damaged (the recording or the copy may have been cut off)",
           kCopyAgain);
  }
  Handle<AVFormatContext> container(raw);

  // Decoders that run while the streams are examined get the same limit on the picture's size.
  std::vector<AVDictionary*> per_stream(container->nb_streams, nullptr);
  for (AVDictionary*& dictionary : per_stream)
    av_dict_set_int(&dictionary, "max_pixels", kMaxPixels, 0);
  const std::size_t known = per_stream.size();
  const int examined = avformat_find_stream_info(raw, known ? per_stream.data() : nullptr);
  for (AVDictionary*& dictionary : per_stream) av_dict_free(&dictionary);
  if (examined < 0)
    refuse(file, "not one picture can be decoded (" + ffmpeg_error_text(examined) + ")",
           kCopyAgain);
  return container;
}

bool is_still_attachment(const AVStream& stream) {
  return (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) !=
         0;
}

bool is_encrypted(const AVStream& stream) {
  constexpr auto tag = [](const char(&t)[5]) { return MKTAG(t[0], t[1], t[2], t[3]); };
  const std::uint32_t codec_tag = stream.codecpar->codec_tag;
  return codec_tag == tag("encv") || codec_tag == tag("drmi") ||
         av_stream_get_side_data(&stream, AV_PKT_DATA_ENCRYPTION_INIT_INFO, nullptr) ||
         av_dict_get(stream.metadata, "enc_key_id", nullptr, 0);
}

}  // namespace securepose::media
