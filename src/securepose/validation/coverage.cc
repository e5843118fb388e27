#include "securepose/validation/coverage.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "securepose/geometry/ellipse.h"

namespace securepose::validation {
namespace {

// What a pixel belongs to.
enum PixelBit : std::uint8_t { kCoveredBit = 1, kHeadBit = 2, kDrawnBit = 4, kLeftOutBit = 8 };

struct PixelSpan {
  int begin = 0;
  int end = 0;  // exclusive
};

// Pixels of one axis whose centres may lie between two places.
PixelSpan pixels_between(double from_px, double to_px, int size_px) {
  const double limit_px = size_px;
  return {static_cast<int>(std::clamp(std::ceil(from_px - 0.5), 0.0, limit_px)),
          static_cast<int>(std::clamp(std::ceil(to_px - 0.5), 0.0, limit_px))};
}

class PixelSheet {
 public:
  explicit PixelSheet(PictureSize size)
      : size_(size),
        bits_(static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(size.height_px)) {}

  void clear() { std::fill(bits_.begin(), bits_.end(), 0); }

  template <class Visit>
  void each(const geometry::Box& box, Visit visit) {
    const PixelSpan rows = pixels_between(box.y1_px, box.y2_px, size_.height_px);
    const PixelSpan columns = pixels_between(box.x1_px, box.x2_px, size_.width_px);
    for (int y = rows.begin; y < rows.end; ++y) {
      for (int x = columns.begin; x < columns.end; ++x) visit(bits_[index(x, y)]);
    }
  }

  template <class Visit>
  void each(const geometry::Ellipse& ellipse, Visit visit) {
    // One pixel more on each side, so that rounding of the bounds loses none.
    const geometry::Box bounds = ellipse.bounds();
    const PixelSpan rows = pixels_between(bounds.y1_px - 1, bounds.y2_px + 1, size_.height_px);
    const PixelSpan columns = pixels_between(bounds.x1_px - 1, bounds.x2_px + 1, size_.width_px);
    for (int y = rows.begin; y < rows.end; ++y) {
      for (int x = columns.begin; x < columns.end; ++x) {
        if (ellipse.contains({x + 0.5, y + 0.5})) visit(bits_[index(x, y)]);
      }
    }
  }

  template <class Shape>
  void mark(const Shape& shape, PixelBit bit) {
    each(shape, [bit](std::uint8_t& pixel) { pixel |= bit; });
  }

  const std::vector<std::uint8_t>& bits() const { return bits_; }

 private:
  std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width_px) +
           static_cast<std::size_t>(x);
  }

  PictureSize size_;
  std::vector<std::uint8_t> bits_;
};

struct PixelCount {
  std::int64_t all = 0;
  std::int64_t covered = 0;
};

template <class Shape>
PixelCount count_in(PixelSheet& sheet, const Shape& shape) {
  PixelCount count;
  sheet.each(shape, [&](std::uint8_t pixel) {
    ++count.all;
    count.covered += (pixel & kCoveredBit) != 0;
  });
  return count;
}

// A face of a pixel or two may hold no pixel's centre in its ellipse; then its box counts.
std::optional<double> covered_share(PixelSheet& sheet, const geometry::Box& box) {
  PixelCount count = count_in(sheet, geometry::inscribed(box));
  if (count.all == 0) count = count_in(sheet, box);
  if (count.all == 0) return std::nullopt;
  return static_cast<double>(count.covered) / static_cast<double>(count.all);
}

void score_areas(const PixelSheet& sheet, FrameScore& score) {
  std::int64_t outside = 0;
  std::int64_t common = 0;
  std::int64_t either = 0;
  bool drawn = false;
  for (const std::uint8_t pixel : sheet.bits()) {
    const bool is_covered = (pixel & kCoveredBit) != 0;
    const bool is_drawn = (pixel & kDrawnBit) != 0;
    outside += is_covered && (pixel & kHeadBit) == 0;
    drawn = drawn || is_drawn;
    if (!is_drawn && (pixel & kLeftOutBit) != 0) continue;
    common += is_covered && is_drawn;
    either += is_covered || is_drawn;
  }
  score.outside_share = static_cast<double>(outside) / static_cast<double>(sheet.bits().size());
  if (drawn) score.iou = static_cast<double>(common) / static_cast<double>(either);
}

FrameScore score_frame(const ClipPair& pair, base::FrameIndex frame,
                       const std::vector<DrawnFace>& faces, PixelSheet& sheet) {
  FrameScore score;
  score.frame = frame;
  score.doubtful = pair.covered.is_doubtful(frame);
  sheet.clear();
  for (const CoveredShape& shape : pair.covered.frames.at(static_cast<std::size_t>(frame)))
    std::visit([&](const auto& each) { sheet.mark(each, kCoveredBit); }, shape);
  for (const DrawnFace& face : faces) {
    const geometry::Box head = face.box_px.scaled(kHeadDilation);
    sheet.mark(head, kHeadBit);
    if (!must_be_covered(face.kind)) {
      sheet.mark(head, kLeftOutBit);
      continue;
    }
    sheet.mark(face.box_px, kDrawnBit);
    if (const auto share = covered_share(sheet, face.box_px))
      score.faces.push_back({frame, face, *share, score.doubtful});
  }
  score_areas(sheet, score);
  return score;
}

bool has_leak(const FrameScore& frame) {
  return std::any_of(frame.faces.begin(), frame.faces.end(),
                     [](const FaceScore& face) { return !face.covered(); });
}

void score_doubts(const CoveredClip& covered, ClipScore& score) {
  for (const DoubtfulFrames& moment : covered.doubtful) {
    bool looked_at = false;
    bool leak = false;
    for (const FrameScore& frame : score.frames) {
      if (frame.frame < moment.first_frame || frame.frame > moment.last_frame) continue;
      looked_at = true;
      leak = leak || has_leak(frame);
    }
    score.doubtful_moments += looked_at;
    score.doubtful_moments_with_leak += leak;
  }
}

}  // namespace

ClipScore score_clip(const ClipPair& pair) {
  ClipScore score;
  PixelSheet sheet(pair.covered.size.value());
  for (const auto& [frame, faces] : pair.drawn.frames)
    score.frames.push_back(score_frame(pair, frame, faces, sheet));
  score_doubts(pair.covered, score);
  return score;
}

}  // namespace securepose::validation
