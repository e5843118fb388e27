#include "securepose/validation/leak_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "securepose/base/atomic_file.h"
#include "securepose/media/video_reader.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;

// Enough around the face to find the place in the video, and large enough to be looked at.
constexpr double kSurroundings = 4;
constexpr double kSmallestCrop_px = 120;
constexpr int kShownHeight_px = 480;

cv::Rect pixels_of(const geometry::Box& box, cv::Size size) {
  const cv::Point from(static_cast<int>(std::floor(box.x1_px)),
                       static_cast<int>(std::floor(box.y1_px)));
  const cv::Point to(static_cast<int>(std::ceil(box.x2_px)),
                     static_cast<int>(std::ceil(box.y2_px)));
  return cv::Rect(from, to) & cv::Rect({0, 0}, size);
}

std::vector<unsigned char> png_of(const FaceScore& leak, const cv::Mat& rgb) {
  const geometry::Box& face = leak.face.box_px;
  const double side_px =
      std::max(kSmallestCrop_px, kSurroundings * std::max(face.width_px(), face.height_px()));
  const cv::Rect crop =
      pixels_of(geometry::Box::around(face.center(), side_px, side_px), rgb.size());
  const double scale = static_cast<double>(kShownHeight_px) / std::max(1, crop.height);
  cv::Mat shown;
  cv::resize(rgb(crop), shown, {}, scale, scale, cv::INTER_LINEAR);
  const cv::Point2d origin(crop.x, crop.y);
  const cv::Point from((cv::Point2d(face.x1_px, face.y1_px) - origin) * scale);
  const cv::Point to((cv::Point2d(face.x2_px, face.y2_px) - origin) * scale);
  cv::rectangle(shown, from, to, {0, 0, 0}, 4);
  cv::rectangle(shown, from, to, {255, 255, 255}, 2);
  cv::cvtColor(shown, shown, cv::COLOR_RGB2BGR);
  std::vector<unsigned char> bytes;
  cv::imencode(".png", shown, bytes);
  return bytes;
}

std::vector<FaceScore> leaks_of(const ClipResult& clip) {
  std::vector<FaceScore> leaks;
  for (const FrameScore& frame : clip.score.frames) {
    for (const FaceScore& face : frame.faces) {
      if (!face.covered()) leaks.push_back(face);
    }
  }
  return leaks;
}

// Names tell nothing of the recording: the pseudonymous id, the frame and a running number.
std::string picture_name(const std::string& id, base::FrameIndex frame, std::size_t number) {
  return fmt::format("leak-{}-frame-{:06}-{}.png", id, frame, number);
}

void write_clip(const ClipResult& clip, const fs::path& video, const fs::path& folder,
                const base::Cancellation& cancellation, LeakPictures& written) {
  const std::vector<FaceScore> leaks = leaks_of(clip);  // by frame
  media::VideoReader reader(video);
  std::size_t next = 0;
  while (next < leaks.size()) {
    cancellation.throw_if_requested();
    const std::optional<media::VideoFrame> frame = reader.next();
    if (!frame)
      throw input_error(
          video, fmt::format("ends before frame {}, which regions.json has", leaks[next].frame));
    for (; next < leaks.size() && leaks[next].frame == frame->index; ++next) {
      const std::vector<unsigned char> png = png_of(leaks[next], frame->rgb);
      const std::string name = picture_name(clip.id, frame->index, next + 1);
      base::write_file_atomically(folder / name,
                                  {reinterpret_cast<const char*>(png.data()), png.size()});
      written.files.push_back(name);
    }
  }
}

}  // namespace

LeakPictures write_leak_pictures(const Validation& validation, const std::vector<ClipPair>& pairs,
                                 const fs::path& folder, const base::Cancellation& cancellation) {
  LeakPictures written;
  std::error_code error;
  fs::create_directories(folder, error);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const ClipResult& clip = validation.clips[i];
    if (clip.figures.faces.leaks() == 0) continue;
    if (pairs[i].covered.video) {
      write_clip(clip, *pairs[i].covered.video, folder, cancellation, written);
    } else {
      written.notes.push_back(fmt::format(
          "{}: no pictures of leaks, because there is no deidentified.mp4 beside regions.json.",
          pairs[i].covered.folder.string()));
    }
  }
  return written;
}

}  // namespace securepose::validation
