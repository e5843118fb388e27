#pragma once

#include <filesystem>
#include <functional>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "securepose/base/cancellation.h"
#include "securepose/base/ids.h"
#include "securepose/media/turns.h"

namespace securepose::check {

/// The original's pictures, upright, for questions that come up after all of them have been seen.
class OriginalPictures {
 public:
  OriginalPictures() = default;
  OriginalPictures(const OriginalPictures&) = delete;
  OriginalPictures& operator=(const OriginalPictures&) = delete;
  virtual ~OriginalPictures() = default;

  /// Shows some of them again, in order.
  /// @param frames  ascending, each once
  virtual void visit(const std::vector<base::FrameIndex>& frames,
                     const std::function<void(base::FrameIndex, const cv::Mat& rgb)>& see) = 0;
};

/// Decodes them again.
class OriginalVideo final : public OriginalPictures {
 public:
  /// @param turns  of its parts
  /// @param turn_deg  clockwise, after which people stand upright then
  OriginalVideo(std::filesystem::path file, media::Turns turns, int turn_deg,
                const base::Cancellation& cancellation)
      : file_(std::move(file)),
        turns_(std::move(turns)),
        turn_deg_(turn_deg),
        cancellation_(cancellation) {}
  void visit(const std::vector<base::FrameIndex>& frames,
             const std::function<void(base::FrameIndex, const cv::Mat& rgb)>& see) override;

 private:
  std::filesystem::path file_;
  media::Turns turns_;
  int turn_deg_;
  const base::Cancellation& cancellation_;
};

}  // namespace securepose::check
