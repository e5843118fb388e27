#include "securepose/media/deinterlacer.h"

#include <new>
#include <string>
#include <utility>

#include "securepose/base/error.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
}

namespace securepose::media {
namespace {

void check(int code) {
  if (code >= 0) return;
  if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
  throw base::Error(base::ErrorKind::kEnvironment,
                    "The interlaced video can't be deinterlaced (" + ffmpeg_error_text(code) +
                        "). Install FFmpeg's libavfilter with the bwdif filter.");
}

}  // namespace

void Deinterlacer::build(const AVFrame& like) {
  graph_.reset(avfilter_graph_alloc());
  if (!graph_) throw std::bad_alloc();
  graph_->nb_threads = 1;
  const std::string source =
      "video_size=" + std::to_string(like.width) + "x" + std::to_string(like.height) +
      ":pix_fmt=" + std::to_string(like.format) + ":time_base=1/1000:pixel_aspect=1/1";
  check(avfilter_graph_create_filter(&source_, avfilter_get_by_name("buffer"), "in", source.c_str(),
                                     nullptr, graph_.get()));
  const AVFilter* bwdif = avfilter_get_by_name("bwdif");
  if (!bwdif) check(AVERROR_FILTER_NOT_FOUND);
  AVFilterContext* filter = nullptr;
  check(avfilter_graph_create_filter(&filter, bwdif, "deinterlace",
                                     "mode=send_frame:parity=auto:deint=interlaced", nullptr,
                                     graph_.get()));
  check(avfilter_graph_create_filter(&sink_, avfilter_get_by_name("buffersink"), "out", nullptr,
                                     nullptr, graph_.get()));
  check(avfilter_link(source_, 0, filter, 0));
  check(avfilter_link(filter, 0, sink_, 0));
  check(avfilter_graph_config(graph_.get(), nullptr));
  width_ = like.width;
  height_ = like.height;
  format_ = like.format;
}

bool Deinterlacer::fits(const AVFrame& frame) const {
  return graph_ && frame.width == width_ && frame.height == height_ && frame.format == format_;
}

void Deinterlacer::push(DecodedPicture picture) {
  if (picture.frame && picture.frame->interlaced_frame) active_ = true;
  if (!active_ || !picture.frame || !picture.readable) {
    flush();
    ready_.push_back(std::move(picture));
    return;
  }
  if (!fits(*picture.frame)) {
    flush();
    build(*picture.frame);
  }
  // The filter counts in its own time; the pictures keep theirs.
  Handle<AVFrame> input(av_frame_clone(picture.frame.get()));
  if (!input) throw std::bad_alloc();
  input->pts = fed_++;
  inside_.push_back(std::move(picture));
  check(av_buffersrc_add_frame(source_, input.get()));
  collect();
}

void Deinterlacer::collect() {
  while (!inside_.empty()) {
    Handle<AVFrame> output = new_frame();
    const int code = av_buffersink_get_frame(sink_, output.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    check(code);
    DecodedPicture picture = std::move(inside_.front());
    inside_.pop_front();
    av_frame_copy_props(output.get(), picture.frame.get());
    output->interlaced_frame = 0;
    picture.frame = std::move(output);
    ready_.push_back(std::move(picture));
  }
}

// Empties the filter. What it does not give back passes untouched.
void Deinterlacer::flush() {
  if (!graph_) return;
  if (!inside_.empty()) {
    check(av_buffersrc_add_frame(source_, nullptr));
    collect();
  }
  for (DecodedPicture& picture : inside_) ready_.push_back(std::move(picture));
  inside_.clear();
  graph_.reset();
}

void Deinterlacer::finish() { flush(); }

std::optional<DecodedPicture> Deinterlacer::pop() {
  if (ready_.empty()) return std::nullopt;
  DecodedPicture picture = std::move(ready_.front());
  ready_.pop_front();
  return picture;
}

}  // namespace securepose::media
