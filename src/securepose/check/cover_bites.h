#pragma once

#include <cstddef>
#include <deque>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <vector>

#include "securepose/base/ids.h"
#include "securepose/base/timestamp.h"
#include "securepose/check/cover_gaps.h"
#include "securepose/pairing/changed_mask.h"

namespace securepose::check {

/// Finds what is covered, open for a moment, and covered again while the cover goes on around it,
/// cell by cell: whatever its shape, and whoever is near. What lies there is followed from
/// frame to frame by the original's picture, so that it counts for a head that moves, too. What a
/// cover uncovers and covers because it moves along is no such place. Knows nothing of faces, and
/// finds the same in a clip played backwards. Keeps a few small pictures.
class CoverBites {
 public:
  /// Takes the next frame; frames come in order without gaps.
  /// @param original  upright, of the mask's size
  void add(base::FrameIndex frame, base::Timestamp time, const cv::Mat& original,
           const pairing::ChangedMask& mask);
  /// Begins anew, as at a hard cut.
  void cut();
  /// All so far, ordered by frame; ends the shot.
  std::vector<CoverGap> bites();

 private:
  struct Kept {
    base::FrameIndex frame;
    base::Timestamp time;
    cv::Mat cells;
    cv::Mat grey;        ///< of the original, a value a cell
    cv::Mat difference;  ///< from the original
  };
  /// Cells of one frame, cut out.
  struct Piece {
    cv::Rect place;
    cv::Mat cells;
  };
  struct Opened {
    Piece piece;
    cv::Point by;
  };

  static std::optional<Opened> opened(const Piece& piece, const Kept& from, const Kept& to);
  static std::vector<Piece> thick_pieces(const cv::Mat& cells, cv::Point corner);
  static cv::Mat covered_at(const Kept& kept, const cv::Rect& place);
  static std::optional<cv::Point> motion(const Kept& from, const Kept& to, const cv::Rect& window,
                                         const cv::Mat& which);
  static bool surrounded(const Piece& piece, const Kept& open);
  bool moved_along(const Piece& piece, std::size_t covered, std::size_t open) const;
  bool stays(const Piece& piece, std::size_t at, int step) const;
  static double difference_at(const Kept& kept, const Piece& piece);
  static bool shows_more(const Piece& covered, const Kept& before, const Piece& open,
                         const Kept& after);
  static bool was_elsewhere(const Piece& piece, const Kept& before, const Kept& open,
                            const Kept& after);
  void look(std::size_t from, int step);
  void look_in_place(std::size_t from);
  void follow(const Piece& piece, std::size_t from, int step);
  bool too_long(std::size_t from, std::size_t to) const;
  const Kept* at(std::size_t from, int step) const;
  void settle(bool at_end);

  std::deque<Kept> kept_;
  std::size_t settled_ = 0;  ///< so many of the kept ones have been looked from
  double cell_px_ = 1;
  std::vector<CoverGap> found_;
};

}  // namespace securepose::check
