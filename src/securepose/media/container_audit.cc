#include "securepose/media/container_audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "securepose/media/container.h"
#include "securepose/media/mp4_audit.h"
#include "securepose/media/nal_integrity.h"
#include "securepose/media/nal_units.h"

namespace securepose::media {
namespace {

// Tags that stand for fields which every MP4 file has. Their values are checked, not only names.
bool is_required_tag(std::string_view key, std::string_view value) {
  constexpr std::array<std::string_view, 3> kBrands = {"major_brand", "minor_version",
                                                       "compatible_brands"};
  if (std::find(kBrands.begin(), kBrands.end(), key) != kBrands.end()) return true;
  if (key == "language") return value == "und";
  if (key == "handler_name") return value.empty();
  return key == "vendor_id" && value == "[0][0][0][0]";
}

void list_tags(const AVDictionary* tags, const std::string& owner, std::vector<std::string>& out) {
  const AVDictionaryEntry* tag = nullptr;
  while ((tag = av_dict_get(tags, "", tag, AV_DICT_IGNORE_SUFFIX)) != nullptr)
    if (!is_required_tag(tag->key, tag->value))
      out.push_back(fmt::format("tag \"{}\" of {}", tag->key, owner));
}

std::string kind_of(const AVStream& stream) {
  if (is_still_attachment(stream)) return "cover picture";
  switch (stream.codecpar->codec_type) {
    case AVMEDIA_TYPE_VIDEO:
      return "further video";
    case AVMEDIA_TYPE_AUDIO:
      return "sound";
    case AVMEDIA_TYPE_SUBTITLE:
      return "subtitles";
    case AVMEDIA_TYPE_ATTACHMENT:
      return "attachment";
    default:
      return "data";
  }
}

void list_side_data(const AVStream& stream, const std::string& owner,
                    std::vector<std::string>& out) {
  for (int i = 0; i < stream.nb_side_data; ++i) {
    const AVPacketSideDataType type = stream.side_data[i].type;
    if (type == AV_PKT_DATA_CPB_PROPERTIES) continue;  // rate control, from the codec itself
    const char* name = av_packet_side_data_name(type);
    out.push_back(fmt::format("side information \"{}\" of {}", name ? name : "unknown", owner));
  }
}

// Finds H.264's supplemental information, where encoders write their name and settings, and
// cameras write dates and positions.
class CommentFinder {
 public:
  explicit CommentFinder(const AVStream& stream)
      : index_(stream.index), active_(stream.codecpar->codec_id == AV_CODEC_ID_H264) {
    const AVCodecParameters& codec = *stream.codecpar;
    const std::string_view configuration(reinterpret_cast<const char*>(codec.extradata),
                                         static_cast<std::size_t>(codec.extradata_size));
    framing_ = nal_framing(configuration, false);
    if (active_ && framing_.length_bytes == 0) count_byte_stream(configuration);
  }

  void look_at(const AVPacket& packet) {
    if (!active_ || packet.stream_index != index_) return;
    const std::string_view bytes(reinterpret_cast<const char*>(packet.data),
                                 static_cast<std::size_t>(packet.size));
    if (framing_.length_bytes == 0)
      count_byte_stream(bytes);
    else
      count_length_prefixed(bytes);
  }

  int found() const { return found_; }

 private:
  void count(std::string_view unit) {
    constexpr int kSei = 6;
    if (!unit.empty() && (static_cast<unsigned char>(unit.front()) & 0x1f) == kSei) ++found_;
  }
  void count_byte_stream(std::string_view bytes) {
    for (const std::string_view unit : split_byte_stream(bytes)) count(unit);
  }
  void count_length_prefixed(std::string_view bytes) {
    const auto length_bytes = static_cast<std::size_t>(framing_.length_bytes);
    while (bytes.size() > length_bytes) {
      std::size_t length = 0;
      for (std::size_t i = 0; i < length_bytes; ++i)
        length = length << 8 | static_cast<unsigned char>(bytes[i]);
      bytes.remove_prefix(length_bytes);
      count(bytes.substr(0, length));
      bytes.remove_prefix(std::min(length, bytes.size()));
    }
  }

  int index_;
  bool active_;
  NalFraming framing_;
  int found_ = 0;
};

// Reads all packets: comments inside the pictures, and how many bytes belong to streams.
void list_content(AVFormatContext& container, const AVStream* video,
                  const std::filesystem::path& file, std::vector<std::string>& out) {
  std::uint64_t stream_bytes = 0;
  std::optional<CommentFinder> comments;
  if (video) comments.emplace(*video);
  const Handle<AVPacket> packet = new_packet();
  while (av_read_frame(&container, packet.get()) >= 0) {
    stream_bytes += static_cast<std::uint64_t>(packet->size);
    if (comments) comments->look_at(*packet);
    av_packet_unref(packet.get());
  }
  if (comments && comments->found() > 0)
    out.push_back(
        fmt::format("comments (SEI) in the coded pictures, {} of them", comments->found()));
  if (std::string_view(container.iformat->name).find("mp4") == std::string_view::npos) return;
  const Mp4Boxes boxes = walk_mp4_boxes(file);
  for (const std::string& box : boxes.superfluous) out.push_back("MP4 box " + box);
  if (boxes.media_bytes > stream_bytes)
    out.push_back(fmt::format("{} bytes of media that belong to no stream",
                              boxes.media_bytes - stream_bytes));
}

}  // namespace

std::vector<std::string> carried_besides_video(const std::filesystem::path& file) {
  const Handle<AVFormatContext> container = open_container(file);
  std::vector<std::string> out;
  const AVStream* video = nullptr;
  list_tags(container->metadata, "the file", out);
  for (unsigned i = 0; i < container->nb_programs; ++i)
    list_tags(container->programs[i]->metadata, "a programme", out);
  for (unsigned i = 0; i < container->nb_streams; ++i) {
    const AVStream& stream = *container->streams[i];
    std::string owner = "the video";
    if (!video && stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
        !is_still_attachment(stream)) {
      video = &stream;
    } else {
      owner = kind_of(stream);
      out.push_back(owner + " (" + avcodec_get_name(stream.codecpar->codec_id) + ")");
    }
    list_tags(stream.metadata, owner, out);
    list_side_data(stream, owner, out);
  }
  if (container->nb_chapters > 0) out.push_back(fmt::format("{} chapters", container->nb_chapters));
  for (unsigned i = 0; i < container->nb_chapters; ++i)
    list_tags(container->chapters[i]->metadata, "a chapter", out);
  list_content(*container, video, file, out);
  return out;
}

}  // namespace securepose::media
