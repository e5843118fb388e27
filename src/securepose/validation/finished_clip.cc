#include "securepose/validation/finished_clip.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <opencv2/core.hpp>
#include <utility>

#include "securepose/geometry/quarter_turn.h"
#include "securepose/pairing/changed_mask.h"
#include "securepose/pairing/paired_frames.h"
#include "securepose/validation/input_text.h"

namespace securepose::validation {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(const std::vector<std::string>& originals) {
  std::vector<fs::path> files;
  for (const fs::path original : originals) {
    std::error_code error;
    if (!fs::is_directory(original, error)) {
      files.push_back(original);
      continue;
    }
    for (const auto& entry : fs::directory_iterator(original, error)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    if (error) throw input_error(original, "can't be listed (" + error.message() + ")");
  }
  return files;
}

fs::path original_of(const fs::path& finished, const std::vector<std::string>& originals) {
  const std::vector<fs::path> files = files_of(originals);
  if (files.size() == 1) return files.front();
  const std::string name = finished.stem().string();
  const fs::path* best = nullptr;
  for (const fs::path& file : files) {
    const std::string stem = file.stem().string();
    if (stem.empty() || !name.starts_with(stem)) continue;
    if (best == nullptr || stem.size() > best->stem().string().size()) best = &file;
  }
  if (best != nullptr) return *best;
  throw input_error(finished,
                    "a finished video is compared with its original; name that with --original");
}

const DrawnClip& drawn_on(const fs::path& finished, const fs::path& original,
                          const std::vector<DrawnClip>& drawn, bool only) {
  if (only && drawn.size() == 1) return drawn.front();
  for (const fs::path& name : {original, finished}) {
    for (const DrawnClip& clip : drawn) {
      if (same_clip_name(clip.name, name.filename().string())) return clip;
    }
  }
  throw input_error(finished, "no faces drawn by hand are known for its original");
}

/// The covered cells as boxes: a row's runs, joined with equal ones of the row above.
std::vector<CoveredShape> shapes_of(const cv::Mat& cells, double cell_px, PictureSize size) {
  std::vector<geometry::Box> done;
  std::vector<geometry::Box> open;  // reach the row above
  const auto column_px = [&](int x) { return x == cells.cols ? size.width_px : x * cell_px; };
  for (int y = 0; y < cells.rows; ++y) {
    std::vector<geometry::Box> here;
    const double bottom_px = y + 1 == cells.rows ? size.height_px : (y + 1) * cell_px;
    for (int x = 0; x < cells.cols; ++x) {
      if (cells.at<std::uint8_t>(y, x) == 0) continue;
      int end = x;
      while (end < cells.cols && cells.at<std::uint8_t>(y, end) != 0) ++end;
      geometry::Box run{column_px(x), y * cell_px, column_px(end), bottom_px};
      const auto above = std::find_if(open.begin(), open.end(), [&](const geometry::Box& box) {
        return box.x1_px == run.x1_px && box.x2_px == run.x2_px;
      });
      if (above != open.end()) {
        run.y1_px = above->y1_px;
        open.erase(above);
      }
      here.push_back(run);
      x = end;
    }
    done.insert(done.end(), open.begin(), open.end());
    open = std::move(here);
  }
  done.insert(done.end(), open.begin(), open.end());
  return {done.begin(), done.end()};
}

// What the finished frames that show one frame of the original all cover.
struct ShownFrame {
  cv::Mat cells;  // as in the original
  std::vector<geometry::Ellipse> blurred;
};

std::vector<geometry::Ellipse> ellipses_of(const std::vector<DrawnFace>& faces) {
  std::vector<geometry::Ellipse> ellipses;
  for (const DrawnFace& face : faces) ellipses.push_back(geometry::inscribed(face.box_px));
  return ellipses;
}

}  // namespace

bool is_finished_video(const fs::path& name) {
  std::error_code error;
  return fs::is_regular_file(name, error) && name.extension() != ".json";
}

FinishedPair read_finished_video(const fs::path& finished,
                                 const std::vector<std::string>& originals,
                                 const std::vector<DrawnClip>& drawn, bool only,
                                 const base::Cancellation& cancellation) {
  const fs::path original = original_of(finished, originals);
  FinishedPair result;
  result.pair.drawn = drawn_on(finished, original, drawn, only);
  DrawnClip& faces = result.pair.drawn;
  const auto placement = pairing::finished_placement(original, finished, std::nullopt);
  pairing::PairedFrames frames(original, finished, placement,
                               pairing::pair_frames(original, finished, placement, cancellation));
  const pairing::FramePairs& pairs = frames.pairs();
  CoveredClip& covered = result.pair.covered;
  covered.folder = finished;
  PictureSize size{placement.original_px.width, placement.original_px.height};
  if (placement.turn_deg % 180 != 0) std::swap(size.width_px, size.height_px);
  covered.size = size;
  covered.frames.resize(static_cast<std::size_t>(pairs.original_frames));
  if (!pairs.original_of && placement.same_pixels() && placement.turn_deg == 0)
    covered.video = finished;
  require_fit(result.pair);

  std::map<base::FrameIndex, ShownFrame> shown;
  double cell_px = 1;
  const auto settle = [&](base::FrameIndex before) {  // frames that no later one shows
    while (!shown.empty() && shown.begin()->first < before) {
      const ShownFrame& frame = shown.begin()->second;
      auto& shapes = covered.frames[static_cast<std::size_t>(shown.begin()->first)];
      shapes = shapes_of(frame.cells, cell_px, size);
      shapes.insert(shapes.end(), frame.blurred.begin(), frame.blurred.end());
      shown.erase(shown.begin());
    }
  };
  std::vector<bool> seen(covered.frames.size());
  for (std::int64_t index = 0; index < pairs.finished_frames; ++index) {
    cancellation.throw_if_requested();
    const base::FrameIndex at = pairs.original_frame_of(index);
    const bool look = faces.frames.contains(at);
    const auto pair = look ? frames.next() : frames.skip();
    if (!pair) break;
    seen[static_cast<std::size_t>(at)] = true;
    if (!look) continue;
    settle(at);
    const pairing::ChangedMask mask(pair->before_as_finished, pair->after);
    cell_px = mask.cell_px();
    const cv::Mat cells = geometry::turned(mask.cells(), (360 - placement.turn_deg) % 360);
    const auto [frame, first] = shown.try_emplace(at);
    ShownFrame& all = frame->second;
    all.cells = first ? cells.clone() : cv::Mat(all.cells & cells);
    // A blurred face differs little where it has no features.
    if (first && placement.turn_deg == 0) all.blurred = ellipses_of(faces.frames.at(at));
    std::erase_if(all.blurred, [&](const geometry::Ellipse& face) {
      return mask.share(face) <= 0 || !mask.lost_texture(face);
    });
  }
  settle(static_cast<base::FrameIndex>(covered.frames.size()));
  const auto gone = std::erase_if(faces.frames, [&](const auto& frame) {
    return !seen[static_cast<std::size_t>(frame.first)];
  });
  if (gone > 0)
    result.notes.push_back(
        fmt::format("{}: {} with drawn faces {} not in the finished video and {} left out.",
                    finished.string(), gone == 1 ? "one frame" : fmt::format("{} frames", gone),
                    gone == 1 ? "is" : "are", gone == 1 ? "was" : "were"));
  return result;
}

}  // namespace securepose::validation
