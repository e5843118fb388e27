#pragma once

#include <deque>
#include <optional>

#include "securepose/media/picture_decoder.h"

namespace securepose::media {

/// Passes pictures on, one for one and with their times unchanged; those flagged as interlaced
/// lose their comb (bwdif in libavfilter). Does nothing, at no cost, until the first interlaced
/// picture arrives.
class Deinterlacer {
 public:
  Deinterlacer() = default;

  void push(DecodedPicture picture);
  /// No more pictures will come: what is held back gets ready.
  void finish();
  /// The next picture that is ready, in the order of push().
  std::optional<DecodedPicture> pop();

  /// True once an interlaced picture was seen.
  bool active() const { return active_; }

 private:
  void build(const AVFrame& like);
  void collect();
  void flush();
  bool fits(const AVFrame& frame) const;

  bool active_ = false;
  Handle<AVFilterGraph> graph_;
  AVFilterContext* source_ = nullptr;
  AVFilterContext* sink_ = nullptr;
  int width_ = 0;
  int height_ = 0;
  int format_ = -1;
  std::int64_t fed_ = 0;
  std::deque<DecodedPicture> inside_;  ///< in the filter; each keeps its untouched picture
  std::deque<DecodedPicture> ready_;
};

}  // namespace securepose::media
