#include <optional>
#include <stdexcept>

#include "securepose/media/h264_encoder.h"
#include "securepose/media/segment_file.h"
#include "securepose/media/video_writer.h"

namespace securepose::media {

class SegmentWriter::Impl {
 public:
  Impl(const std::filesystem::path& file, const VideoInfo& video, const EncodeOptions& options)
      : encoder_(video, options, [this](const CodedPicture& picture) { out_.add(picture); }),
        out_(file, {encoder_.width_px(), encoder_.height_px(), video.time_base,
                    encoder_.configuration()}) {}

  void write(const VideoFrame& frame) {
    if (last_pts_ && frame.pts_ticks <= *last_pts_)
      throw std::invalid_argument("times of a segment's frames must increase");
    last_pts_ = frame.pts_ticks;
    encoder_.encode(frame.rgb, frame.pts_ticks, frame.duration_ticks);
  }

  void finish() {
    encoder_.finish();
    out_.finish();
  }

 private:
  H264Encoder encoder_;
  SegmentFileWriter out_;
  std::optional<std::int64_t> last_pts_;
};

SegmentWriter::SegmentWriter(const std::filesystem::path& file, const VideoInfo& video,
                             const EncodeOptions& options)
    : impl_(std::make_unique<Impl>(file, video, options)) {}
SegmentWriter::~SegmentWriter() = default;

void SegmentWriter::write(const VideoFrame& frame) { impl_->write(frame); }
void SegmentWriter::finish() { impl_->finish(); }

}  // namespace securepose::media
