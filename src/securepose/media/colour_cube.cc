#include "securepose/media/colour_cube.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <new>
#include <opencv2/core.hpp>

#include "securepose/base/error.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

namespace securepose::media {
namespace {

constexpr double kDiffuseWhite_cd_m2 = 203;  // ITU-R BT.2408
constexpr double kPeak_cd_m2 = 1000;         // HLG's nominal peak; where phones' PQ ends as well

void check(int code) {
  if (code >= 0) return;
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  throw base::Error(base::ErrorKind::kEnvironment,
                    "The video's high dynamic range can't be converted (" +
                        ffmpeg_error_text(code) +
                        "). Install FFmpeg's libavfilter with the zscale and tonemap filters.");
}

bool is_hdr(int transfer) {
  return transfer == AVCOL_TRC_SMPTE2084 || transfer == AVCOL_TRC_ARIB_STD_B67;
}

// One picture whose pixels are the table's nodes: rows are Y, columns are Cb and Cr.
Handle<AVFrame> node_picture(int luma_nodes, int chroma_nodes, const ColourCube::Key& key) {
  Handle<AVFrame> picture = new_frame();
  picture->format = AV_PIX_FMT_YUV444P16LE;
  picture->width = chroma_nodes * chroma_nodes;
  picture->height = luma_nodes;
  picture->color_trc = static_cast<AVColorTransferCharacteristic>(key.transfer);
  picture->color_primaries = static_cast<AVColorPrimaries>(key.primaries);
  picture->colorspace = static_cast<AVColorSpace>(key.matrix);
  picture->color_range = key.full_range ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
  check(av_frame_get_buffer(picture.get(), 0));
  const auto code_of = [](int node, int nodes) {
    return static_cast<std::uint16_t>(std::min(node * (65536 / (nodes - 1)), 65535));
  };
  for (int y = 0; y < picture->height; ++y) {
    std::array<std::uint16_t*, 3> rows{};
    for (std::size_t plane = 0; plane < 3; ++plane)
      rows[plane] = reinterpret_cast<std::uint16_t*>(picture->data[plane] +
                                                     std::ptrdiff_t{y} * picture->linesize[plane]);
    for (int x = 0; x < picture->width; ++x) {
      rows[0][x] = code_of(y, luma_nodes);
      rows[1][x] = code_of(x / chroma_nodes, chroma_nodes);
      rows[2][x] = code_of(x % chroma_nodes, chroma_nodes);
    }
  }
  return picture;
}

std::string filter_chain(const ColourCube::Key& key) {
  std::string chain = fmt::format(
      "zscale=tin={}:pin={}:min={}:rin={}:t=linear:npl={},format=gbrpf32le,zscale=p=bt709",
      key.transfer, key.primaries, key.matrix, key.full_range ? "pc" : "tv", kDiffuseWhite_cd_m2);
  if (is_hdr(key.transfer))
    chain += fmt::format(",tonemap=mobius:peak={:.4f}", kPeak_cd_m2 / kDiffuseWhite_cd_m2);
  return chain + ",zscale=t=bt709:r=pc,format=gbrp16le";
}

Handle<AVFrame> filtered(AVFrame& input, const std::string& chain) {
  const Handle<AVFilterGraph> graph(avfilter_graph_alloc());
  if (!graph) throw std::bad_alloc();
  graph->nb_threads = 1;
  AVFilterContext* source = nullptr;
  AVFilterContext* sink = nullptr;
  const std::string arguments =
      fmt::format("video_size={}x{}:pix_fmt={}:time_base=1/1:pixel_aspect=1/1", input.width,
                  input.height, input.format);
  check(avfilter_graph_create_filter(&source, avfilter_get_by_name("buffer"), "in",
                                     arguments.c_str(), nullptr, graph.get()));
  check(avfilter_graph_create_filter(&sink, avfilter_get_by_name("buffersink"), "out", nullptr,
                                     nullptr, graph.get()));
  AVFilterInOut* outputs = avfilter_inout_alloc();
  AVFilterInOut* inputs = avfilter_inout_alloc();
  if (!outputs || !inputs) throw std::bad_alloc();
  outputs->name = av_strdup("in");
  outputs->filter_ctx = source;
  inputs->name = av_strdup("out");
  inputs->filter_ctx = sink;
  const int parsed =
      avfilter_graph_parse_ptr(graph.get(), chain.c_str(), &inputs, &outputs, nullptr);
  avfilter_inout_free(&inputs);
  avfilter_inout_free(&outputs);
  check(parsed);
  check(avfilter_graph_config(graph.get(), nullptr));
  input.pts = 0;
  check(av_buffersrc_add_frame(source, &input));
  check(av_buffersrc_add_frame(source, nullptr));
  Handle<AVFrame> output = new_frame();
  check(av_buffersink_get_frame(sink, output.get()));
  return output;
}

}  // namespace

bool ColourCube::needed_for(const AVFrame& picture) {
  return is_hdr(picture.color_trc) || picture.color_primaries == AVCOL_PRI_BT2020;
}

ColourCube::Key ColourCube::key_of(const AVFrame& picture) {
  Key key{picture.color_trc, picture.color_primaries, picture.colorspace,
          picture.color_range == AVCOL_RANGE_JPEG};
  if (key.transfer == AVCOL_TRC_UNSPECIFIED) key.transfer = AVCOL_TRC_BT2020_10;
  if (key.primaries == AVCOL_PRI_UNSPECIFIED) key.primaries = AVCOL_PRI_BT2020;
  if (key.matrix == AVCOL_SPC_UNSPECIFIED || key.matrix == AVCOL_SPC_RGB)
    key.matrix = AVCOL_SPC_BT2020_NCL;
  return key;
}

ColourCube::ColourCube(const Key& key) : key_(key) {
  silence_ffmpeg();
  const Handle<AVFrame> nodes = node_picture(kLumaNodes, kChromaNodes, key);
  fill(*filtered(*nodes, filter_chain(key)));
}

void ColourCube::fill(const AVFrame& nodes) {
  constexpr int kColumns = kChromaNodes * kChromaNodes;
  nodes_.resize(std::size_t{kColumns} * kLumaNodes * 3);
  constexpr std::array<int, 3> kPlaneOf = {2, 0, 1};  // planes are green, blue, red
  for (int y = 0; y < kLumaNodes; ++y)
    for (std::size_t channel = 0; channel < 3; ++channel) {
      const auto plane = static_cast<std::size_t>(kPlaneOf[channel]);
      const auto* row = reinterpret_cast<const std::uint16_t*>(
          nodes.data[plane] + std::ptrdiff_t{y} * nodes.linesize[plane]);
      for (int x = 0; x < kColumns; ++x)
        nodes_[(std::size_t(x) * kLumaNodes + std::size_t(y)) * 3 + channel] =
            static_cast<std::uint16_t>((std::uint32_t{row[x]} * 65280 + 32767) / 65535);
    }
}

void ColourCube::convert(const AVFrame& picture, cv::Mat& rgb) const {
  const int pairs = (picture.height + 1) / 2;
  cv::parallel_for_(cv::Range(0, pairs), [&](const cv::Range& range) {
    convert_rows(picture, range.start, range.end, rgb);
  });
}

// Two rows at a time: four neighbours share one chroma sample, so the table is interpolated
// between chroma nodes once for all of them wherever they lie between the same luma nodes.
void ColourCube::convert_rows(const AVFrame& picture, int first_pair, int last_pair,
                              cv::Mat& rgb) const {
  constexpr int kMaxCode = 1023;
  constexpr int kChromaStep = (kMaxCode + 1) / kChromaCells;
  constexpr int kLumaStep = (kMaxCode + 1) / kLumaCells;
  constexpr std::size_t kColumn = std::size_t{kLumaNodes} * 3;
  const auto row_of = [&](int plane, int y) {
    return reinterpret_cast<const std::uint16_t*>(picture.data[plane] +
                                                  std::ptrdiff_t{y} * picture.linesize[plane]);
  };
  for (int pair = first_pair; pair < last_pair; ++pair) {
    const std::uint16_t* cb_row = row_of(1, pair);
    const std::uint16_t* cr_row = row_of(2, pair);
    const int rows = std::min(2, picture.height - 2 * pair);
    for (int x = 0; x < picture.width; x += 2) {
      const int cb = std::min<int>(cb_row[x / 2], kMaxCode);
      const int cr = std::min<int>(cr_row[x / 2], kMaxCode);
      const std::uint16_t* c00 =
          nodes_.data() +
          (std::size_t(cb / kChromaStep) * kChromaNodes + std::size_t(cr / kChromaStep)) * kColumn;
      const std::uint16_t* c01 = c00 + kColumn;
      const std::uint16_t* c10 = c00 + kColumn * kChromaNodes;
      const std::uint16_t* c11 = c10 + kColumn;
      const std::uint32_t fb = static_cast<std::uint32_t>(cb % kChromaStep);
      const std::uint32_t fr = static_cast<std::uint32_t>(cr % kChromaStep);
      const std::uint32_t w00 = (kChromaStep - fb) * (kChromaStep - fr);
      const std::uint32_t w01 = (kChromaStep - fb) * fr;
      const std::uint32_t w10 = fb * (kChromaStep - fr);
      const std::uint32_t w11 = fb * fr;
      int cell = -1;
      std::array<std::uint32_t, 6> ends{};  // the cell's colour at its lower and upper luma node
      for (int dy = 0; dy < rows; ++dy) {
        const std::uint16_t* luma_row = row_of(0, 2 * pair + dy);
        std::uint8_t* out = rgb.ptr(2 * pair + dy) + std::ptrdiff_t{3} * x;
        const int columns = std::min(2, picture.width - x);
        for (int dx = 0; dx < columns; ++dx, out += 3) {
          const int luma = std::min<int>(luma_row[x + dx], kMaxCode);
          if (luma / kLumaStep != cell) {
            cell = luma / kLumaStep;
            const std::size_t at = std::size_t(cell) * 3;
            for (std::size_t i = 0; i < 6; ++i)
              ends[i] =
                  (w00 * c00[at + i] + w01 * c01[at + i] + w10 * c10[at + i] + w11 * c11[at + i]) /
                  (kChromaStep * kChromaStep);
          }
          const auto f = static_cast<std::uint32_t>(luma % kLumaStep);
          for (std::size_t i = 0; i < 3; ++i) {
            const std::uint32_t value = (ends[i] * (kLumaStep - f) + ends[i + 3] * f) / kLumaStep;
            out[i] = static_cast<std::uint8_t>((value + 128) >> 8);
          }
        }
      }
    }
  }
}

}  // namespace securepose::media
