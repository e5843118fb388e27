#pragma once

#include <cstdint>
#include <vector>

namespace securepose::pairing {

/// The cheapest way through two videos that never goes back: which frame of the original each frame
/// of the finished one shows (Viterbi's algorithm in a band around where each is expected). A step
/// to the next frame costs nothing; staying and leaving frames out cost a little, so that what does
/// not move is followed frame by frame. Keeps one byte for each frame and place in the band.
class FrameAlignment {
 public:
  /// @param original_frames  more than 0
  /// @param reach  half the band's width, in frames
  FrameAlignment(std::int64_t original_frames, int reach);

  int reach() const { return reach_; }
  /// The frames among which the next finished one is looked for: first to first + 2 reach, as far
  /// as they exist (from 0 to before original_frames).
  /// @param expected  the frame of the original that the next finished one is expected to show;
  /// never falls
  std::int64_t first_candidate(std::int64_t expected) const { return expected - reach_; }

  /// The next finished frame.
  /// @param differences  from each candidate, 2 reach + 1 of them; those of frames that do not
  /// exist are not looked at
  void add(std::int64_t expected, const std::vector<double>& differences);

  /// @return by finished frame
  std::vector<std::int32_t> path() const;

 private:
  bool exists(std::int64_t frame) const { return frame >= 0 && frame < original_frames_; }

  std::int64_t original_frames_;
  int reach_;
  std::vector<double> cost_;          ///< of the best way to each candidate of the last frame
  std::int64_t first_ = 0;            ///< the first candidate of the last frame
  std::vector<std::uint8_t> steps_;   ///< by finished frame and candidate: how far the way stepped
  std::vector<std::int64_t> firsts_;  ///< the first candidate by finished frame
  std::vector<std::int16_t> bests_;   ///< the candidate with the best way, by finished frame
};

}  // namespace securepose::pairing
