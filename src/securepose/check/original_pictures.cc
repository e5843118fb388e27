#include "securepose/check/original_pictures.h"

#include "securepose/geometry/quarter_turn.h"
#include "securepose/media/video_reader.h"

namespace securepose::check {

void OriginalVideo::visit(const std::vector<base::FrameIndex>& frames,
                          const std::function<void(base::FrameIndex, const cv::Mat& rgb)>& see) {
  if (frames.empty()) return;
  media::VideoReader reader(file_, turns_);
  base::FrameIndex frame = 0;
  for (const base::FrameIndex wanted : frames) {
    for (; frame < wanted; ++frame) {
      cancellation_.throw_if_requested();
      if (!reader.skip()) return;
    }
    const auto picture = reader.next();
    if (!picture) return;
    ++frame;
    see(wanted, geometry::turned(picture->rgb, turn_deg_));
  }
}

}  // namespace securepose::check
