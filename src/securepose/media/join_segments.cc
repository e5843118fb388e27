#include <algorithm>
#include <new>

#include "securepose/base/atomic_file.h"
#include "securepose/base/error.h"
#include "securepose/media/ffmpeg_handles.h"
#include "securepose/media/segment_file.h"
#include "securepose/media/video_writer.h"

extern "C" {
#include <libavutil/mathematics.h>
}

namespace securepose::media {
namespace {

void check(int code, const std::filesystem::path& file) {
  if (code >= 0) return;
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  throw base::Error::about_file(base::ErrorKind::kEnvironment, file,
                                "could not be written (" + ffmpeg_error_text(code) + ")",
                                "Check that the folder can be written and that the disk has room.");
}

struct OutputDeleter {
  void operator()(AVFormatContext* output) const {
    avio_closep(&output->pb);
    avformat_free_context(output);
  }
};

}  // namespace

void join_segments(const std::vector<std::filesystem::path>& segments, const VideoInfo& video,
                   const std::filesystem::path& source, AudioMode audio,
                   const std::filesystem::path& file) {
  (void)source;
  (void)audio;
  silence_ffmpeg();
  const std::filesystem::path partial = base::partial_name(file);
  AVFormatContext* raw = nullptr;
  check(avformat_alloc_output_context2(&raw, nullptr, "mp4", ffmpeg_url(partial).c_str()), file);
  const std::unique_ptr<AVFormatContext, OutputDeleter> output(raw);
  output->flags |= AVFMT_FLAG_BITEXACT;
  output->avoid_negative_ts = 0;
  AVStream* stream = avformat_new_stream(raw, nullptr);
  if (!stream) throw std::bad_alloc();
  const SegmentHeader header = SegmentFileReader(segments.at(0)).header();
  AVCodecParameters& par = *stream->codecpar;
  par.codec_type = AVMEDIA_TYPE_VIDEO;
  par.codec_id = AV_CODEC_ID_H264;
  par.format = AV_PIX_FMT_YUV420P;
  par.width = header.width_px;
  par.height = header.height_px;
  par.color_primaries = AVCOL_PRI_BT709;
  par.color_trc = AVCOL_TRC_BT709;
  par.color_space = AVCOL_SPC_BT709;
  par.color_range = AVCOL_RANGE_MPEG;
  const auto size = header.parameter_sets.size();
  par.extradata = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
  if (!par.extradata) throw std::bad_alloc();
  std::copy_n(header.parameter_sets.data(), size, par.extradata);
  par.extradata_size = static_cast<int>(size);
  const AVRational source_base = to_av(video.time_base);
  stream->time_base = source_base;
  check(avio_open(&output->pb, ffmpeg_url(partial).c_str(), AVIO_FLAG_WRITE), file);
  AVDictionary* options = nullptr;
  av_dict_set(&options, "movflags", "+faststart", 0);
  av_dict_set_int(&options, "video_track_timescale", source_base.den, 0);
  av_dict_set_int(&options, "movie_timescale", source_base.den, 0);
  const int begun = avformat_write_header(raw, &options);
  av_dict_free(&options);
  check(begun, file);
  const Handle<AVPacket> packet = new_packet();
  std::optional<CodedPicture> last;
  const auto write = [&](const CodedPicture& picture, std::int64_t duration) {
    check(av_new_packet(packet.get(), static_cast<int>(picture.data.size())), file);
    std::copy(picture.data.begin(), picture.data.end(), packet->data);
    packet->pts = packet->dts = picture.pts_ticks;
    packet->duration = duration;
    packet->flags = picture.key ? AV_PKT_FLAG_KEY : 0;
    av_packet_rescale_ts(packet.get(), source_base, stream->time_base);
    check(av_write_frame(raw, packet.get()), file);
    av_packet_unref(packet.get());
  };
  for (const auto& segment : segments) {
    SegmentFileReader reader(segment);
    if (reader.header() != header)
      throw base::Error::about_file(base::ErrorKind::kInput, segment,
                                    "this piece belongs to another video",
                                    "Delete it and run the same command again.");
    while (auto picture = reader.next()) {
      if (last) write(*last, picture->pts_ticks - last->pts_ticks);
      last = std::move(picture);
    }
  }
  if (last) write(*last, last->duration_ticks);
  check(av_write_trailer(raw), file);
  check(avio_closep(&output->pb), file);
  base::publish_file(partial, file);
}

}  // namespace securepose::media
