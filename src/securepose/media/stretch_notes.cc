#include "securepose/media/stretch_notes.h"

#include <fmt/format.h>

#include <utility>

namespace securepose::media {

void StretchNotes::add(bool readable, double time_s) {
  if (readable) {
    finish();
    return;
  }
  if (frames_ == 0) begin_s_ = time_s;
  end_s_ = time_s;
  ++frames_;
}

void StretchNotes::finish() {
  if (frames_ == 1)
    complete_.push_back(
        fmt::format("1 frame at {:.3f} s could not be decoded and is covered whole.", begin_s_));
  else if (frames_ > 1)
    complete_.push_back(
        fmt::format("{} frames from {:.3f} s to {:.3f} s could not be decoded and are covered "
                    "whole.",
                    frames_, begin_s_, end_s_));
  frames_ = 0;
}

std::vector<std::string> StretchNotes::take() { return std::exchange(complete_, {}); }

}  // namespace securepose::media
